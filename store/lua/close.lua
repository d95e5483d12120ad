-- keys: record waiting closed places days jobs job_records
-- arguments: id outcome who now kept most job
-- with: put

-- Closing takes what is sealed away at once, frees the person's one place and the day's, and may ask for the
-- deletion of a recording. `who` is empty where the person themselves, or we, withdraw.
local state, holder, person, day, sealed =
  unpack(redis.call("HMGET", record, "state", "who", "person", "day", "sealed"))
if state ~= "open" and state ~= "claimed" then return "gone" end
if who ~= "" and (state ~= "claimed" or holder ~= who) then return "not_yours" end
if outcome == "no_reply" and redis.call("HINCRBY", record, "tries", 1) < tonumber(most) then
  redis.call("HSET", record, "state", "open")
  redis.call("HDEL", record, "who", "claimed")
  return "again"
end
redis.call("HSET", record, "state", outcome, "closed", now)
redis.call("HDEL", record, "sealed")
redis.call("EXPIRE", record, kept)
redis.call("ZREM", waiting, id)
redis.call("ZADD", closed, now, id)
redis.call("ZREMRANGEBYSCORE", closed, "-inf", now - kept)
if person and redis.call("GET", places .. person) == id then redis.call("DEL", places .. person) end
if day and outcome == "withdrawn" then redis.call("DECR", days .. day) end
-- of no person: whoever is forgotten still has their recording deleted
if job ~= "" then put(jobs, job_records, job, job:match("^%a+"), "", sealed, now) end
return outcome
