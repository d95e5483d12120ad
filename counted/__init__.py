"""The names of the counts, what the staff's pages call each, and how much of what one person may cause."""
