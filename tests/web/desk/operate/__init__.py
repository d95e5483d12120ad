"""The desk's pages for whoever runs the line."""
