"""The rooms of a call, one a file: what is said on entering, and where an event leads. Pure."""
