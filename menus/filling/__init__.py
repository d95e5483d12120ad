"""Fills the blanks of a pack's sentences from the pack itself, not from a call or a text."""
