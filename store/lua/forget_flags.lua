-- keys: flagged passed
-- arguments: flags person

-- What was passed on goes at once; what waits for its lead stays until it is passed on, and goes whole then.
for _, name in ipairs(redis.call("ZRANGE", flagged, 0, -1)) do
  if redis.call("HGET", flags .. name, "person") == person then redis.call("HSET", flags .. name, "forgotten", 1) end
end
for _, name in ipairs(redis.call("ZRANGE", passed, 0, -1)) do
  if redis.call("HGET", flags .. name, "person") == person then
    redis.call("DEL", flags .. name)
    redis.call("ZREM", passed, name)
  end
end
