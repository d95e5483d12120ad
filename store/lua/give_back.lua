-- keys: record
-- arguments: who
-- with: changed passed

-- Whoever has it, or has it kept for them, gives it back: it is open for all again.
local state, holder, kept_for = unpack(redis.call("HMGET", record, "state", "who", "passed_to"))
if state ~= "open" and state ~= "claimed" then return "gone" end
if state == "open" and kept_for == who then
  keep_for_nobody(record)
  changed(record)
  return "given_back"
end
if state ~= "claimed" or holder ~= who then return "not_yours" end
redis.call("HSET", record, "state", "open")
redis.call("HDEL", record, "who", "claimed")
changed(record)
return "given_back"
