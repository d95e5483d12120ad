"""Begins, renames or removes a topic as a whole: its file, key, words and messages."""
