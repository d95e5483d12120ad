"""The checks of a preflight: over the network, at the carrier, in the store and on this machine."""
