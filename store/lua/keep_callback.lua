-- keys: record place waiting bell records days
-- arguments: id person sealed best by now most kept work...

-- The same question gets the same answer; a second one of the same person or call finds the first. The first
-- day with room is taken in the same step, so that two at once never share the last place of a day. `work` is
-- a day and its end, a day and its end.
local due = redis.call("HGET", record, "due")
if due then return {redis.call("HGET", record, "person") == person and "kept" or "already", id, due} end
local other = redis.call("GET", place)
if other then return {"already", other, redis.call("HGET", records .. other, "due")} end
local day
for at = 1, #work, 2 do
  if tonumber(redis.call("GET", days .. work[at]) or 0) < tonumber(most) then
    day, due = work[at], work[at + 1]
    break
  end
end
if not day then return {"refused", "full", ""} end
redis.call("INCR", days .. day)
redis.call("EXPIRE", days .. day, kept)
redis.call("HSET", record, "state", "open", "person", person, "sealed", sealed, "best", best, "by", by,
  "asked", now, "due", due, "day", day, "tries", 0)
redis.call("SET", place, id)
redis.call("ZADD", waiting, due, id)
redis.call("HINCRBY", bell, "callbacks", 1)
return {"kept", id, due}
