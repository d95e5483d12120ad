"""Data for lists of what waits for staff: a few fields of many records. Nothing is promised here."""
