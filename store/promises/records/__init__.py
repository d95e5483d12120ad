"""What staff add to a record: a note, a colleague to pass it on to, a flag. Promises nothing."""
