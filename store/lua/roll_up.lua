-- keys: of_day of_month days
-- arguments: day

-- One day moves into its month or does not: never half, never twice.
local counts = redis.call("HGETALL", of_day)
for at = 1, #counts, 2 do redis.call("HINCRBY", of_month, counts[at], counts[at + 1]) end
redis.call("DEL", of_day)
return redis.call("ZREM", days, day)
