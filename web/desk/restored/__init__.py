"""The pages of a line that was restored from a backup, until staff have looked at what is old."""
