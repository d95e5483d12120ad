-- keys: reply talk out filling
-- arguments: before after words opt person lasts fills...
-- with: fill

-- All or nothing, and in one order for everyone: the first to settle a message decides its bytes, and a
-- record that has moved on meanwhile sends the other back to read again. `fills` is what of the replies fills, each
-- as `fill` takes it.
local kept = redis.call("GET", reply)
if kept then return kept end
if (redis.call("GET", talk) or "") ~= before then return false end
redis.call("SET", reply, words, "EX", lasts)
if after == "" then redis.call("DEL", talk) else redis.call("SET", talk, after, "EX", lasts) end
if opt == "out" then redis.call("SET", out, 1) elseif opt == "in" then redis.call("DEL", out) end
for at = 1, #fills, 3 do fill(filling, person, fills[at], fills[at + 1], fills[at + 2]) end
return words
