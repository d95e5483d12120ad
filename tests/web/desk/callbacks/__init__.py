"""The desk's lists of what waits, and what is done from them."""
