"""A pack with hours of another shape, on the whole line."""
