"""The desk's pages for whoever runs the line: whether all round it is as it must be."""
