"""The commands of whoever puts the line on a number."""
