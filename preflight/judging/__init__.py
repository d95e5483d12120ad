"""What a preflight saw, by subject, and the line that each gives: pure functions, one file a subject."""
