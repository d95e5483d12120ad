-- keys: reply talk out filling spoken known users...
-- arguments: before after written opt person lasts language chosen now heard enough words...
-- with: fill note_words

-- All or nothing, and in one order for everyone: the first to settle a message decides its bytes, and a
-- record that has moved on meanwhile sends the other back to read again. `words` are those that no topic knows, which
-- are noted for `heard` seconds, and behind them what of the replies fills, each three as `fill` takes them. Gives
-- the reply, and how many words are readable now that were not before.
local kept = redis.call("GET", reply)
if kept then return {kept, 0} end
if (redis.call("GET", talk) or "") ~= before then return false end
redis.call("SET", reply, written, "EX", lasts)
if after == "" then redis.call("DEL", talk) else redis.call("SET", talk, after, "EX", lasts) end
if opt == "out" then redis.call("SET", out, 1) elseif opt == "in" then redis.call("DEL", out) end
if language ~= "" then redis.call("SET", spoken, language, "EX", chosen) end
local fresh = note_words({users = users, known = known}, words, person, now, heard, enough)
for at = #users + 1, #words, 3 do fill(filling, person, words[at], words[at + 1], words[at + 2]) end
return {written, fresh}
