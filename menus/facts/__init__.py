"""The facts on which a pack's sentences rely."""
