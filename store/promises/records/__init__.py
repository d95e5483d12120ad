"""What staff write beside a record: a note, to whom it is passed on, a flag. Nothing is promised here."""
