-- keys: waiting
-- arguments: records after score most

-- Of items that wait, from the one behind `after` on, what their place in a list depends on, a line each: little of
-- many records, in one answer that is quick to read. Not of all at once, so that nobody waits for long meanwhile;
-- `score` leads on where `after` is gone by now.
local rank = after ~= "" and redis.call("ZRANK", waiting, after)
local first = after == "" and 0 or rank and rank + 1 or redis.call("ZCOUNT", waiting, "-inf", "(" .. score)
local lines, kept = {}, redis.call("ZRANGE", waiting, first, first + most - 1, "WITHSCORES")
for at = 1, #kept, 2 do
  local record = records .. kept[at]
  local row = redis.call("HMGET", record, "state", "asked", "best", "tail", "relay", "again", "about", "flagged", "who",
    "passed_to")
  for n = 1, 10 do row[n] = row[n] or "" end
  if row[1] == "claimed" then row[11] = redis.call("HGET", record, "claimed") end
  if row[10] ~= "" then row[11] = table.concat(redis.call("HMGET", record, "passed_at", "passed_until"), "\t") end
  lines[#lines + 1] = kept[at] .. "\t" .. kept[at + 1] .. "\t" .. table.concat(row, "\t")
end
return table.concat(lines, "\n")
