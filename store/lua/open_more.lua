-- keys: places
-- arguments: had more kept

-- Only where the day has as many as the page showed: who clicks twice adds once.
if tonumber(redis.call("GET", places) or 0) ~= tonumber(had) then return end
redis.call("INCRBY", places, more)
redis.call("EXPIRE", places, kept)
return 1
