"""What fills the blanks of a pack's sentences from the pack itself, and not from a call or a text."""
