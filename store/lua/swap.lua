-- keys: record
-- arguments: field before after

-- Only if nobody has changed or erased it since it was read.
if redis.call("HGET", record, field) ~= before then return 0 end
redis.call("HSET", record, field, after)
return 1
