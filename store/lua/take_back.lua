-- keys: records waiting closed places days asked
-- arguments: asker only now kept
-- with: parts shut

-- One person takes back all that they asked for others, or what they were promised of the one call-back `only`:
-- their parts go, and a record with the last of its parts. What was closed before by others counts like what is
-- open: who asked is told the same. Gives how much it was.
local function give_back(mine)
  local given = 0
  for _, part in ipairs(still_counted(asked, asker, now)) do
    if not mine or part.field == mine then
      free(days, part.day, part.pool)
      redis.call("HDEL", ended(asked, asker), part.field)
      given = given + 1
    end
  end
  return given
end

local function leave(id)
  local record, mine = records .. id, nil
  local state = redis.call("HGET", record, "state")
  if state ~= "open" and state ~= "claimed" then return 0 end
  local parts = parts_of(record, id)
  for _, part in ipairs(parts) do
    if part.asker == asker then mine = part end
  end
  if not mine then return 0 end
  if #parts == 1 then
    shut(record, waiting, closed, places, days, asked, id, "withdrawn", now, kept)
  else
    redis.call("HDEL", record, "part:" .. asker)
    redis.call("SREM", asked .. asker, id)
    free(days, mine.day, mine.pool)
    weigh(record, waiting, id)
  end
  return 1
end

if only ~= "" then
  local person, left = redis.call("HGET", records .. only, "person"), leave(only)
  local given = person and give_back(both(asker, person)) or 0
  return math.max(left, given)
end
local count = give_back()
for _, id in ipairs(redis.call("SMEMBERS", asked .. asker)) do count = count + leave(id) end
give_back() -- the places of those that it closed
return count
