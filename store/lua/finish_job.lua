-- keys: record turns lanes...
-- arguments: name begun kept

-- One that another has begun, or that was asked for anew, is not ended by a word that comes late. Without `begun` it
-- ends whoever has it.
if begun ~= "" and redis.call("HGET", record, "begun") ~= begun then return end
-- What is done keeps its name for a day, so that asking for it again finds it, and nothing of a person.
for _, jobs in ipairs(lanes) do redis.call("ZREM", jobs, name) end
local person = redis.call("HGET", record, "person")
if person and redis.call("HGET", turns, person) == name then redis.call("HDEL", turns, person) end
if redis.call("HDEL", record, "sealed", "person", "begun") > 0 then redis.call("EXPIRE", record, kept) end
