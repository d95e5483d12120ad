"""Scenes of calls in which somebody hears of what they asked for before. Nothing else lives here."""
