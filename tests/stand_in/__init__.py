"""A stand-in for the carrier: its REST API on loopback, and the calls and texts it brings."""
