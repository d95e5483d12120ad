-- keys: known users...
-- arguments: person now kept enough words...

-- A set of people beside the hash of a word; the word itself only once there are enough of them. Gives how many
-- words are readable now that were not before.
local fresh = 0
redis.call("ZREMRANGEBYSCORE", known, "-inf", now - kept)
for at = 1, #users do
  redis.call("ZADD", users[at], now, person)
  redis.call("ZREMRANGEBYSCORE", users[at], "-inf", now - kept)
  redis.call("EXPIRE", users[at], kept)
  if redis.call("ZCARD", users[at]) >= tonumber(enough) then fresh = fresh + redis.call("ZADD", known, now, words[at]) end
end
return fresh
