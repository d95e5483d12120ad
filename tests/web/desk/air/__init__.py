"""The desk's page of what is off the air, and of the notice."""
