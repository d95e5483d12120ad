"""The exception for a wrong setting."""


class BadSetting(Exception):
    """A wrong setting, with which the line cannot start; the message is one line and has no secrets."""
