"""Benchmarks that are tests, too."""
