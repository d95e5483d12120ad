"""A pack in several languages: what the first lends the others, which are offered, what is meant in which."""
