-- keys: bell ringing quiet
-- arguments: quiet_seconds

-- What is new moves aside while it is told, and comes back by itself if whoever tells it dies.
if redis.call("EXISTS", quiet) == 1 then return {} end
local new = redis.call("HGETALL", bell)
for at = 1, #new, 2 do redis.call("HINCRBY", ringing, new[at], new[at + 1]) end
redis.call("DEL", bell)
local told = redis.call("HGETALL", ringing)
if #told > 0 then redis.call("SET", quiet, 1, "EX", quiet_seconds) end
return told
