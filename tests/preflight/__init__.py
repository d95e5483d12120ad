"""The preflight, against a line behind a proxy with TLS, a carrier and documents, all on loopback."""
