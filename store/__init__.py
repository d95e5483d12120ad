"""What the line remembers, in Redis: opt-outs, promises such as call-backs, counts, and accounts of staff."""
