-- keys: held jobs job_records turns
-- arguments: outs since kept clock
-- with: moment

-- What was held back and was asked for since a moment is given to the worker, in the order in which it was asked
-- for, and is tried for as long from now as what is new; the rest, and what is for somebody who wants no texts by now, is erased as if it were done.
local sent, dropped = 0, 0
local names = redis.call("ZRANGE", held, 0, -1)
for at, name in ipairs(names) do
  local record = job_records .. name
  local person = redis.call("HGET", record, "person") or ""
  local stopped = person ~= "" and redis.call("EXISTS", outs .. person) == 1
  if not stopped and tonumber(redis.call("HGET", record, "asked") or 0) >= tonumber(since) then
    redis.call("HSET", record, "released", moment(clock))
    redis.call("ZADD", jobs, moment(clock) + (at - #names) / 1000, name)
    sent = sent + 1
  else
    if redis.call("HGET", turns, person) == name then redis.call("HDEL", turns, person) end
    redis.call("HDEL", record, "sealed", "person", "begun")
    redis.call("EXPIRE", record, kept)
    dropped = dropped + 1
  end
end
redis.call("DEL", held)
return {sent, dropped}
