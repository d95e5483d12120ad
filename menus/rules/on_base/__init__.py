"""Rules that compare a pack with the base: missing parts, and parts that it may not lose."""
