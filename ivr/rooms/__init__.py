"""The rooms of a call, by subject: what is said on entering one, and where an event leads from it. Pure."""
