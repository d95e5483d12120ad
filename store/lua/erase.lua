-- Ends for good what was closed: what is sealed goes, and who had asked for it. Nobody takes the closing back now.
local function erase(record, ending, id)
  redis.call("ZREM", ending, id)
  redis.call("HDEL", record, "sealed", "may_text")
  local kept = redis.call("HKEYS", record)
  for _, field in ipairs(kept) do
    if field:match("^was:") then redis.call("HDEL", record, field) end
  end
end

-- A person ends, or asks anew for, what staff closed minutes ago: nobody takes that back any more.
local function erase_of(records, ending, person)
  for _, id in ipairs(redis.call("ZRANGE", ending, 0, -1)) do
    if redis.call("HGET", records .. id, "person") == person then erase(records .. id, ending, id) end
  end
end
