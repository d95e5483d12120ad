"""What a person's words lead to."""
