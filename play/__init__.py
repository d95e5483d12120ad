"""One player of calls and texts on the real steps, for the terminal and the browser phone. Pure."""
