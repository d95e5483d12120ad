"""Benchmarks, and runs in which parts of the line are killed; figures are ratios of one run."""
