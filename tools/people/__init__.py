"""The commands about callers, texters and staff; all use the store."""
