"""The commands of whoever runs the line."""
