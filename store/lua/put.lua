-- Asks for work, in one transaction with the promise that it belongs to. It is due at once.
local function put(jobs, job_records, name, kind, person, sealed, now)
  redis.call("DEL", job_records .. name) -- what ended within a day would take the new one with it
  redis.call("HSET", job_records .. name, "kind", kind, "person", person, "sealed", sealed, "asked", now)
  redis.call("ZADD", jobs, now, name)
end
