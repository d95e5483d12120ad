-- keys: jobs record
-- arguments: name kept

-- What is done keeps its name for a day, so that asking for it again finds it, and nothing of a person.
redis.call("ZREM", jobs, name)
if redis.call("HDEL", record, "sealed", "person") > 0 then redis.call("EXPIRE", record, kept) end
