"""Mutants: whether a test notices when one token of the core is broken."""
