-- keys: record
-- arguments: now

-- Marks that a call-back was tried for the first time; gives when it was due, nothing if it was marked before.
if redis.call("EXISTS", record) == 0 or redis.call("HSETNX", record, "tried", now) == 0 then return false end
return redis.call("HGET", record, "due")
