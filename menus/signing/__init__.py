"""Who has signed what: the hash of exactly what is said, and whether a signature over it counts. Pure."""
