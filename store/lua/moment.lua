-- The moment by the store's clock, in seconds: whoever asks may have another, or have set theirs back. Only a
-- test says what time it is.
local function moment(clock)
  if clock ~= "" then return tonumber(clock) end
  local time = redis.call("TIME")
  return time[1] + time[2] / 1000000
end
