-- keys: calls block raised filling asked places
-- arguments: call who now hour most others noted
-- with: fill changed parts

-- A call counts once, however often the carrier reports it. How often somebody may call is `most` times what staff
-- raised it to. Last is whether they have asked for as many
-- `others` as they may, and whether there is any call-back of theirs to hear of.
redis.call("ZREMRANGEBYSCORE", calls, "-inf", now - hour)
redis.call("ZADD", calls, "NX", now, call)
redis.call("EXPIRE", calls, hour)
local to = tonumber(redis.call("GET", raised) or 1)
local count, bound = redis.call("ZCARD", calls), most * to
fill(filling, who, noted, count, bound)
local used = redis.call("SCARD", asked .. who) + #still_counted(asked, who, now)
local full = used >= math.max(to, tonumber(others))
local heard = used > 0 or redis.call("EXISTS", places .. who) == 1
return {count, redis.call("EXISTS", block), count > bound and 1 or 0, full and 1 or 0, heard and 1 or 0}
