-- keys: records waiting closed ending places days asked noted
-- arguments: asker what only whom mark now kept lasts
-- with: parts erase shut

-- One person takes back `what` they may: "own", the call-back to their number, whoever asked for it; "others", all
-- that they asked for others; or "all" of it. Of others it may be what they were promised of the one call-back
-- `only`, or asked for the one person `whom`, or for the one whose field begins with `mark`. Their parts go, and a
-- record with the last of its parts. What was closed before by others counts like what is open: who asked is told
-- the same. Gives whether it was their own, and how much of others. `noted` stands for the text or the key that
-- asks, where it `lasts`: asked by it again we end what there is, and give at least what we gave before.
if only ~= "" then whom = redis.call("HGET", records .. only, "person") or "none" end
if whom ~= "" then mark = both(asker, whom) end

local function is_meant(field) return field:sub(1, #mark) == mark end

local function give_back()
  local given = 0
  for _, part in ipairs(still_counted(asked, asker, now)) do
    if is_meant(part.field) then
      free(days, part.day, part.pool)
      redis.call("HDEL", ended(asked, asker), part.field)
      redis.call("DEL", asked .. "tail:" .. part.field)
      given = given + 1
    end
  end
  return given
end

local function leave(id)
  local record, mine = records .. id, nil
  local state, person = unpack(redis.call("HMGET", record, "state", "person"))
  if (state ~= "open" and state ~= "claimed") or not is_meant(both(asker, person)) then return 0 end
  local parts = parts_of(record, id)
  for _, part in ipairs(parts) do
    if part.asker == asker then mine = part end
  end
  if not mine then return 0 end
  redis.call("DEL", tail_of(asked, asker, person))
  if #parts == 1 then
    shut(record, waiting, closed, ending, places, days, asked, id, "withdrawn", now, kept, 0)
  else
    redis.call("HDEL", record, "part:" .. asker)
    redis.call("SREM", asked .. asker, id)
    free(days, mine.day, mine.pool)
    weigh(record, waiting, id)
  end
  return 1
end

-- What staff closed minutes ago is sealed still: what this person withdraws of it is not taken back by anybody.
local function leave_closed()
  for _, id in ipairs(redis.call("ZRANGE", ending, 0, -1)) do
    local record = records .. id
    local person = redis.call("HGET", record, "person")
    local is_left = person and person ~= asker and is_meant(both(asker, person))
    if is_left and redis.call("HDEL", record, "was:" .. asker) == 1 and #parts_in(record, "was:") == 0 then
      erase(record, ending, id)
    end
  end
end

local function end_own()
  erase_of(records, ending, asker, true)
  local id = redis.call("GET", places .. asker)
  local state = id and redis.call("HGET", records .. id, "state")
  if state ~= "open" and state ~= "claimed" then return 0 end
  shut(records .. id, waiting, closed, ending, places, days, asked, id, "withdrawn", now, kept, 0)
  return 1
end

local function end_others()
  leave_closed()
  local count = give_back()
  for _, id in ipairs(only ~= "" and {only} or redis.call("SMEMBERS", asked .. asker)) do count = count + leave(id) end
  give_back() -- the places of those that it closed
  return count
end

local own = what == "others" and 0 or end_own()
local others = what == "own" and 0 or end_others()
if lasts == "0" then return {own, others} end
local own_before, others_before = (redis.call("GET", noted) or "0 0"):match("^(%d+) (%d+)$")
own, others = math.max(own, tonumber(own_before)), math.max(others, tonumber(others_before))
if own + others > 0 then redis.call("SET", noted, own .. " " .. others, "EX", lasts) end
return {own, others}
