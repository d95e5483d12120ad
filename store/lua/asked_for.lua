-- keys: records asked raised
-- arguments: asker whom instead most now
-- with: parts

-- What one person asked for others, a row each: the field that stands for both, by when, the last digits, and the
-- number sealed. Before them, whether they may ask for `whom`: one more, or one of these again, or in the place of the
-- call-back `instead` if that is one of these (not their own). What others closed is told like what is open (R49).
local rows, mine = {}, both(asker, whom)
local wrong = instead ~= "" and both(asker, redis.call("HGET", records .. instead, "person") or "")
local digits = function(field) return redis.call("GET", asked .. "tail:" .. field) or "" end
for _, part in ipairs(still_counted(asked, asker, now)) do
  rows[#rows + 1] = {part.field, part.due, digits(part.field), ""}
end
for _, id in ipairs(redis.call("SMEMBERS", asked .. asker)) do
  local person, sealed = unpack(redis.call("HMGET", records .. id, "person", "sealed"))
  for _, part in ipairs(person and parts_of(records .. id, id) or {}) do
    local field = both(asker, person)
    if part.asker == asker then rows[#rows + 1] = {field, part.due, digits(field), sealed or ""} end
  end
end
local bound = math.max(tonumber(redis.call("GET", raised) or 0), tonumber(most))
local may = #rows < bound
for _, row in ipairs(rows) do may = may or row[1] == mine or row[1] == wrong and #rows <= bound end
return {may and 1 or 0, rows}
