"""What is wrong in a pack: a fault, the line of its file at which it stands, and which of several is the cause."""
