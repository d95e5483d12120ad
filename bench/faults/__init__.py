"""Faults: what is round the line is broken while people ring and text, and what became of them is counted."""
