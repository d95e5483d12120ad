"""What staff add to a call-back or message: a note, a colleague to pass it on to, a flag."""
