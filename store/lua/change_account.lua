-- keys: staff account codes
-- arguments: name accounts spare_last ends new_codes fields...

-- What is no whole account, every one of which has a role, becomes no part of one.
if redis.call("HEXISTS", account, "role") == 0 then return 0 end
-- In one step, or two admins who put each other out at the same moment would leave the desk without any.
local function admits(key)
  local held = redis.call("HMGET", key, "role", "disabled", "hash")
  return held[1] == "admin" and held[2] ~= "1" and held[3] and held[3] ~= ""
end
local function another_admits()
  for _, other in ipairs(redis.call("SMEMBERS", staff)) do
    if other ~= name and admits(accounts .. other) then return true end
  end
end
if spare_last == "1" and admits(account) and not another_admits() then return end
if #fields > 0 then redis.call("HSET", account, unpack(fields)) end
-- With the rest: a second factor without codes that were shown, or with those of another, would keep its owner out.
if new_codes ~= "as before" then
  redis.call("DEL", codes)
  for hash in new_codes:gmatch("%S+") do redis.call("SADD", codes, hash) end
end
if ends == "1" then redis.call("HINCRBY", account, "version", 1) end
return 1
