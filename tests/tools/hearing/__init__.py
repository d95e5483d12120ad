"""Commands about the second ear."""
