"""The desk's page of when the helpline is open: closures, extra openings, and a calendar of true hours."""
