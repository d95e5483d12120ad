-- keys: calls block raised filling
-- arguments: call who now hour most noted
-- with: fill

-- A call counts once, however often the carrier reports it. How often somebody may call is `most` times what staff
-- raised it to.
redis.call("ZREMRANGEBYSCORE", calls, "-inf", now - hour)
redis.call("ZADD", calls, "NX", now, call)
redis.call("EXPIRE", calls, hour)
local count, bound = redis.call("ZCARD", calls), most * (redis.call("GET", raised) or 1)
fill(filling, who, noted, count, bound)
return {count, redis.call("EXISTS", block), count > bound and 1 or 0}
