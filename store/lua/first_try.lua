-- keys: record
-- arguments: now closing

-- Marks that a call-back was tried for the first time; gives when it was due, nothing if it was marked before. With
-- `closing` it also marks that the closing is counted, and that the try was told by it: undone, both count no more.
-- A first try in vain leaves it open, and is undone in the same way.
local ended = closing == "1" and redis.call("HEXISTS", record, "closed") == 1
if ended then redis.call("HSET", record, "counted", now) end
local noted = closing == "1" and redis.call("HEXISTS", record, "noted") == 1
if noted then redis.call("HSET", record, "noted_counted", now) end
local due = redis.call("HGET", record, "due")
if not due or redis.call("HSETNX", record, "tried", now) == 0 then return end
if ended then redis.call("HSET", record, "tried_due", due) end
if noted then redis.call("HSET", record, "noted_due", due) end
return due
