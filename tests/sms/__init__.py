"""Scenes of texts, and what a text gets back."""
