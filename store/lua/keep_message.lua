-- keys: record waiting bell before
-- arguments: id person sealed number tail length language now
-- with: changed asked_before

if redis.call("EXISTS", record) == 1 then return "kept" end
redis.call("HSET", record, "state", "open", "person", person, "sealed", sealed, "seconds", length,
  "asked", now, "tries", 0)
if person ~= "" then redis.call("HSET", record, "before", asked_before(before, id, now)) end
if language ~= "" then redis.call("HSET", record, "language", language) end
if number ~= "" then redis.call("HSET", record, "number", number, "tail", tail) end
redis.call("ZADD", waiting, now, id)
changed(record)
redis.call("HINCRBY", bell, "messages", 1)
if language ~= "" then redis.call("HINCRBY", bell, "messages " .. language, 1) end
return "kept"
