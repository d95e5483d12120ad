-- How often somebody asked within a month before, by the ids of what they asked for; the new one is noted with them.
local function asked_before(name, id, now)
  local month = 30 * 86400
  redis.call("ZREMRANGEBYSCORE", name, "-inf", now - month)
  local count = redis.call("ZCARD", name)
  redis.call("ZADD", name, now, id)
  redis.call("EXPIRE", name, month)
  return count
end
