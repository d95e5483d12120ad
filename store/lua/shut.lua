-- Closes an item for good: what is sealed goes at once, with its last digits, and who asked for it; the number's one
-- place is free again, and so is its own place of the day where nobody had to ring.
local function shut(record, waiting, closed, places, days, asked, id, outcome, now, kept)
  local person = redis.call("HGET", record, "person")
  for _, part in ipairs(parts_of(record, id)) do
    if part.pool == "others" then
      end_part(part, person, asked, id, now)
    elseif part.pool == "withheld" then
      -- nobody sees from it what became of theirs: the next call is another asker
      redis.call("SREM", asked .. part.asker, id)
      free(days, part.day, part.pool)
    elseif outcome == "withdrawn" then
      free(days, part.day, "own")
    end
    redis.call("HDEL", record, "part:" .. part.asker)
  end
  redis.call("HSET", record, "state", outcome, "closed", now)
  redis.call("HDEL", record, "sealed", "tail", "number")
  if outcome == "withdrawn" then redis.call("HDEL", record, "note", "about") end
  redis.call("EXPIRE", record, kept)
  redis.call("ZREM", waiting, id)
  redis.call("ZADD", closed, now, id)
  redis.call("ZREMRANGEBYSCORE", closed, "-inf", now - kept)
  if person and redis.call("GET", places .. person) == id then redis.call("DEL", places .. person) end
end
