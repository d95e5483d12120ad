"""What is counted, by day, and never of one person."""
