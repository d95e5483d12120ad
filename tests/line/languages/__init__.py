"""A line of two languages and of three: called, texted, with gaps, with alarms of another, signed and not."""
