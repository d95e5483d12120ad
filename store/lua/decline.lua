-- A number that wants no call-back: it said NOCALL to one, or told staff so. For a week nobody but itself can have it
-- rung (R49); who asks for it is told as ever. What is kept is until when callers who show no number have a place of a
-- day between them for it, as they have in a record, 0 for none; and a plus sign once somebody has asked since.
local DECLINED_SECONDS = 7 * 86400

local function decline(name, person, until_when)
  redis.call("SET", name .. person, until_when, "EX", DECLINED_SECONDS)
end

local function declined_of(name, person) return redis.call("GET", name .. person) end

local function welcome(name, person) redis.call("DEL", name .. person) end

-- Notes that somebody asked for it; gives whether a caller who shows no number takes a place of a day of their own, and
-- not that of the one before.
local function ask_declined(name, person, pool, due, now)
  local until_when = declined_of(name, person):match("^%d+")
  local covers = tonumber(until_when) > tonumber(now) and tonumber(until_when) <= tonumber(due)
  local shared = pool ~= "withheld" or covers
  redis.call("SET", name .. person, (shared and until_when or due) .. "+", "KEEPTTL")
  return not shared
end

-- NOCALL once more ends what others asked since, for a further week; gives whether there was any.
local function decline_again(name, person)
  local until_when = (declined_of(name, person) or ""):match("^(%d+)%+$")
  if until_when then decline(name, person, until_when) end
  return until_when ~= nil
end
