"""The replies to texts, made by pure functions; each file makes one kind of reply."""
