"""Talking back to the carrier."""
