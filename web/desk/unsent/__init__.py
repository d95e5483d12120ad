"""What was sent from a page of the desk after its session had ended, until they have signed in again."""
