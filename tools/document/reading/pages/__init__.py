"""Finds in which order the words of a PDF's page are read: its columns, boxes and tables, by where they stand."""
