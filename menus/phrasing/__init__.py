"""Reads the phrases of a pack, written in a small language; turns messages into plain words."""
