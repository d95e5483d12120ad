-- keys: out block day jobs job_records
-- arguments: name kind person sealed now most lasts
-- with: put

-- The guards, the count of the day and the text itself in one step: none is there without the others.
if redis.call("EXISTS", job_records .. name) == 1 then return "kept" end
if redis.call("EXISTS", out) == 1 then return "opted_out" end
if redis.call("EXISTS", block) == 1 then return "blocked" end
if tonumber(redis.call("GET", day) or 0) >= tonumber(most) then return "too_many" end
if redis.call("INCR", day) == 1 then redis.call("EXPIRE", day, lasts) end
put(jobs, job_records, name, kind, person, sealed, now)
return "kept"
