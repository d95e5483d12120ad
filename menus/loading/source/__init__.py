"""Reads what a pack rests on, and who signed it: document.toml, tracing.toml, signatures.toml, marks."""
