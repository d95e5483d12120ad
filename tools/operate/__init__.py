"""The commands of whoever puts the line on a number, and keeps it there."""
