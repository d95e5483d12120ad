"""Whatever is counted: how each count is named, and what the desk calls it. Nothing else makes a name."""
