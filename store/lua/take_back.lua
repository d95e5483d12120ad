-- keys: records waiting closed ending places days asked noted spoken just_spoken declined
-- arguments: asker what whom mark now kept lasts messages
-- with: changed parts decline erase shut leave

-- One person takes back `what` they may: "own", the call-back to their number, whoever asked for it, and the number
-- of a message on which we may ring; "others", all
-- that they asked for others; or "all" of it. Of others it may be what they asked for the one person `whom`, or the
-- one whose field begins with `mark`. Their parts go, and a record with the last of its parts. What was closed before
-- by others counts like what is open: who asked is told the same. Gives whether it was their own, and how much of
-- others. `noted` stands for the text or the key that asks, where it `lasts`: asked by it again we end what there is,
-- and give at least what we gave before.
local of = {records = records, waiting = waiting, closed = closed, ending = ending, places = places, days = days,
  asked = asked}
if whom ~= "" then mark = both(asker, whom) end

-- Who left a message agreed that we may ring them on its number: that goes too, and the message stays. Few messages
-- wait, so all are looked at: those of the version before are in no list of a person.
local function end_rung()
  local rung = 0
  for _, list in ipairs({spoken, just_spoken}) do
    for _, id in ipairs(redis.call("ZRANGE", list, 0, -1)) do
      local record = messages .. id
      if redis.call("HGET", record, "person") == asker then
        rung = math.max(rung, redis.call("HDEL", record, "number"))
        redis.call("HDEL", record, "tail")
        changed(record)
      end
    end
  end
  return rung
end

local function end_own()
  erase_of(records, ending, asker, true)
  local rung = end_rung()
  local id = redis.call("GET", places .. asker)
  local state = id and redis.call("HGET", records .. id, "state")
  if state ~= "open" and state ~= "claimed" then
    if rung > 0 then decline(declined, asker, 0) end
    return decline_again(declined, asker) and 1 or rung
  end
  local holder = holder_of(parts_of(records .. id, id))
  decline(declined, asker, holder and holder.due or 0)
  shut(records .. id, waiting, closed, ending, places, days, asked, id, "withdrawn", now, kept, 0)
  return 1
end

local function end_others()
  leave_closed(of, asker, mark)
  local count = give_back(of, asker, mark, now)
  for _, id in ipairs(redis.call("SMEMBERS", asked .. asker)) do
    local meant = both(asker, redis.call("HGET", records .. id, "person") or ""):sub(1, #mark) == mark
    if meant and leave(of, id, asker, now, kept) then count = count + 1 end
  end
  give_back(of, asker, mark, now) -- the places of those that it closed
  return count
end

local own = what == "others" and 0 or end_own()
local others = what == "own" and 0 or end_others()
if lasts == "0" then return {own, others} end
local own_before, others_before = (redis.call("GET", noted) or "0 0"):match("^(%d+) (%d+)$")
own, others = math.max(own, tonumber(own_before)), math.max(others, tonumber(others_before))
if own + others > 0 then redis.call("SET", noted, own .. " " .. others, "EX", lasts) end
return {own, others}
