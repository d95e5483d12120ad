"""The embedded store: its program, its folder, its process."""
