"""Rules on what a pack makes of the base: what it still lacks, and what it may not lose."""
