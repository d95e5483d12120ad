"""Plays calls and texts with the real code but no carrier, for terminal and browser phone. Pure."""
