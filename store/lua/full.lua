-- Whether `who` has `most` records or more beside the one with the id `id` (0: as many as they like; R55). They are counted
-- in the step that gives one, where no other comes between: each of two at one moment would see the other.
local function full(records, waiting, id, who, now, lasts, most)
  local held = 0
  for _, other in ipairs(tonumber(most) > 0 and redis.call("ZRANGE", waiting, 0, -1) or {}) do
    local its, whose, from_when = unpack(redis.call("HMGET", records .. other, "state", "who", "claimed"))
    local mine = other ~= id and its == "claimed" and whose == who
    if mine and math.abs(now - from_when) < tonumber(lasts) then held = held + 1 end
  end
  return held > 0 and held >= tonumber(most)
end
