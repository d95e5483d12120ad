"""A call and a text thread played on the real steps, for the terminal and the browser phone."""
