-- keys: record flag
-- arguments: who note about
-- with: changed holds

local function put(field, value)
  if value == "" then redis.call("HDEL", record, field) else redis.call("HSET", record, field, value) end
end

if not holds(record, who) then return end
put("note", note)
put("about", about)
changed(record)
-- The lead reads the note as it was flagged, and what each holder has written since beside it: nobody takes that away.
if note ~= "" and redis.call("HGET", flag, "state") == "waiting" then redis.call("HSET", flag, "later:" .. who, note) end
return "kept"
