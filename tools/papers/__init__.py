"""Writes the parts of docs/privacy.md and docs/licences.md that come from code and from what is installed."""
