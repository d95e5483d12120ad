-- keys: jobs job_records
-- arguments: now lease most

-- A score is when a job may next be tried. Taking one moves it past the lease, so that nothing has to notice
-- a dead worker: its job is simply due again.
local found = {}
for _, name in ipairs(redis.call("ZRANGEBYSCORE", jobs, "-inf", now, "LIMIT", 0, most)) do
  local record = job_records .. name
  if redis.call("EXISTS", record) == 0 then
    redis.call("ZREM", jobs, name)
  else
    redis.call("ZADD", jobs, now + lease, name)
    redis.call("HINCRBY", record, "tries", 1)
    found[#found + 1] = {name, redis.call("HGETALL", record)}
  end
end
return found
