"""Benchmarks, a run in which parts of the line are killed, and mutants, which show what the tests miss."""
