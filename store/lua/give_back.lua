-- keys: record
-- arguments: who

-- Whoever has it gives it back: it is open for all again.
local state, holder = unpack(redis.call("HMGET", record, "state", "who"))
if state ~= "open" and state ~= "claimed" then return "gone" end
if state ~= "claimed" or holder ~= who then return "not_yours" end
redis.call("HSET", record, "state", "open")
redis.call("HDEL", record, "who", "claimed")
return "given_back"
