"""The commands for the editors of a pack, which holds all the words that the line says."""
