"""Whether the store can keep a promise (R53): facts from its server, their judgement, the log."""
