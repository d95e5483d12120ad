"""The command for reviews of the line's words: sheets, and signatures brought into the pack."""
