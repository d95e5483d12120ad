"""Writes the generated parts of docs/privacy.md and docs/licences.md."""
