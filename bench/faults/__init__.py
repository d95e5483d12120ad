"""Faults: breaks what a line depends on while people ring and text, and counts what they get."""
