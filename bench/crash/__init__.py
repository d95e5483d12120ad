"""The crash run: tests that promises to callers are kept although processes are killed."""
