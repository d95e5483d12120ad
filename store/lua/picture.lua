-- keys:
-- arguments: pattern left_out...

-- All that matches at one moment: a promise is one script, and this is another, so none is half there. A stream
-- only grows, and belongs to nothing else: it is read apart, as it may be long.
local function is_left_out(name)
  for _, beginning in ipairs(left_out) do
    if name:sub(1, #beginning) == beginning then return true end
  end
  return false
end

local reads = {
  string = function(name) return redis.call("GET", name) end,
  hash = function(name) return redis.call("HGETALL", name) end,
  set = function(name) return redis.call("SMEMBERS", name) end,
  zset = function(name) return redis.call("ZRANGE", name, 0, -1, "WITHSCORES") end,
  list = function(name) return redis.call("LRANGE", name, 0, -1) end,
  stream = function() return {} end,
}

local found = {}
for _, name in ipairs(redis.call("KEYS", pattern)) do
  if not is_left_out(name) then
    local kind = redis.call("TYPE", name).ok
    found[#found + 1] = {name, kind, redis.call("PTTL", name), reads[kind](name)}
  end
end
return found
