"""`flask serve`, as it runs."""
