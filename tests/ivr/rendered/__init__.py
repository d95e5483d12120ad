"""What becomes of a call's turn in the carrier's language, and nothing else."""
