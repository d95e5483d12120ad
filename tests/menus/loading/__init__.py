"""A folder becomes a pack, or not."""
