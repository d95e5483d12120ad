-- A record holds few parts of callers without a number, however many of them call: only within their call can they take
-- theirs back. The oldest go into one part, which nobody takes back but the number itself, and which keeps the earliest
-- promise of all that went into it.
local MOST = 5

local function into_past(record, asked, id, person, newest)
  local oldest, past, count = nil, nil, 0
  for _, part in ipairs(parts_in(record, "part:")) do
    if part.asker == PAST then
      past = part
    elseif part.pool == "withheld" then
      count = count + 1
      if part.asker ~= newest and (not oldest or part.asked < oldest.asked) then oldest = part end
    end
  end
  if count <= MOST then return end
  drop_part(record, oldest.asker)
  redis.call("SREM", asked .. oldest.asker, id)
  redis.call("DEL", tail_of(asked, oldest.asker, person))
  past = past or {asked = oldest.asked, due = oldest.due, day = "none", pool = "withheld", wish = oldest.wish,
    best = oldest.best, relay = "", language = oldest.language}
  past.asker, past.due = PAST, math.min(past.due, oldest.due)
  if past.day == "none" then past.day = oldest.day end
  if past.relay == "" then past.relay = oldest.relay end
  write_part(record, past)
end
