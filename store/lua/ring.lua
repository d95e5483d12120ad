-- keys: quiet jobs job_records came
-- arguments: name kind sealed now lasts how kept
-- with: put

-- The first press rings, and the next within `lasts` seconds does not, also when the first has rung already.
local last = tonumber(redis.call("GET", quiet) or -lasts)
if now - last < tonumber(lasts) then return 0 end
redis.call("SET", quiet, now, "EX", lasts)
redis.call("SET", came, how, "EX", kept)
put(jobs, job_records, name, kind, "", sealed, now)
return 1
