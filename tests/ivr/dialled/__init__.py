"""Scenes of calls in which somebody dials an emergency number. Nothing else lives here."""
