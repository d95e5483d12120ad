"""Counts by day of what happens on the line; no count is about one person."""
