"""Where settings come from besides the environment itself: files of secrets, and the line's own keys."""
