"""What is sent from a page of the desk after its session has ended."""
