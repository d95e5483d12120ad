-- Ends for good what was closed: what is sealed goes, and who had asked for it. Nobody takes the closing back now. A
-- note stays for whoever closed it, but of what was withdrawn.
local function erase_note(record) redis.call("HDEL", record, "note", "about") end

local function erase(record, ending, id)
  if redis.call("HGET", record, "state") == "withdrawn" then erase_note(record) end
  redis.call("ZREM", ending, id)
  redis.call("HDEL", record, "sealed", "tail", "number", "may_text", "counted", "tried_due", "anew")
  local kept = redis.call("HKEYS", record)
  for _, field in ipairs(kept) do
    if field:match("^was:") or field:match("^relay:") or field:match("^language:") then redis.call("HDEL", record, field) end
  end
end

-- A person ends what staff closed minutes ago, or asks anew for themselves: nobody takes that back any more.
local function erase_of(records, ending, person, withdrawn)
  for _, id in ipairs(redis.call("ZRANGE", ending, 0, -1)) do
    if redis.call("HGET", records .. id, "person") == person then
      if withdrawn then erase_note(records .. id) end
      erase(records .. id, ending, id)
    end
  end
end
