"""Reads a folder into a pack, or lists all its faults. No other code in menus/ reads the disk."""
