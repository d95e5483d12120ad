-- keys: waiting
-- arguments: records fields...

-- Of each item that waits its id, its score and the fields that its place in a list depends on, a line each: little of
-- many records, in one answer that is quick to read.
local lines, kept = {}, redis.call("ZRANGE", waiting, 0, -1, "WITHSCORES")
for at = 1, #kept, 2 do
  local row = redis.call("HMGET", records .. kept[at], unpack(fields))
  for n = 1, #fields do row[n] = row[n] or "" end
  lines[#lines + 1] = table.concat({kept[at], kept[at + 1], table.concat(row, "\t")}, "\t")
end
return table.concat(lines, "\n")
