-- A call-back is one record a number, and in it a part for each person who asked for it: what they were
-- promised, "asked due day pool wish best". A record of the version before has no part: it counts as asked for
-- by its own number.
local function parts_of(record, id)
  local parts, kept = {}, redis.call("HGETALL", record)
  for at = 1, #kept, 2 do
    local asker = kept[at]:match("^part:(%x+)$")
    if asker then
      local asked, due, day, pool, wish, best = kept[at + 1]:match("^(%d+) (%d+) (%S+) (%S+) (%S+) (%S+)$")
      parts[#parts + 1] = {asker = asker, asked = tonumber(asked), due = due, day = day, pool = pool, wish = wish,
        best = best}
    end
  end
  local person, asked, due, day, best = unpack(redis.call("HMGET", record, "person", "asked", "due", "day", "best"))
  if #parts == 0 and due then
    redis.call("HSET", record, "part:" .. person, table.concat({asked, due, day or "none", "own", id, best}, " "))
    return parts_of(record, id)
  end
  return parts
end

-- Staff ring by the earliest moment that anybody was promised, at the time of day that the number itself chose,
-- else at that of who asked first.
local function weigh(record, waiting, id)
  local parts, person, best = parts_of(record, id), unpack(redis.call("HMGET", record, "person", "best"))
  local first, soonest = parts[1], parts[1]
  for _, part in ipairs(parts) do
    if tonumber(part.due) < tonumber(soonest.due) then soonest = part end
    local sooner = part.asked < first.asked or (part.asked == first.asked and part.best == best)
    if first.asker ~= person and (part.asker == person or sooner) then first = part end
  end
  redis.call("HSET", record, "due", soonest.due, "day", soonest.day, "best", first.best)
  redis.call("ZADD", waiting, soonest.due, id)
end

-- What a part holds beside the record: a place of its day, and one of the open call-backs of who asked.
local function free(part, days, asked, id, places_too)
  if part.pool ~= "own" then redis.call("SREM", asked .. part.asker, id) end
  if not places_too or part.day == "none" then return end
  redis.call("DECR", days .. part.day)
  if part.pool ~= "own" then redis.call("DECR", days .. part.pool .. ":" .. part.day) end
end
