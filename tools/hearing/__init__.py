"""Commands that teach the second ear."""
