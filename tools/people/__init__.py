"""The commands about callers, texters and staff: all need the store."""
