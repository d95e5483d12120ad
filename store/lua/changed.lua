-- Notes that a record changed, so that processes that keep its brief read it anew (known.py). Its key says which
-- queue it is in: "line:1:callback:ID". The list ends where nobody has looked for an hour: then all is read.
local function changed(record)
  local prefix, kind, id = record:match("^(.*:)([^:]+):([^:]+)$")
  local name = prefix .. "changed:" .. kind
  redis.call("XADD", name, "MAXLEN", 500, "*", "id", id)
  redis.call("EXPIRE", name, 3600)
end
