"""What staff have closed: taken back, or ended for good."""
