"""What is texted straight after a reply to an alarm."""
