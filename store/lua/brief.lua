-- What the place of a record in a list depends on, and what a table of all says of it, as a line; `score` is its score
-- in the queue. Little of many records is quick to read so.
local function brief(record, id, score)
  local row = redis.call("HMGET", record, "state", "asked", "best", "tail", "relay", "again", "about", "flagged",
    "due", "again_by", "tries", "reason", "language", "who", "passed_to")
  for n = 1, 15 do row[n] = row[n] or "" end
  if row[1] == "claimed" then
    row[16] = redis.call("HGET", record, "claimed")
  elseif row[15] ~= "" then
    row[16] = table.concat(redis.call("HMGET", record, "passed_at", "passed_until"), "\t")
  end
  return id .. "\t" .. score .. "\t" .. table.concat(row, "\t")
end
