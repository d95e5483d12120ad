-- keys: last waiting closed ending bell records days asked places raised filling declined
-- arguments: id person asker pool wish sealed best relay language by now a_day most noted tail kept shut_for called instead whom work...
-- with: changed parts decline erase fill asked_before shut leave past meanwhile

-- The same question gets the same answer; a second one of the same person finds what they were promised before.
-- The first day with room is taken in the same step, so that two at once never share the last place of a day.
-- `work` is a day, its end and how many of its places this pool may take, again and again; staff may have opened
-- more, of which others take a quarter too. A part takes a place of its own though the number has a record by now:
-- who asks for another learns nothing from the days (R49). Callers without a number have one place of a record between
-- them: each is told the day that a number nobody asked for would have, and none but the first takes one. Who asks again for one that was closed meanwhile keeps
-- the day that they were told, and its place.
-- With `instead` it takes the place of that call-back, which the same person was promised with a wrong number: that
-- is taken back in this step and only if this one is promised, so that neither is lost. One's own makes room for its
-- day, but not for one more of another.
-- Who said that they want no call-back is not rung as others ask: these are told as ever, and it is noted with them as
-- one that was closed at once. Where staff may still take that back, it is kept beside what they closed, too.
-- The first language may be meant ("-", by text) or only be where every call begins ("").
local spoken = language == "-" and "" or language
local of = {records = records, waiting = waiting, closed = closed, ending = ending, places = places, days = days,
  asked = asked}
local open = redis.call("GET", places .. person)
local id = open or id
local record, mine = records .. id, both(asker, person)
local theirs, state = unpack(redis.call("HMGET", records .. instead, "person", "state"))
-- whom it was to is handed in: the record may be forgotten (what the version before handed in lacks it)
whom = whom ~= "" and whom or both(asker, theirs or "")
local wrong
if instead ~= "" and instead ~= id and whom ~= mine then
  for _, part in ipairs((state == "open" or state == "claimed") and parts_of(records .. instead, instead) or {}) do
    if part.asker == asker then wrong = part end
    if wrong and heir_of(parts_of(records .. instead, instead), wrong) then wrong.day = "none" end -- nothing is freed
  end
  for _, part in ipairs(wrong and {} or still_counted(asked, asker, now)) do
    if part.field == whom then wrong = part end
  end
end
local function put_right()
  if not wrong then return end
  leave_closed(of, asker, whom)
  leave(of, instead, asker, now, shut_for)
  give_back(of, asker, whom, now)
end
for _, part in ipairs(parts_of(record, id)) do
  if part.asker == asker then
    put_right()
    -- who asks again is told their day and two tries once more: one that was in vain before counts no more, and puts
    -- nothing off. When that day is over they hear by when the second is.
    local lasts = tonumber(part.due) > tonumber(now)
    if part.wish ~= wish and lasts then begin_tries(record) end
    if part.wish ~= wish then wish_anew(record, waiting, id, part, best, relay, language) end
    local by = lasts and part.due or math.max(part.due, redis.call("HGET", record, "again_by") or 0)
    return {part.wish == wish and "kept" or "already", id, by, part.best, part.relay}
  end
end
local day, due
local bound = math.max(tonumber(redis.call("GET", raised) or 0), tonumber(most))
if pool ~= "own" then
  local counted = still_counted(asked, asker, now)
  for _, part in ipairs(counted) do
    if part.field == mine then day, due = part.day, part.due end
  end
  local room = wrong and wrong.pool ~= "own" and 1 or 0
  local used = redis.call("SCARD", asked .. asker) + #counted
  if not day and used - room >= bound then
    if pool == "others" then fill(filling, asker, noted, used, bound) end
    return {"refused", "others", ""}
  end
end
-- one of who shows no number gave its place back when it was closed: it takes one of that day again, full or not,
-- since they were told the day
local has_place, told = day and day ~= "none", due
day = has_place and day or nil
for at = 1, told and not has_place and #work or 0, 3 do
  if work[at + 1] == told then day, due = work[at], told end
end
for at = 1, day and 0 or #work, 3 do
  local freed = wrong and wrong.day == work[at]
  local taken = tonumber(redis.call("GET", days .. work[at]) or 0) - (freed and 1 or 0)
  local by_pool = tonumber(redis.call("GET", days .. pool .. ":" .. work[at]) or 0)
  by_pool = by_pool - (freed and wrong.pool == pool and 1 or 0)
  local more = tonumber(redis.call("GET", days .. "more:" .. work[at]) or 0)
  local share = tonumber(work[at + 2]) + (pool == "own" and more or (more - more % 4) / 4)
  if taken < tonumber(a_day) + more and by_pool < share then
    day, due = work[at], work[at + 1]
    break
  end
end
if not day then return {"refused", "full", ""} end
put_right()
local declines = pool ~= "own" and not open and declined_of(declined, person)
local holder = pool == "withheld" and open and holder_of(parts_of(record, id))
local takes_own = not declines or ask_declined(declined, person, pool, due, now)
if declines and pool == "withheld" and not takes_own then
  has_place, day = true, "none" -- that of the caller before
elseif holder and tonumber(holder.due) <= tonumber(due) then
  has_place, day = true, "none" -- that of the caller before
elseif holder then
  free(days, holder.day, pool)
  holder.day = "none"
  write_part(record, holder)
end
for _, name in ipairs(has_place and {} or pool == "own" and {day} or {day, pool .. ":" .. day}) do
  redis.call("INCR", days .. name)
  redis.call("EXPIRE", days .. name, kept)
end
if pool ~= "own" then
  if declines then
    end_part({asker = asker, due = due, day = day, pool = pool}, person, asked, id, now)
  else
    redis.call("HDEL", ended(asked, asker), mine)
    redis.call("SADD", asked .. asker, id)
  end
  local used = redis.call("SCARD", asked .. asker) + redis.call("HLEN", ended(asked, asker))
  -- a caller without a number is another one with each call: there is nothing to raise, and nobody to hear of it
  if pool == "others" then fill(filling, asker, noted, used, bound) end
  local heard = pool == "others" and math.max(due - now, 1) or called -- theirs is heard of in the one call alone
  redis.call("SET", tail_of(asked, asker, person), tail, "EX", heard)
end
local part = {asker = asker, asked = now, due = due, day = day, pool = pool, wish = wish, best = best, relay = relay,
  language = spoken}
if declines then
  part.meant = language
  keep_beside(records, ending, person, part)
  return {"kept", id, due}
end
-- what staff closed minutes ago is not taken back beside a new promise to the person themselves
if pool == "own" then
  erase_of(records, ending, person)
  welcome(declined, person)
end
if not open then
  redis.call("HSET", record, "state", "open", "person", person, "sealed", sealed, "by", by, "asked", now, "tries", 0,
    "tail", tail, "before", asked_before(records .. "before:" .. person, id, now))
  redis.call("SET", places .. person, id)
  redis.call("SET", last, id, "EX", shut_for)
  redis.call("HINCRBY", bell, "callbacks", 1)
  if spoken ~= "" then redis.call("HINCRBY", bell, "callbacks " .. spoken, 1) end
else
  begin_tries(record) -- rung for another's asking: what is promised now has both of its tries, by its own day
end
if pool == "own" and by == "text" then redis.call("HSET", record, "may_text", 1) end
write_part(record, part)
if pool == "withheld" then into_past(record, asked, id, person, asker) end
weigh(record, waiting, id)
return {"kept", id, due}
