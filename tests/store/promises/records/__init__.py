"""What staff write beside a record: who sees it, and when it goes."""
