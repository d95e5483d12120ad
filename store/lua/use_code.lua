-- keys: account
-- arguments: step

-- A code of the second factor counts once: only a later step than the last one is taken.
if redis.call("HEXISTS", account, "role") == 0 then return 0 end
local last = tonumber(redis.call("HGET", account, "step") or 0)
if tonumber(step) <= last then return end
redis.call("HSET", account, "step", step)
return 1
