"""The pages of a line restored from a backup, until staff have checked what is out of date."""
