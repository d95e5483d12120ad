-- Why staff closed what nobody but the number itself has rung for a week (decline).
local BARS = {not_wanted = true, wrong_number = true}

-- Others may ask for a number while it is closed so: they are told as ever, and nobody is rung. Staff may take that
-- closing back for ten minutes: until then what is asked is kept beside it (`was:`) and comes back with it (undo), as
-- what was asked before does. `anew` notes to whom both tries were promised since.
local function keep_beside(records, ending, person, part)
  for _, id in ipairs(redis.call("ZRANGEBYSCORE", ending, "(0", "+inf")) do
    local record = records .. id
    local whose, reason = unpack(redis.call("HMGET", record, "person", "reason"))
    if whose == person and reason and BARS[reason] then
      local kept = part
      for _, before in ipairs(parts_in(record, "was:")) do
        if before.asker == part.asker then
          kept = before
          wish_for(kept, part.best, part.relay, part.meant)
        end
      end
      write_part(record, kept, "was:")
      local anew = redis.call("HGET", record, "anew") or ""
      if not anew:find(part.asker, 1, true) then redis.call("HSET", record, "anew", anew .. " " .. part.asker) end
    end
  end
end
