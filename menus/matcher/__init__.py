"""The matcher finds what people ask for, from their words alone: no clock, network or framework."""
