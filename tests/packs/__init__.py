"""Packs for tests: broken ones, and the work on packs that is done once."""
