"""The processes of the running line: `flask serve`, which starts and restarts them, and their code."""
