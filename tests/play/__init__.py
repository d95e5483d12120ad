"""The player, held to the line."""
