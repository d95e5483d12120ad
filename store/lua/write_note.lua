-- keys: record flag
-- arguments: who note about
-- with: holds

-- The lead reads what stands in the flag, so the newest note goes there, too.
local function put(place, field, value)
  if value == "" then redis.call("HDEL", place, field) else redis.call("HSET", place, field, value) end
end

if not holds(record, who) then return "not_yours" end
local places = {record}
if redis.call("HGET", flag, "state") == "waiting" then places[2] = flag end
for _, place in ipairs(places) do
  put(place, "note", note)
  put(place, "about", about)
end
return "kept"
