"""What the store remembers of single people, each known only by a hash of the phone number."""
