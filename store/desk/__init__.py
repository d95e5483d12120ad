"""What only the desk remembers: accounts, closures, the trail."""
