"""The line's data in Redis: opt-outs, promises such as call-backs, counts and staff accounts."""
