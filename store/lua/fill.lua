-- For the desk: who has had nearly all that they may is noted for a day, in the step that counts it. `who` is a
-- keyed hash, `noted` says of which bound, from how much on, when, for how long and by which last digits
-- (store/people/filling.py).
local function fill(filling, who, noted, used, most)
  local bound, percent, now, lasts, tail = noted:match("^(%S+) (%d+) (%d+) (%d+) (.*)$")
  if used * 100 < most * percent then return end
  local name = filling .. ":" .. who
  redis.call("HSET", name, "tail", tail, bound, table.concat({used, most, now}, " "))
  redis.call("EXPIRE", name, lasts)
  redis.call("ZADD", filling, now, who)
  redis.call("ZREMRANGEBYSCORE", filling, "-inf", now - lasts)
  redis.call("EXPIRE", filling, lasts)
end
