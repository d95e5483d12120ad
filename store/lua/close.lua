-- keys: record waiting closed places days asked jobs job_records flag
-- arguments: id outcome who now kept most job reason clock
-- with: put moment parts shut

-- Closing may ask for the deletion of a recording. `who` is empty where the person themselves, or we, withdraw.
local state, holder, sealed = unpack(redis.call("HMGET", record, "state", "who", "sealed"))
if state ~= "open" and state ~= "claimed" then return "gone" end
if who ~= "" and (state ~= "claimed" or holder ~= who) then return "not_yours" end
if outcome == "no_reply" and redis.call("HINCRBY", record, "tries", 1) < tonumber(most) then
  redis.call("HSET", record, "state", "open")
  redis.call("HDEL", record, "who", "claimed")
  return "again"
end
shut(record, waiting, closed, places, days, asked, id, outcome, now, kept)
-- of no person: whoever is forgotten still has their recording deleted
if reason ~= "" then redis.call("HSET", record, "reason", reason) end
-- a recording that is flagged stays at the carrier until its lead has passed it on
if redis.call("HGET", flag, "state") == "waiting" then return outcome end
if job ~= "" then put(jobs, job_records, job, job:match("^%a+"), "", sealed, moment(clock)) end
return outcome
