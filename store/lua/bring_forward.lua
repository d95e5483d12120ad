-- keys: record waiting
-- arguments: id had sooner again_by
-- with: changed parts

-- A second try that was put off by a closure that is not any more; nothing where it is another by now, or closed.
local state, again = unpack(redis.call("HMGET", record, "state", "again"))
if again ~= had or (state ~= "open" and state ~= "claimed") then return 0 end
redis.call("HSET", record, "again", sooner, "again_by", again_by)
rank(record, waiting, id)
return 1
