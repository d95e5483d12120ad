"""The desk's pages for the person who runs the line: whether everything around it is in order."""
