"""Mutants: copies of the core, each with one small break, to see whether a test fails."""
