"""The command by which what the line says is reviewed: sheets, and signatures brought into the pack."""
