"""Reads the page of a PDF in order: its columns, boxes and tables, by where the words stand."""
