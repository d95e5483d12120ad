"""What is wrong in a pack: a fault, the line at which it stands, and which of several is the cause."""
