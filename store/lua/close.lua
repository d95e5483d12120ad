-- keys: record waiting closed ending places days asked jobs job_records flag declined
-- arguments: id outcome who now kept undo most again again_by job reason clock
-- with: put moment changed parts decline erase shut

-- `who` is empty where the person themselves, or we, withdraw: then it is ended for good, also what staff closed
-- minutes ago. Ending may ask for the deletion of a recording. After the first try without a reply the second is from
-- `again` to `again_by`, by the helpline's hours; 0 is for no such time. What is tried before it counts as no try.
local state, holder, sealed, from, since =
  unpack(redis.call("HMGET", record, "state", "who", "sealed", "again", "claimed"))
if state ~= "open" and state ~= "claimed" then
  if who == "" then erase(record, ending, id) end
  return "gone"
end
if who ~= "" and (state ~= "claimed" or holder ~= who) then return "not_yours" end
local is_early = outcome == "no_reply" and from and tonumber(now) < tonumber(from)
if is_early or outcome == "no_reply" and redis.call("HINCRBY", record, "tries", 1) < tonumber(most) then
  redis.call("HSET", record, "state", "open")
  redis.call("HDEL", record, "who", "claimed")
  changed(record)
  if is_early then return "early" end
  redis.call("HSET", record, "noted", now, "noted_by", who, "noted_claimed", since)
  if again ~= "0" then redis.call("HSET", record, "again", again, "again_by", again_by) end
  rank(record, waiting, id)
  return "again"
end
shut(record, waiting, closed, ending, places, days, asked, id, outcome, now, kept, who == "" and 0 or undo)
-- of no person: whoever is forgotten still has their recording deleted
if reason ~= "" then redis.call("HSET", record, "reason", reason) end
if reason == "not_wanted" or reason == "wrong_number" then
  local person = redis.call("HGET", record, "person")
  if person then decline(declined, person, 0) end
end
-- a recording that is flagged stays at the carrier until its lead has passed it on
if redis.call("HGET", flag, "state") == "waiting" then return outcome end
if who == "" and job ~= "" then put(jobs, job_records, job, job:match("^%a+"), "", sealed, moment(clock)) end
return outcome
