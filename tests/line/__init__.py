"""The line as a whole: its start, its settings, its promises through all rooms."""
