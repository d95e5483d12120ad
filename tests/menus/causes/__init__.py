"""Packs with one break each: the first fault is the cause, at its own file and line."""
