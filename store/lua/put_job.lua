-- keys: jobs job_records
-- arguments: name kind person sealed now
-- with: put

put(jobs, job_records, name, kind, person, sealed, now)
