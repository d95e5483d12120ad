-- What the place of a record in a list depends on, and what a table of all says of it, as a line; `score` is its score
-- in the queue. Little of many records is quick to read so.
local function brief(record, id, score)
  local row = redis.call("HMGET", record, "state", "asked", "best", "tail", "relay", "again", "about", "flagged",
    "due", "again_by", "tries", "reason", "who", "passed_to")
  for n = 1, 14 do row[n] = row[n] or "" end
  if row[1] == "claimed" then
    row[15] = redis.call("HGET", record, "claimed")
  elseif row[14] ~= "" then
    row[15] = table.concat(redis.call("HMGET", record, "passed_at", "passed_until"), "\t")
  end
  return id .. "\t" .. score .. "\t" .. table.concat(row, "\t")
end
