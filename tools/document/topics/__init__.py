"""A topic as a whole: file, key, words and messages, begun, renamed or taken away at once."""
