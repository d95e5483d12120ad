-- keys: quiet jobs job_records came
-- arguments: name kind sealed lasts how kept clock
-- with: put moment

-- The first press rings, and the next within `lasts` seconds does not, also when the first has rung already.
-- A press that is to come, by this clock, was made before the clock was set back.
local now = moment(clock)
local last = tonumber(redis.call("GET", quiet) or -lasts)
if now >= last and now - last < tonumber(lasts) then return end
redis.call("SET", quiet, now, "EX", lasts)
redis.call("SET", came, how, "EX", kept)
put(jobs, job_records, name, kind, "", sealed, now)
return 1
