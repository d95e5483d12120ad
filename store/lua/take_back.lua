-- keys: records waiting closed places days asked
-- arguments: asker now kept
-- with: parts shut

-- One person takes back all that they asked for others: their parts go, and a record with the last of its parts.
-- What was closed before by others counts like what is open: who asked is told the same. Gives how much it was.
local function give_back()
  local counted = still_counted(asked, asker, now)
  for _, part in ipairs(counted) do free(days, part.day, part.pool) end
  redis.call("DEL", ended(asked, asker))
  return #counted
end

local function leave(id)
  local record, mine = records .. id, nil
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

local count = give_back()
for _, id in ipairs(redis.call("SMEMBERS", asked .. asker)) do count = count + leave(id) end
give_back() -- the places of those that it closed
return count
