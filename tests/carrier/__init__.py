"""Talking to the carrier, and what it tells us later."""
