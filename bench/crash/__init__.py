"""The crash run: whether promises outlive processes that are killed."""
