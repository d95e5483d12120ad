"""Scenes of calls, and every place that a call reaches."""
