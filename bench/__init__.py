"""Benchmarks, which compare figures within one run, and runs in which parts of the line are killed."""
