"""Commands about what can be said and heard."""
