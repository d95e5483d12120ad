"""Rules of the helpline's week: the short form for texts that somebody wrote by hand."""
