"""Rules for the helpline's week: the short form for texts, written by hand."""
