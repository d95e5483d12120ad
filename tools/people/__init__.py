"""Commands about callers, texters and staff; they need the store."""
