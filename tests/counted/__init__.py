"""The limits on what a person may cause, and the names of the counts."""
