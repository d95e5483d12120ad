-- keys: reply talk out
-- arguments: before after words opt lasts

-- All or nothing, and in one order for everyone: the first to settle a message decides its bytes, and a
-- record that has moved on meanwhile sends the other back to read again.
local kept = redis.call("GET", reply)
if kept then return kept end
if (redis.call("GET", talk) or "") ~= before then return false end
redis.call("SET", reply, words, "EX", lasts)
if after == "" then redis.call("DEL", talk) else redis.call("SET", talk, after, "EX", lasts) end
if opt == "out" then redis.call("SET", out, 1) elseif opt == "in" then redis.call("DEL", out) end
return words
