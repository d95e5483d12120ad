-- keys: source target
-- arguments: field before at after

-- Once: only as it was read, so that neither of two who do it at the same moment does it over.
if redis.call("HGET", source, field) ~= before then return end
redis.call("HDEL", source, field)
redis.call("HSET", target, at, after)
return 1
