"""What holds of the whole project: its shape, its pages, its rules."""
