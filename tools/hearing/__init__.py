"""The commands that teach the second ear, by which the matcher hears trouble that no rule knows (R48)."""
