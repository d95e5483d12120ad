-- Closes an item: who asked for it goes, the number's one place is free again, and so is its own place of the day
-- where nobody had to ring. With `undo` above 0 the number stays sealed for so many seconds, with what is needed to
-- take the closing back (undo); with 0 it goes at once.
local function shut(record, waiting, closed, ending, places, days, asked, id, outcome, now, kept, undo)
  local person = redis.call("HGET", record, "person")
  for _, part in ipairs(parts_of(record, id)) do
    if part.pool == "withheld" and tonumber(undo) > 0 then
      -- nobody sees from its place what became of theirs: the next call is another asker. What the person themselves
      -- ends keeps its place: it would show, on a day that is full but for it
      free(days, part.day, part.pool)
      part.day = "none"
    end
    if part.pool ~= "own" and part.asker ~= PAST then
      end_part(part, person, asked, id, now)
    elseif part.pool == "own" and outcome == "withdrawn" then
      free(days, part.day, "own")
    end
    redis.call("HSET", record, "was:" .. part.asker, part.kept) -- with an `undo` of 0 it is erased below
    redis.call("HDEL", record, "part:" .. part.asker)
  end
  redis.call("HSET", record, "state", outcome, "closed", now)
  forget_noted(record) -- what is undone from now on is the closing
  redis.call("EXPIRE", record, kept)
  redis.call("ZREM", waiting, id)
  changed(record)
  redis.call("ZADD", closed, now, id)
  redis.call("ZREMRANGEBYSCORE", closed, "-inf", now - kept)
  if person and redis.call("GET", places .. person) == id then redis.call("DEL", places .. person) end
  if tonumber(undo) > 0 then redis.call("ZADD", ending, now + undo, id) else erase(record, ending, id) end
end
