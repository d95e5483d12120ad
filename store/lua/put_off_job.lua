-- keys: record lanes...
-- arguments: name begun pause refused clock
-- with: moment

-- One that ended meanwhile is not brought back, and one that another has begun is theirs alone: a word that comes
-- late says nothing of what they do. What the carrier refused was not done, and may be done as if for the first
-- time; without its answer nobody knows.
if redis.call("HGET", record, "begun") ~= begun then return end
for _, jobs in ipairs(lanes) do redis.call("ZADD", jobs, "XX", moment(clock) + tonumber(pause), name) end
if refused == "1" then redis.call("HDEL", record, "begun") end
