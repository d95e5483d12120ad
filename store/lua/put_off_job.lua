-- keys: record lanes...
-- arguments: name pause refused clock
-- with: moment

-- One that ended meanwhile is not brought back. What the carrier refused was not done, and may be done as if for
-- the first time; without its answer nobody knows.
for _, jobs in ipairs(lanes) do redis.call("ZADD", jobs, "XX", moment(clock) + tonumber(pause), name) end
if refused == "1" then redis.call("HDEL", record, "begun") end
