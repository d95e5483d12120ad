-- What one person asked for others, each {field due tail sealed id}: the field that stands for both people, by when,
-- the last digits, the number sealed, and which call-back. What others closed is told like what is open (R49): of it
-- the last two are "".
local function asked_for(records, asked, asker, now)
  local rows = {}
  local digits = function(field) return redis.call("GET", asked .. "tail:" .. field) or "" end
  for _, part in ipairs(still_counted(asked, asker, now)) do
    rows[#rows + 1] = {part.field, part.due, digits(part.field), "", ""}
  end
  for _, id in ipairs(redis.call("SMEMBERS", asked .. asker)) do
    local person, sealed = unpack(redis.call("HMGET", records .. id, "person", "sealed"))
    for _, part in ipairs(person and parts_of(records .. id, id) or {}) do
      local field = both(asker, person)
      if part.asker == asker then rows[#rows + 1] = {field, part.due, digits(field), sealed or "", id} end
    end
  end
  return rows
end
