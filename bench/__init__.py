"""Benchmarks, runs that break parts of the line, and mutants, which show what the tests miss."""
