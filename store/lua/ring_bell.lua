-- keys: bell ringing quiet
-- arguments: quiet_seconds

-- What is new moves aside while it is told, and comes back by itself if whoever tells it dies.
-- A quiet that lasts longer than any is left over from before the clock was set back.
local left = redis.call("TTL", quiet)
if left >= 0 and left <= tonumber(quiet_seconds) then return {} end
local new = redis.call("HGETALL", bell)
for at = 1, #new, 2 do redis.call("HINCRBY", ringing, new[at], new[at + 1]) end
redis.call("DEL", bell)
local told = redis.call("HGETALL", ringing)
if #told > 0 then redis.call("SET", quiet, 1, "EX", quiet_seconds) end
return told
