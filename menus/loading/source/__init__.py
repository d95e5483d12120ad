"""Reads a pack's sources and signatures: document.toml, tracing.toml, signatures.toml and marks."""
