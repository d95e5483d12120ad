"""Copies of all the line's data: into another store, a backup, and back. Promises nothing itself."""
