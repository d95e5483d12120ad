"""Reads what a pack has of its document: document.toml, tracing.toml, the marks of its sentences."""
