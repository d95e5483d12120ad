"""A pack in several languages: what the first lends the others, which are offered, which a message is in."""
