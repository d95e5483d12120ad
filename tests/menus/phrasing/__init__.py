"""The language of phrases, and messages put into plain words."""
