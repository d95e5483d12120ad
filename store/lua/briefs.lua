-- keys: listed
-- arguments: records after score most
-- with: brief

-- Briefs of the items in a list, from the one behind `after` on. Not of all at once, so that nobody waits for long
-- meanwhile; `score` leads on where `after` is gone by now.
local rank = after ~= "" and redis.call("ZRANK", listed, after)
local first = after == "" and 0 or rank and rank + 1 or redis.call("ZCOUNT", listed, "-inf", "(" .. score)
local lines, kept = {}, redis.call("ZRANGE", listed, first, first + most - 1, "WITHSCORES")
for at = 1, #kept, 2 do lines[#lines + 1] = brief(records .. kept[at], kept[at], kept[at + 1]) end
return table.concat(lines, "\n")
