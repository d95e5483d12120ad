"""What can be said, and how a person's words find it."""
