-- The colleague for whom a record is kept, to whom it was passed on; nothing where it is anybody's, or where `who`
-- may have it: the colleague, and whoever passed it on, who so takes it back.
local function kept_for(record, who, now)
  local to, by, at, ends = unpack(redis.call("HMGET", record, "passed_to", "passed_by", "passed_at", "passed_until"))
  if not to or who == to or who == by then return nil end
  return tonumber(now) >= tonumber(at) and tonumber(now) < tonumber(ends) and to or nil
end

-- It is kept for nobody any more; who passed it on last stays.
local function keep_for_nobody(record) redis.call("HDEL", record, "passed_to", "passed_at", "passed_until") end
