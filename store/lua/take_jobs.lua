-- keys: job_records turns lanes...
-- arguments: lease most longest turn clock
-- with: moment

-- A score is when a job may next be tried. Taking one moves it past the lease, so that nothing has to notice
-- a dead worker: its job is simply due again.
local now, found, skipped = moment(clock), {}, 0

-- What is about one person is done in the order in which it was asked for, one after the other: who comes second
-- looks again soon. A turn counts only while its job waits or is being done.
local function is_anothers_turn(jobs, name, person)
  if not person or person == "" then return false end
  local first = redis.call("HGET", turns, person)
  if first and first ~= name and redis.call("ZSCORE", jobs, first) then return true end
  redis.call("HSET", turns, person, name)
  return false
end

local function take(jobs, name)
  local record = job_records .. name
  if redis.call("EXISTS", record) == 0 then return redis.call("ZREM", jobs, name) end
  if is_anothers_turn(jobs, name, redis.call("HGET", record, "person")) then
    skipped = skipped + 1
    return redis.call("ZADD", jobs, now + turn + skipped / 1000, name)
  end
  redis.call("ZADD", jobs, now + lease, name)
  local begun = now .. ":" .. redis.call("HINCRBY", record, "tries", 1) -- who has it, and nobody after them
  found[#found + 1] = {name, now - redis.call("HGET", record, "asked"), begun, redis.call("HGETALL", record)}
  redis.call("HSET", record, "begun", begun)
end

for _, jobs in ipairs(lanes) do
  -- Where the store's clock was set back, what waits for a pause or a lease would wait for as long as that. No
  -- pause is that long; a lease may be, of a job that is being done, so it has its whole lease once more.
  for _, name in ipairs(redis.call("ZRANGEBYSCORE", jobs, "(" .. now + longest, "+inf", "LIMIT", 0, 100)) do
    redis.call("ZADD", jobs, now + lease, name)
  end
  repeat
    local due = redis.call("ZRANGEBYSCORE", jobs, "-inf", now, "LIMIT", 0, most - #found)
    for _, name in ipairs(due) do take(jobs, name) end
  until #due == 0 -- so it is, too, where as many are found as are asked for
end
return found
