"""A call played on the real steps, for the terminal; the browser phone's is in web/tryit."""
