-- keys: out block day spent raised jobs job_records
-- arguments: name kind person sealed most another lasts clock
-- with: put moment

-- The guards, the counts of the day and the text itself in one step: none is there without the others. A text to
-- another's number (`another` is how many a day they may ask for, "" for one's own) spends of who asks whatever
-- becomes of it, and is said to be kept: who asks learns nothing of that number.
if another ~= "" and redis.call("HEXISTS", spent, name) == 0 then
  local bound, more = tonumber(another), tonumber(redis.call("GET", raised) or 0)
  local sent = tonumber(redis.call("HGET", spent, "texts") or 0)
  if sent >= (more > bound and more or bound) then return "others" end
  redis.call("HSET", spent, "texts", sent + 1, name, 1)
  if sent == 0 then redis.call("EXPIRE", spent, lasts) end
elseif another ~= "" then
  return "kept"
end
local refused
if redis.call("EXISTS", job_records .. name) == 1 then return "kept" end
if redis.call("EXISTS", out) == 1 then
  refused = "opted_out"
elseif redis.call("EXISTS", block) == 1 then
  refused = "blocked"
elseif tonumber(redis.call("GET", day) or 0) >= tonumber(most) then
  refused = "too_many"
end
if refused then return another == "" and refused or "kept" end
if redis.call("INCR", day) == 1 then redis.call("EXPIRE", day, lasts) end
put(jobs, job_records, name, kind, person, sealed, moment(clock))
return "kept"
