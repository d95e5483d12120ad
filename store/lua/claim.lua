-- keys: record waiting
-- arguments: id who now lasts most
-- with: changed passed full

-- A claim that is two hours old counts for nothing, unless the same person asks again; nor does one of so far
-- ahead, made before a clock was set back.
local state, holder, since = unpack(redis.call("HMGET", record, "state", "who", "claimed"))
if state ~= "open" and state ~= "claimed" then return {"gone"} end
if state == "claimed" and holder ~= who and math.abs(now - since) < tonumber(lasts) then
  return {"taken", holder}
end
local to = state == "open" and kept_for(record, who, now)
if to then return {"kept_for", to} end
if full(record:sub(1, -#id - 1), waiting, id, who, now, lasts, most) then return {"full"} end
-- who passed it on takes it back: whoever was to have it is told so, until they take it after all
local from = state == "open" and kept_for(record, "", now)
if from and from ~= who then
  redis.call("HSET", record, "back_from", from, "back_by", who)
elseif redis.call("HGET", record, "back_from") == who then
  redis.call("HDEL", record, "back_from", "back_by")
end
keep_for_nobody(record)
redis.call("HSET", record, "state", "claimed", "who", who, "claimed", now)
changed(record)
return {"claimed", redis.call("HGET", record, "sealed")}
