"""Who reads and signs what the line says, and what they answered: sealed. Nothing is promised here."""
