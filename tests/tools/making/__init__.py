"""Tests of the commands that make a pack."""
