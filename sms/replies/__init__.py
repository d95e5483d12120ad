"""The replies to texts, one kind of reply in each file; pure functions."""
