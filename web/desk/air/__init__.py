"""The desk's page of what staff have taken off the air, and of the notice that they let run (R57)."""
