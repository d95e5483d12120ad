-- A set of people beside the hash of a word; the word itself only once there are enough of them. `of` is the keys of
-- those sets and of the words, `words` the words, in the order of the sets. Gives how many words are readable now
-- that were not before.
local function note_words(of, words, person, now, kept, enough)
  local fresh = 0
  if #of.users > 0 then redis.call("ZREMRANGEBYSCORE", of.known, "-inf", now - kept) end
  for at, users in ipairs(of.users) do
    redis.call("ZADD", users, now, person)
    redis.call("ZREMRANGEBYSCORE", users, "-inf", now - kept)
    redis.call("EXPIRE", users, kept)
    if redis.call("ZCARD", users) >= tonumber(enough) then
      fresh = fresh + redis.call("ZADD", of.known, now, words[at])
    end
  end
  return fresh
end
