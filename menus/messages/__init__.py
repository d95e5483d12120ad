"""Messages that people may write, each with its right answer: the messages.tsv of a pack."""
