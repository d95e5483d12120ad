-- keys: flag flagged passed record jobs job_records
-- arguments: member who now kept to job clock
-- with: put moment changed

-- What was withheld is erased as whatever ended the record had asked: a recording that is no longer needed is
-- deleted at the carrier, and of somebody who was forgotten meanwhile nothing stays.
if redis.call("HGET", flag, "state") ~= "waiting" then return end
local sealed = redis.call("HGET", flag, "sealed")
if job ~= "" and sealed and redis.call("HEXISTS", record, "sealed") == 0 then
  put(jobs, job_records, job, job:match("^%a+"), "", sealed, moment(clock))
end
redis.call("HDEL", record, "flagged")
changed(record)
redis.call("ZREM", flagged, member)
redis.call("ZREMRANGEBYSCORE", passed, "-inf", now - kept)
if redis.call("HGET", flag, "forgotten") then
  redis.call("DEL", flag)
  return "passed"
end
redis.call("HDEL", flag, "sealed", "number", "relay", "language", "note", "about", "why")
for _, field in ipairs(redis.call("HKEYS", flag)) do
  if field:match("^later:") then redis.call("HDEL", flag, field) end
end
redis.call("HSET", flag, "state", "passed", "to", to, "passed_by", who, "passed_at", now)
redis.call("EXPIRE", flag, kept)
redis.call("ZADD", passed, now, member)
return "passed"
