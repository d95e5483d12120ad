"""From a person's words to what the line does. It knows no clock, no network and no framework."""
