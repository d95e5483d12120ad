"""Mutants: copies of the core with one small break each, to see whether a test fails."""
