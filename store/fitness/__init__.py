"""Whether the store can keep a promise (R53): what it says of itself, how that is judged, who is told."""
