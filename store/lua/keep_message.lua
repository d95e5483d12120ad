-- keys: record waiting bell
-- arguments: id person sealed length now

if redis.call("EXISTS", record) == 1 then return "kept" end
redis.call("HSET", record, "state", "open", "person", person, "sealed", sealed, "seconds", length,
  "asked", now, "tries", 0)
redis.call("ZADD", waiting, now, id)
redis.call("HINCRBY", bell, "messages", 1)
return "kept"
