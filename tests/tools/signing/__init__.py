"""The command by which what the line says is reviewed."""
