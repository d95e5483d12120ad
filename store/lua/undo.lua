-- keys: record records waiting closed ending places days asked declined
-- arguments: id who now undo lasts most
-- with: changed parts decline erase past passed full

-- Takes a first try in vain back, or a closing, for the member of staff who closed it: it stands in its old place with its old promises,
-- claimed by them while their two hours last, unless they have `most` others by now: then it is open for all. What
-- ends for good (its score is 0) is no longer taken back; nor is what the person asked for anew, or withdrew. Where another asked for the number meanwhile, what was promised before
-- joins that call-back, whose id is given last: nobody takes away what somebody else asked for. What others asked while
-- nobody was rung for it comes back too (keep_beside), and has both of its tries. A clock that was set
-- back does not prolong the time. Of a first try it is theirs again only while nobody else has it, or is to have it.
-- Gives also when it was counted, and when it was tried first and was due, where the closing told of that try.
local state, holder, since, person, sealed, closed_at =
  unpack(redis.call("HMGET", record, "state", "who", "claimed", "person", "sealed", "closed"))
if not state then return {"gone"} end

local function untry()
  local at, by, had, counted, due =
    unpack(redis.call("HMGET", record, "noted", "noted_by", "noted_claimed", "noted_counted", "noted_due"))
  if not at then return {"stands"} end
  if math.abs(now - at) >= tonumber(undo) then return {"late_try"} end
  if by ~= who then return {"not_yours"} end
  local tried, about = unpack(redis.call("HMGET", record, "tried", "about"))
  begin_tries(record)
  if due then redis.call("HDEL", record, "tried") end
  local theirs = state == "open" and not kept_for(record, who, now) and math.abs(now - had) < tonumber(lasts)
  if theirs and not full(records, waiting, id, who, now, lasts, most) then
    redis.call("HSET", record, "state", "claimed", "who", who, "claimed", had)
    keep_for_nobody(record)
  end
  rank(record, waiting, id)
  return {"again", counted or "", due and tried or "", due or "", "", "", about or ""}
end

if state == "open" or state == "claimed" then return untry() end
local until_when = redis.call("ZSCORE", ending, id)
if not until_when or not sealed then
  if person and redis.call("GET", places .. person) then return {"asked_again"} end
  return {math.abs(now - closed_at) < tonumber(undo) and "cancelled" or "late"}
end
if tonumber(until_when) == 0 or math.abs(now - closed_at) >= tonumber(undo) then return {"late"} end
if holder ~= who then return {"not_yours"} end

local open = person and person ~= "" and redis.call("GET", places .. person)
local into_id = open or id
local into = records .. into_id

-- A caller without a number gave their place back when it was closed; who asked since has one.
local function come_back(part)
  local has_place = part.pool == "others"
  if part.pool ~= "own" and part.asker ~= PAST then
    local name, field = ended(asked, part.asker), both(part.asker, person)
    local since = (redis.call("HGET", name, field) or ""):match("^%d+ (%S+)")
    if part.pool == "withheld" and since and since ~= "none" then part.day, has_place = since, true end
    redis.call("HDEL", name, field)
    redis.call("SADD", asked .. part.asker, into_id)
  end
  if part.pool == "withheld" and holder_of(parts_in(into, "part:")) then
    if has_place then free(days, part.day, part.pool) end
    part.day = "none"
  end
  local takes = part.pool == "own" and state == "withdrawn" or part.pool == "withheld" and not has_place
  if takes then take(days, part.day, part.pool) end
  write_part(into, part)
  if part.pool == "withheld" then into_past(into, asked, into_id, person, part.asker) end
  redis.call("HDEL", record, "was:" .. part.asker)
end

-- Both tries are made of what is promised to the person themselves, as where they ask while it is open.
local function join()
  for _, part in ipairs(parts_in(record, "was:")) do
    if redis.call("HEXISTS", into, "part:" .. part.asker) == 0 then
      come_back(part)
      if part.pool == "own" then
        begin_tries(into)
      end
    end
  end
  for _, field in ipairs({"note", "about", "may_text"}) do
    local value = redis.call("HGET", record, field)
    if value then redis.call("HSETNX", into, field, value) end
  end
  redis.call("DEL", record)
  redis.call("ZREM", closed, id)
  redis.call("ZREM", ending, id)
  weigh(into, waiting, into_id)
end

local counted, tried, due, reason, about =
  unpack(redis.call("HMGET", record, "counted", "tried", "tried_due", "reason", "about"))
if person and (reason == "not_wanted" or reason == "wrong_number") then welcome(declined, person) end
local answer = {state, counted or "", due and tried or "", due or "", open or "", reason or "", about or ""}
local anew = redis.call("HDEL", record, "anew") == 1
if open then
  join()
  if anew then begin_tries(into) end
  return answer
end

for _, part in ipairs(parts_in(record, "was:")) do come_back(part) end
if anew then begin_tries(into) end
if state == "no_reply" then redis.call("HINCRBY", record, "tries", -1) end
local still_theirs = math.abs(now - since) < tonumber(lasts) and not full(records, waiting, id, who, now, lasts, most)
redis.call("HSET", record, "state", still_theirs and "claimed" or "open")
if not still_theirs then redis.call("HDEL", record, "who", "claimed") end
redis.call("HDEL", record, "closed", "reason", "counted", "tried_due")
if due then redis.call("HDEL", record, "tried") end
redis.call("PERSIST", record)
redis.call("ZREM", closed, id)
redis.call("ZREM", ending, id)
if person and person ~= "" and redis.call("HEXISTS", record, "due") == 1 then redis.call("SET", places .. person, id) end
-- who asked may have left meanwhile: it is due, and rung, as whoever is left was promised
if #parts_in(record, "part:") > 0 then weigh(record, waiting, id) else rank(record, waiting, id) end
return answer
