"""Reads a folder into a pack, or lists every fault that stops it. No other code in menus/ reads the disk."""
