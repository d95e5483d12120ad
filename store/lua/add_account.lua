-- keys: staff account
-- arguments: name only_first fields...

-- An account is there whole or not at all, and the first link makes an account only while there is none.
if only_first == "1" and redis.call("SCARD", staff) > 0 then return end
if redis.call("SADD", staff, name) == 0 then return end
redis.call("HSET", account, unpack(fields))
return 1
