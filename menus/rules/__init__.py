"""What `flask check` asks of a pack, one file a subject."""
