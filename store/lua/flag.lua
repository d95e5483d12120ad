-- keys: record flag flagged passed jobs job_records
-- arguments: member who now why note about kind clock told...
-- with: put moment changed

-- A flag is a record of its own with what its lead needs, so that it outlives whatever ends the other. It is taken
-- from whoever has the record or had it last, however that has ended since: with what is left of it, and with the
-- note that was typed, which the record itself may take no more. The lead is told in the same step: `told` is the
-- name of a job and what it seals, again and again.
if redis.call("HGET", flag, "state") == "waiting" then return "already" end
if redis.call("HGET", record, "who") ~= who then return "not_yours" end
redis.call("DEL", flag)
redis.call("ZREM", passed, member)
for _, field in ipairs({"person", "sealed", "number", "relay", "language", "note", "about"}) do
  local value = redis.call("HGET", record, field)
  if value then redis.call("HSET", flag, field, value) end
end
if note ~= "" then redis.call("HSET", flag, "note", note) end
if about ~= "" then redis.call("HSET", flag, "about", about) end
redis.call("HSET", flag, "state", "waiting", "why", why, "by", who, "at", now)
redis.call("HSET", record, "flagged", 1)
changed(record)
redis.call("ZADD", flagged, now, member)
for at = 1, #told, 2 do put(jobs, job_records, told[at], kind, "", told[at + 1], moment(clock)) end
return redis.call("HEXISTS", flag, "sealed") == 1 and "flagged" or "bare"
