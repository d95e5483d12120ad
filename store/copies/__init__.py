"""Copies of all that the line keeps: into another store, into a backup, and back. No promise is made here."""
