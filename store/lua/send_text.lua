-- keys: out block day spent raised together jobs job_records filling
-- arguments: name kind person asker sealed most bound all noted another lasts clock
-- with: put fill moment

-- The guards, the counts of the day and the text itself in one step: none is there without the others. A text to
-- another's number (`another` is not "") spends of who asks, who may have `bound` a day, whatever becomes of it,
-- and is said to be kept: who asks learns nothing of that number, which may be sent `most`. Who shows no number
-- also spends of what `all` such callers may have together, and is told apart when that is gone, since it is not
-- they who spent it; for others `all` is 0.
if another ~= "" and redis.call("HEXISTS", spent, name) == 0 then
  local may = math.max(tonumber(bound), tonumber(redis.call("GET", raised) or 0))
  local sent = tonumber(redis.call("HGET", spent, "texts") or 0)
  local theirs, all_may = tonumber(redis.call("GET", together) or 0), tonumber(all)
  local used, of = sent, may
  if all_may > 0 then used, of = theirs, all_may end
  fill(filling, asker, noted, math.min(used + 1, of), of)
  if sent >= may then return "others" end
  if used >= of then return "together" end
  if all_may > 0 and redis.call("INCR", together) == 1 then redis.call("EXPIRE", together, lasts) end
  redis.call("HSET", spent, "texts", sent + 1, name, "")
  if sent == 0 then redis.call("EXPIRE", spent, lasts) end
elseif another ~= "" then
  return "kept"
end
local refused
if redis.call("EXISTS", job_records .. name) == 1 then return "kept" end
local sent = tonumber(redis.call("GET", day) or 0)
if redis.call("EXISTS", out) == 1 then
  refused = "opted_out"
elseif redis.call("EXISTS", block) == 1 then
  refused = "blocked"
elseif sent >= tonumber(most) then
  refused = "too_many"
end
if another == "" and refused ~= "opted_out" and refused ~= "blocked" then
  fill(filling, asker, noted, math.min(sent + 1, tonumber(most)), most)
end
if refused then return another == "" and refused or "kept" end
if redis.call("INCR", day) == 1 then redis.call("EXPIRE", day, lasts) end
put(jobs, job_records, name, kind, person, sealed, moment(clock))
return "kept"
