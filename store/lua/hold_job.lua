-- keys: record lanes...
-- arguments: name begun lease clock
-- with: moment

-- Whoever was too slow, or was stopped, no longer has it: another has begun it, or it was asked for anew.
if redis.call("HGET", record, "begun") ~= begun then return end
for _, jobs in ipairs(lanes) do redis.call("ZADD", jobs, "XX", moment(clock) + lease, name) end
return 1
