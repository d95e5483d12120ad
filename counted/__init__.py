"""The names of the counts, the staff's words for them, and the limits on what a person may cause."""
