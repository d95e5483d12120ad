"""The pages of what waits for staff, and what they do with it."""
