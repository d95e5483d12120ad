-- A call-back is one record a number, and in it a part for each person who asked for it: what they were
-- promised, "asked due day pool wish best". That they are to be rung by Relay UK stands in a field beside it, since the
-- version before reads six words; and the language that they asked in, where that is not the pack's first. A record of the version before that has no part: its own number asked for it.
local function parts_in(record, prefix)
  local parts, kept, relays, languages = {}, redis.call("HGETALL", record), {}, {}
  for at = 1, #kept, 2 do
    if kept[at]:sub(1, 6) == "relay:" then relays[kept[at]:sub(7)] = kept[at + 1] end
    if kept[at]:sub(1, 9) == "language:" then languages[kept[at]:sub(10)] = kept[at + 1] end
  end
  for at = 1, #kept, 2 do
    local asker = kept[at]:match("^" .. prefix .. "(%x+)$")
    if asker then
      local asked, due, day, pool, wish, best = kept[at + 1]:match("^(%d+) (%d+) (%S+) (%S+) (%S+) (%S+)$")
      parts[#parts + 1] = {asker = asker, asked = tonumber(asked), due = due, day = day, pool = pool, wish = wish,
        best = best, relay = relays[asker] or "", language = languages[asker] or "", kept = kept[at + 1]}
    end
  end
  return parts
end

local function parts_of(record, id)
  local parts = parts_in(record, "part:")
  local person, asked, due, day, best = unpack(redis.call("HMGET", record, "person", "asked", "due", "day", "best"))
  if #parts == 0 and due then
    redis.call("HSET", record, "part:" .. person, table.concat({asked, due, day or "none", "own", id, best}, " "))
    return parts_of(record, id)
  end
  return parts
end

local function write_part(record, part, prefix)
  local words = {part.asked, part.due, part.day, part.pool, part.wish, part.best}
  redis.call("HSET", record, (prefix or "part:") .. part.asker, table.concat(words, " "))
  if part.relay ~= "" then redis.call("HSET", record, "relay:" .. part.asker, part.relay) end
  if part.language ~= "" then redis.call("HSET", record, "language:" .. part.asker, part.language)
  else redis.call("HDEL", record, "language:" .. part.asker) end
end

-- A part goes, for good or, with `was`, as one that a closing keeps for its undoing.
local function drop_part(record, asker, was)
  redis.call("HDEL", record, (was and "was:" or "part:") .. asker, "relay:" .. asker, "language:" .. asker)
end

-- A caller who shows no number is another asker with each call. However many of them ask for one number, they have one
-- place of a day between them (R49): the part that has it says the day, the others say "none".
local PAST = "0" -- the part of all whose call is long over (past.lua)

local function holder_of(parts)
  for _, part in ipairs(parts) do
    if part.pool == "withheld" and part.day ~= "none" then return part end
  end
end

-- The part that has that place after `gone`: of those without one the first due; none where `gone` had no such place.
local function heir_of(parts, gone)
  local heir
  if gone.pool ~= "withheld" or gone.day == "none" then return nil end
  for _, part in ipairs(parts) do
    local may = part.pool == "withheld" and part.day == "none" and part.asker ~= gone.asker
    if may and (not heir or tonumber(part.due) < tonumber(heir.due)) then heir = part end
  end
  return heir
end

-- Gives the place of `gone` to the next of them; false where it is free again.
local function hand_on(record, prefix, gone)
  local heir = heir_of(parts_in(record, prefix), gone)
  if not heir then return false end
  heir.day = gone.day
  write_part(record, heir, prefix)
  return true
end

-- A first try in vain, for who may take it back (undo): when, by whom, since when they had it, when it was counted,
-- and when it had been due.
local NOTED = {"noted", "noted_by", "noted_claimed", "noted_counted", "noted_due"}
local function forget_noted(record) redis.call("HDEL", record, unpack(NOTED)) end

-- Nobody has tried it yet: both tries are still to be made, at any time.
local function begin_tries(record)
  redis.call("HSET", record, "tries", 0)
  redis.call("HDEL", record, "again", "again_by")
  changed(record)
  forget_noted(record)
end

-- Its place among what waits: by when staff are to ring, or to try a second time. One that nobody answered comes
-- after those that are due the same day.
local AFTER = 60
local function rank(record, waiting, id)
  local due, asked, again_by = unpack(redis.call("HMGET", record, "due", "asked", "again_by"))
  local first = tonumber(due or asked)
  redis.call("ZADD", waiting, again_by and math.max(first, again_by) + AFTER or first, id)
  changed(record)
end

-- Staff ring by the earliest moment that anybody was promised, at the time of day that the number itself chose, else
-- who asked first, and in the language of the same; by the relay where anybody said so: who knows that they cannot hear may be the carer alone.
local function weigh(record, waiting, id)
  local parts, person, best = parts_of(record, id), unpack(redis.call("HMGET", record, "person", "best"))
  local first, soonest, relay = parts[1], parts[1], ""
  for _, part in ipairs(parts) do
    if tonumber(part.due) < tonumber(soonest.due) then soonest = part end
    if part.relay ~= "" then relay = part.relay end
    local sooner = part.asked < first.asked or (part.asked == first.asked and part.best == best)
    if first.asker ~= person and (part.asker == person or sooner) then first = part end
  end
  redis.call("HSET", record, "due", soonest.due, "day", soonest.day, "best", first.best)
  if first.language ~= "" then redis.call("HSET", record, "language", first.language)
  else redis.call("HDEL", record, "language") end
  if relay ~= "" then redis.call("HSET", record, "relay", relay) else redis.call("HDEL", record, "relay") end
  rank(record, waiting, id)
end

-- Who asks again keeps their day and their place; their newer wish for a time of day counts, and that they cannot
-- hear. "By the relay" alone names no time. The first language takes back another only where it is meant ("-"): each call begins in it.
local function wish_for(part, best, relay, language)
  if relay ~= "" then part.relay = relay end
  if language ~= "" then part.language = language == "-" and "" or language end
  if relay == "" or best ~= "any" then part.best = best end
end

local function wish_anew(record, waiting, id, part, best, relay, language)
  wish_for(part, best, relay, language)
  write_part(record, part)
  weigh(record, waiting, id)
end

-- Gives back a place of a day.
local function free(days, day, pool)
  if day == "none" then return end
  redis.call("DECR", days .. day)
  if pool ~= "own" then redis.call("DECR", days .. pool .. ":" .. day) end
end

-- Takes one again.
local function take(days, day, pool)
  if day == "none" then return end
  redis.call("INCR", days .. day)
  if pool ~= "own" then redis.call("INCR", days .. pool .. ":" .. day) end
end

-- What somebody asked for another counts until its day is over, and keeps its place, though it is closed before:
-- else who asked would see from what they may ask for, and by when, that the other cancelled or was rung (R49).
-- "due day pool" by a hash of both people, which leads to neither: no number is kept here.
local function ended(asked, asker) return asked .. "ended:" .. asker end
local function both(asker, person) return redis.sha1hex(asker .. person) end

-- The last digits of a number that somebody asked for, by the same hash: by these who asked hears of it, also of one
-- that the other ended. Each goes with its own day.
local function tail_of(asked, asker, person) return asked .. "tail:" .. both(asker, person) end

local function end_part(part, person, asked, id, now)
  redis.call("SREM", asked .. part.asker, id)
  local name, lasts = ended(asked, part.asker), tonumber(part.due) - now
  if lasts <= 0 then
    redis.call("DEL", tail_of(asked, part.asker, person))
    return
  end
  redis.call("HSET", name, both(part.asker, person), table.concat({part.due, part.day, part.pool}, " "))
  redis.call("EXPIRE", name, math.max(lasts, redis.call("TTL", name)))
end

-- Those of an asker that are closed and still count, each {field due day pool}; those whose day is over go.
local function still_counted(asked, asker, now)
  local name, found = ended(asked, asker), {}
  local rows = redis.call("HGETALL", name)
  for at = 1, #rows, 2 do
    local due, day, pool = rows[at + 1]:match("^(%d+) (%S+) (%S+)$")
    if tonumber(due) > tonumber(now) then
      found[#found + 1] = {field = rows[at], due = due, day = day, pool = pool}
    else
      redis.call("HDEL", name, rows[at])
      redis.call("DEL", asked .. "tail:" .. rows[at])
    end
  end
  return found
end
