"""The facts of a preflight, and the report line for each: pure functions, one file a subject."""
