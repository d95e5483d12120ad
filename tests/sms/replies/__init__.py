"""Scenes of texts about call-backs: best times, corrected numbers, and first numbers."""
