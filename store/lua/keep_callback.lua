-- keys: place waiting ending bell records days asked raised filling
-- arguments: id person asker pool wish sealed best relay by now places most noted tail kept work...
-- with: parts erase fill asked_before

-- The same question gets the same answer; a second one of the same person finds what they were promised before.
-- The first day with room is taken in the same step, so that two at once never share the last place of a day.
-- `work` is a day, its end and how many of its places this pool may take, again and again; staff may have opened
-- more, of which others take a quarter too. A part takes a place of its own though the number has a record by now:
-- who asks for another learns nothing from the days (R49). Who asks again for one that was closed meanwhile keeps
-- the day that they were told, and its place.
local of = redis.call("GET", place)
local id = of or id
local record = records .. id
for _, part in ipairs(parts_of(record, id)) do
  if part.asker == asker then
    -- that somebody cannot hear is heard also from who asks again
    if relay ~= "" and part.relay == "" then add_relay(record, waiting, id, part, relay) end
    return {part.wish == wish and "kept" or "already", id, part.due}
  end
end
local day, due
local bound = math.max(tonumber(redis.call("GET", raised) or 0), tonumber(most))
if pool ~= "own" then
  local counted, mine = still_counted(asked, asker, now), both(asker, person)
  for _, part in ipairs(counted) do
    if part.field == mine then day, due = part.day, part.due end
  end
  local used = redis.call("SCARD", asked .. asker) + #counted
  if not day and used >= bound then
    if pool == "others" then fill(filling, asker, noted, used, bound) end
    return {"refused", "others", ""}
  end
  redis.call("HDEL", ended(asked, asker), mine)
end
local has_place = day
for at = 1, has_place and 0 or #work, 3 do
  local taken = tonumber(redis.call("GET", days .. work[at]) or 0)
  local by_pool = tonumber(redis.call("GET", days .. pool .. ":" .. work[at]) or 0)
  local more = tonumber(redis.call("GET", days .. "more:" .. work[at]) or 0)
  local share = tonumber(work[at + 2]) + (pool == "own" and more or (more - more % 4) / 4)
  if taken < tonumber(places) + more and by_pool < share then
    day, due = work[at], work[at + 1]
    break
  end
end
if not day then return {"refused", "full", ""} end
for _, name in ipairs(has_place and {} or pool == "own" and {day} or {day, pool .. ":" .. day}) do
  redis.call("INCR", days .. name)
  redis.call("EXPIRE", days .. name, kept)
end
if pool ~= "own" then
  redis.call("SADD", asked .. asker, id)
  local used = redis.call("SCARD", asked .. asker) + redis.call("HLEN", ended(asked, asker))
  -- a caller without a number is another one with each call: there is nothing to raise, and nobody to hear of it
  if pool == "others" then
    fill(filling, asker, noted, used, bound)
    redis.call("SET", tail_of(asked, asker, person), tail, "EX", math.max(due - now, 1))
  end
end
if not of then
  erase_of(records, ending, person) -- what staff closed minutes ago is not taken back beside a new promise
  redis.call("HSET", record, "state", "open", "person", person, "sealed", sealed, "by", by, "asked", now, "tries", 0,
    "tail", tail, "before", asked_before(records .. "before:" .. person, id, now))
  redis.call("SET", place, id)
  redis.call("HINCRBY", bell, "callbacks", 1)
elseif pool == "own" then
  redis.call("HSET", record, "tries", 0)
  redis.call("HDEL", record, "again", "again_by") -- rung for another's asking: their own promise has both of its tries
end
if pool == "own" and by == "text" then redis.call("HSET", record, "may_text", 1) end
local part = {asker = asker, asked = now, due = due, day = day, pool = pool, wish = wish, best = best, relay = relay}
redis.call("HSET", record, "part:" .. asker, written(part))
weigh(record, waiting, id)
return {"kept", id, due}
