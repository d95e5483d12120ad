"""The commands for whoever edits the words."""
