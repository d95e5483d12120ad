-- keys: record
-- arguments: who now lasts

-- A claim that is two hours old counts for nothing, unless the same person asks again.
local state, holder, since = unpack(redis.call("HMGET", record, "state", "who", "claimed"))
if state ~= "open" and state ~= "claimed" then return {"gone"} end
if state == "claimed" and holder ~= who and since + lasts > tonumber(now) then
  return {"taken", holder}
end
redis.call("HSET", record, "state", "claimed", "who", who, "claimed", now)
return {"claimed", redis.call("HGET", record, "sealed")}
