"""The commands that teach the second ear, and what learning takes."""
