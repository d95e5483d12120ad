"""Commands for whoever edits the words."""
