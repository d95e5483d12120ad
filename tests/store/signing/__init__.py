"""Reviews on their way, and who is asked for them."""
