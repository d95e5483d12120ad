"""The small language of the phrases that a pack listens for, and messages put into plain words."""
