"""The desk's notes, passing on and flags, as members of staff see them."""
