-- keys: record waiting closed ending places days asked
-- arguments: id who now undo lasts
-- with: parts erase

-- Takes a closing back, for the member of staff who closed it: it stands in its old place with its old promises,
-- claimed by them while their two hours last. What ends for good (its score is 0) is no longer taken back; nor is
-- what somebody asked for anew, or withdrew. A clock that was set back does not prolong the time.
-- Gives also when it was counted, and when it was tried first and was due, where the closing told of that try.
local state, holder, since, person, sealed, closed_at =
  unpack(redis.call("HMGET", record, "state", "who", "claimed", "person", "sealed", "closed"))
if not state then return {"gone"} end
if state == "open" or state == "claimed" then return {"stands"} end
local until_when = redis.call("ZSCORE", ending, id)
if not until_when or not sealed then
  if person and redis.call("GET", places .. person) then return {"asked_again"} end
  return {math.abs(now - closed_at) < tonumber(undo) and "cancelled" or "late"}
end
if tonumber(until_when) == 0 or math.abs(now - closed_at) >= tonumber(undo) then return {"late"} end
if holder ~= who then return {"not_yours"} end

local function come_back(part)
  if part.pool ~= "own" then
    redis.call("HDEL", ended(asked, part.asker), both(part.asker, person))
    redis.call("SADD", asked .. part.asker, id)
  end
  if part.pool == "withheld" or part.pool == "own" and state == "withdrawn" then take(days, part.day, part.pool) end
  redis.call("HSET", record, "part:" .. part.asker, part.kept)
  redis.call("HDEL", record, "was:" .. part.asker)
end

for _, part in ipairs(parts_in(record, "was:")) do come_back(part) end
if state == "no_reply" then redis.call("HINCRBY", record, "tries", -1) end
local still_theirs = math.abs(now - since) < tonumber(lasts)
redis.call("HSET", record, "state", still_theirs and "claimed" or "open")
if not still_theirs then redis.call("HDEL", record, "who", "claimed") end
local counted, tried, due = unpack(redis.call("HMGET", record, "counted", "tried", "tried_due"))
redis.call("HDEL", record, "closed", "reason", "counted", "tried_due")
if due then redis.call("HDEL", record, "tried") end
redis.call("PERSIST", record)
redis.call("ZREM", closed, id)
redis.call("ZREM", ending, id)
if person and person ~= "" and redis.call("HEXISTS", record, "due") == 1 then redis.call("SET", places .. person, id) end
-- who asked may have left meanwhile: it is due, and rung, as whoever is left was promised
if #parts_in(record, "part:") > 0 then weigh(record, waiting, id) else rank(record, waiting, id) end
return {state, counted or "", due and tried or "", due or ""}
