"""The commands of whoever runs the line, one file each: nothing else lives here."""
