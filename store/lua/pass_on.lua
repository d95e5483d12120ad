-- keys: record theirs
-- arguments: id who to now lasts ends
-- with: changed holds

-- Whoever passes it on no longer holds it. It returns to all by itself: `ends` is looked at where it is read.
if not holds(record, who) then return "not_yours" end
redis.call("HSET", record, "state", "open", "passed_by", who, "passed_to", to, "passed_at", now, "passed_until", ends)
redis.call("HDEL", record, "who", "claimed", "back_from", "back_by")
redis.call("ZADD", theirs, ends, id)
redis.call("EXPIRE", theirs, lasts)
changed(record)
return "passed"
