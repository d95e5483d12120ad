-- keys: record waiting closed places days asked
-- arguments: id asker now kept
-- with: parts shut

-- One person takes back what they asked for: their part goes, and the record with the last of its parts.
local state = redis.call("HGET", record, "state")
if state ~= "open" and state ~= "claimed" then return 0 end
local parts, mine = parts_of(record, id), nil
for _, part in ipairs(parts) do
  if part.asker == asker then mine = part end
end
if not mine then return 0 end
if #parts == 1 then
  shut(record, waiting, closed, places, days, asked, id, "withdrawn", now, kept)
  return 1
end
free(mine, days, asked, id, true)
redis.call("HDEL", record, "part:" .. asker)
weigh(record, waiting, id)
return 1
