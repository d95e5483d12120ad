-- Whether `who` holds a record: they have claimed it, less than two hours ago, and the clock was not set back since.
local function holds(record, who, now, lasts)
  local state, holder, since = unpack(redis.call("HMGET", record, "state", "who", "claimed"))
  return state == "claimed" and holder == who and math.abs(now - since) < tonumber(lasts)
end
