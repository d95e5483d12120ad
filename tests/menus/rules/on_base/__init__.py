"""What `flask check` asks of a pack."""
