"""What is remembered of a person, under a keyed hash of the number."""
