"""Reads the phrases of a pack, written in a small language, and turns messages into plain words."""
