"""What is texted about a call that is owed, or was just cancelled."""
