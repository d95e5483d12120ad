"""What people may write, each with the answer that is right for it: the messages.tsv of a pack."""
