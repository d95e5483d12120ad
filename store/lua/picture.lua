-- keys:
-- arguments: prefix apart...

-- What may belong together, read at one moment: a promise is one script, and this is another, so none is half
-- there. Families that stand apart (by the word behind the prefix) are read apart, or not at all.
local stands_apart = {}
for _, family in ipairs(apart) do stands_apart[family] = true end

local reads = {
  string = function(name) return redis.call("GET", name) end,
  hash = function(name) return redis.call("HGETALL", name) end,
  set = function(name) return redis.call("SMEMBERS", name) end,
  zset = function(name) return redis.call("ZRANGE", name, 0, -1, "WITHSCORES") end,
  list = function(name) return redis.call("LRANGE", name, 0, -1) end,
  stream = function(name) return redis.call("XRANGE", name, "-", "+") end,
}

local found = {}
for _, name in ipairs(redis.call("KEYS", prefix .. "*")) do
  if not stands_apart[name:match("^[a-z]+", #prefix + 1)] then
    local kind = redis.call("TYPE", name).ok
    found[#found + 1] = {name, kind, redis.call("PTTL", name), reads[kind](name)}
  end
end
return found
