"""What a text gets back, one kind of reply a file. Pure."""
