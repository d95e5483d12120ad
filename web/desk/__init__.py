"""The desk: the web pages for staff, each file with one page or a few."""
