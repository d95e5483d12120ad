-- Takes back what an asker was promised of one open call-back: their part goes, and the record with the last of its
-- parts. Gives whether they had one. `of` holds the keys: records waiting closed ending places days asked.
local function leave(of, id, asker, now, kept)
  local record, mine = of.records .. id, nil
  local state, person = unpack(redis.call("HMGET", record, "state", "person"))
  if state ~= "open" and state ~= "claimed" then return false end
  local parts = parts_of(record, id)
  for _, part in ipairs(parts) do
    if part.asker == asker then mine = part end
  end
  if not mine then return false end
  redis.call("DEL", tail_of(of.asked, asker, person))
  if #parts == 1 then
    shut(record, of.waiting, of.closed, of.ending, of.places, of.days, of.asked, id, "withdrawn", now, kept, 0)
  else
    local stays = hand_on(record, "part:", mine)
    drop_part(record, asker)
    if asker == person then redis.call("HDEL", record, "may_text") end
    redis.call("SREM", of.asked .. asker, id)
    if not stays then free(of.days, mine.day, mine.pool) end
    weigh(record, of.waiting, id)
  end
  return true
end

-- Takes back what others closed before and still counts, where its field begins with `mark`; gives how much it was.
local function give_back(of, asker, mark, now)
  local given = 0
  for _, part in ipairs(still_counted(of.asked, asker, now)) do
    if part.field:sub(1, #mark) == mark then
      free(of.days, part.day, part.pool)
      redis.call("HDEL", ended(of.asked, asker), part.field)
      redis.call("DEL", of.asked .. "tail:" .. part.field)
      given = given + 1
    end
  end
  return given
end

-- What staff closed minutes ago is sealed still: what this person withdraws of it is not taken back by anybody.
local function leave_closed(of, asker, mark)
  for _, id in ipairs(redis.call("ZRANGE", of.ending, 0, -1)) do
    local record = of.records .. id
    local person = redis.call("HGET", record, "person")
    local is_left = person and person ~= asker and both(asker, person):sub(1, #mark) == mark
    for _, part in ipairs(is_left and parts_in(record, "was:") or {}) do
      if part.asker == asker then
        hand_on(record, "was:", part)
        drop_part(record, asker, true)
        -- both tries are still owed where another asked since, or, of the version before, perhaps did ("1")
        local anew = (redis.call("HGET", record, "anew") or ""):gsub(" " .. asker, "")
        if anew == "" then redis.call("HDEL", record, "anew") else redis.call("HSET", record, "anew", anew) end
        if #parts_in(record, "was:") == 0 then erase(record, of.ending, id) end
      end
    end
  end
end
