-- keys: known users...
-- arguments: person now kept enough words...

-- A set of people beside the hash of a word; the word itself only once there are enough of them.
for at = 1, #users do
  redis.call("ZADD", users[at], now, person)
  redis.call("ZREMRANGEBYSCORE", users[at], "-inf", now - kept)
  redis.call("EXPIRE", users[at], kept)
  if redis.call("ZCARD", users[at]) >= tonumber(enough) then redis.call("ZADD", known, now, words[at]) end
end
