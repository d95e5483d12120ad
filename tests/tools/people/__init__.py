"""Commands about people and staff."""
