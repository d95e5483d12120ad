-- A number that wants no call-back: it said NOCALL to one, or told staff so. For a week nobody but itself can have it
-- rung (R49); who asks for it is told as ever. What is kept is until when callers who show no number have a place of a
-- day between them for it, as they have in a record; 0 for none.
local DECLINED_SECONDS = 7 * 86400

local function decline(name, person, until_when)
  redis.call("SET", name .. person, until_when, "EX", DECLINED_SECONDS)
end

local function declined_of(name, person) return redis.call("GET", name .. person) end

local function welcome(name, person) redis.call("DEL", name .. person) end

-- Whether a caller who shows no number takes a place of a day of their own, and not that of the one before.
local function share_declined(name, person, until_when, due, now)
  local shared = tonumber(until_when) > tonumber(now) and tonumber(until_when) <= tonumber(due)
  if not shared then redis.call("SET", name .. person, due, "KEEPTTL") end
  return not shared
end
