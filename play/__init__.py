"""Plays calls and texts without a carrier, for the terminal and the browser phone, by the real code. Pure."""
