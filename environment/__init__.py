"""The sources of settings besides the environment: files of secrets, and the line's own keys."""
