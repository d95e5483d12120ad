"""Records that staff closed: undone within ten minutes (R54), or then ended for good. No claims."""
