"""The test in which the line rings itself: `flask self-test` does it, and the worker when the desk asks."""
