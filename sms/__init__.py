"""The text message."""
