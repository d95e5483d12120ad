-- keys: budgets...
-- arguments: one now lasts mosts...

-- Taken before a password is looked at and in one step, or guesses sent at one moment all find room (R55).
for at, budget in ipairs(budgets) do
  redis.call("ZREMRANGEBYSCORE", budget, "-inf", now - lasts)
  if redis.call("ZCARD", budget) >= tonumber(mosts[at]) then return end
end
for _, budget in ipairs(budgets) do
  redis.call("ZADD", budget, now, one)
  redis.call("EXPIRE", budget, lasts)
end
return 1
