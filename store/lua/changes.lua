-- keys: changes listed
-- arguments: records since
-- with: brief

-- The newest change, and the briefs of what changed after the change `since`; a line without a score is of what waits no
-- more. Nothing beside the newest where `since` is not among the changes, so that nobody can tell what came after it.
local newest = redis.call("XREVRANGE", changes, "+", "-", "COUNT", 1)[1]
newest = newest and newest[1] or ""
if newest == since then return {newest, ""} end
local kept = since ~= "" and redis.call("XRANGE", changes, since, "+") or {}
if #kept == 0 or kept[1][1] ~= since then return {newest} end
local lines, seen = {}, {}
for at = 2, #kept do
  local id = kept[at][2][2]
  if not seen[id] then
    seen[id] = true
    local score = redis.call("ZSCORE", listed, id)
    lines[#lines + 1] = score and brief(records .. id, id, score) or id
  end
end
return {newest, table.concat(lines, "\n")}
