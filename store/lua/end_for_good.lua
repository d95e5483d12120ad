-- keys: record ending jobs job_records flag
-- arguments: id job clock
-- with: put moment erase

-- Erases what was closed; with a `job` the recording is then deleted at the carrier, too.
if not redis.call("ZSCORE", ending, id) then return 0 end
local sealed = redis.call("HGET", record, "sealed")
erase(record, ending, id)
-- a recording that is flagged stays at the carrier until its lead has passed it on
if redis.call("HGET", flag, "state") == "waiting" then return 1 end
if job ~= "" and sealed then put(jobs, job_records, job, job:match("^%a+"), "", sealed, moment(clock)) end
return 1
