"""The names under which events are counted, and what the staff's pages call each count."""
