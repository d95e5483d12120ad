"""Traces each sentence to the facts on which it relies. Pure; callers never hear of it."""
