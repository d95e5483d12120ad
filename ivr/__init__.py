"""The phone."""
