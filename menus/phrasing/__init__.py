"""Reads phrases that a pack listens for, in a small language of their own, and messages as plain words."""
