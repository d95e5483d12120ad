"""The desk's pages of what people ask: sentences, tables and plots, and a month's sheet to print."""
