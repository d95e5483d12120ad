"""Finds what a person's words ask for, by the words alone: no clock, no network, no web framework."""
