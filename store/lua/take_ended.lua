-- keys: ending
-- arguments: now undo most

-- Those whose time to be taken back is over. From now on they end for good, whoever is told what, so that nobody
-- takes back what the caller has had a text of. One that lies too far ahead was closed before a clock was set back.
local ids = redis.call("ZRANGEBYSCORE", ending, "-inf", now, "LIMIT", 0, most)
for _, id in ipairs(redis.call("ZRANGEBYSCORE", ending, "(" .. now + 2 * undo, "+inf", "LIMIT", 0, most)) do
  ids[#ids + 1] = id
end
for _, id in ipairs(ids) do redis.call("ZADD", ending, 0, id) end
return ids
