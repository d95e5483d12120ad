"""What only the desk remembers."""
