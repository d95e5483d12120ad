"""The store's data about single people, each known only by a hash of the phone number."""
