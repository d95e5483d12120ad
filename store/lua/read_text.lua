-- keys: reply talk out block raised place last records asked spoken
-- arguments: asker most now
-- with: changed parts for_others

-- All that the reply to a text depends on, in one trip: the reply that it got before, the talk, whether they opted out
-- or are blocked; the call-back that waits for their number, else whether the last one was closed because we rang in
-- vain; what they asked for others, and how much they may; the
-- language that they chose.
local kept = redis.call("GET", reply)
if kept then return {kept} end
local id, row, rung = redis.call("GET", place), {}, 0
if id then
  row = redis.call("HGETALL", records .. id)
else
  local before = redis.call("GET", last)
  rung = before and redis.call("HGET", records .. before, "state") == "no_reply" and 1 or 0
end
return {
  false, redis.call("GET", talk) or "", redis.call("EXISTS", out), redis.call("EXISTS", block), id or "", row, rung,
  asked_for(records, asked, asker, now), math.max(tonumber(redis.call("GET", raised) or 0), tonumber(most)),
  redis.call("GET", spoken) or "",
}
