"""What `flask check` asks of a pack, one file a subject: each rule yields a fault for whatever breaks it."""
