-- Asks for work, in one transaction with the promise that it belongs to.
local function put(jobs, job_records, name, kind, person, sealed, at)
  redis.call("HSET", job_records .. name, "kind", kind, "person", person, "sealed", sealed, "asked", at)
  redis.call("ZADD", jobs, at, name)
end
