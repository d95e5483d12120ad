"""The call by which the line tests itself: what it pretends, what it notes, and how it is judged."""
