-- keys: invitation holder
-- arguments: newest name use

-- Good once, as the newest of its account, and while that is not shut out. The version before noted no newest.
local last = redis.call("HGET", holder, newest)
if last and last ~= name then return end
if redis.call("HGET", holder, "disabled") == "1" then return end
if use == "1" then return redis.call("DEL", invitation) end
return redis.call("EXISTS", invitation)
