"""Whether the store can keep a promise."""
