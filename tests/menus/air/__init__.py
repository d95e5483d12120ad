"""Tests of menus/air/: what staff have changed, laid over a pack."""
