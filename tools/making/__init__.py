"""The commands that make a pack; what a pack says is checked in tools/words."""
