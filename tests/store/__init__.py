"""What the store promises, whatever kind it is."""
