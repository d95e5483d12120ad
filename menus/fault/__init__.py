"""The faults of a pack: what is wrong, on which line, and which of several faults is the cause."""
