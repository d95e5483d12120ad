-- keys: jobs job_records
-- arguments: name kind person sealed delay clock
-- with: put moment

-- What is due later is done once: it is not asked for again for as long as its record lasts, a day after its end.
if tonumber(delay) > 0 and redis.call("EXISTS", job_records .. name) == 1 then return end
put(jobs, job_records, name, kind, person, sealed, moment(clock))
redis.call("ZINCRBY", jobs, delay, name)
