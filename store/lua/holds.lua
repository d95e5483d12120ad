-- Whether `who` has a record: they claimed it, and nobody else has since. After their two hours anybody may claim it;
-- until then what they wrote meanwhile is still taken, as it is where they close it or give it back.
local function holds(record, who)
  local state, holder = unpack(redis.call("HMGET", record, "state", "who"))
  return state == "claimed" and holder == who
end
