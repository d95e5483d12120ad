"""The commands for the person who runs the line, one file each."""
