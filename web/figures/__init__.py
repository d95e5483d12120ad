"""Sentences, tables and plots made from counts, and the map of menus and topics."""
