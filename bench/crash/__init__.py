"""The crash run: tests that what callers were promised is kept although processes are killed."""
