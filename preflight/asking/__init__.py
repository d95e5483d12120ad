"""Asks what a preflight judges: over the network, at the carrier, of the store, and on this machine."""
