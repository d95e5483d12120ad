"""Signatures over the line's words: the hash of the exact words, and a signature's validity. Pure."""
