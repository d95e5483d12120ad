-- keys: record flag flagged passed jobs job_records
-- arguments: member who now lasts why kind clock told...
-- with: holds put moment

-- A flag is a record of its own with what its lead needs, so that it outlives whatever ends the other. The lead is
-- told in the same step: `told` is the name of a job and what it seals, again and again.
if redis.call("HGET", flag, "state") == "waiting" then return "already" end
if not holds(record, who, now, lasts) then return "not_yours" end
redis.call("DEL", flag)
redis.call("ZREM", passed, member)
for _, field in ipairs({"person", "sealed", "note", "about"}) do
  local value = redis.call("HGET", record, field)
  if value then redis.call("HSET", flag, field, value) end
end
redis.call("HSET", flag, "state", "waiting", "why", why, "by", who, "at", now)
redis.call("HSET", record, "flagged", 1)
redis.call("ZADD", flagged, now, member)
for at = 1, #told, 2 do put(jobs, job_records, told[at], kind, "", told[at + 1], moment(clock)) end
return "flagged"
