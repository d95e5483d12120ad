"""What staff have closed: taken back within ten minutes (R54), or then ended for good. No claims."""
