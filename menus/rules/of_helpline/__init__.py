"""Rules that what is said of the helpline is true: what a call to it costs, and whether it is recorded."""
