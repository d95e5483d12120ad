"""The desk of a line that was restored from a backup."""
