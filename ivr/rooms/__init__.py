"""The rooms of a call, by subject: the words on entering, and the step after an event. Pure."""
