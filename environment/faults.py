"""What is raised for a setting that is wrong."""


class BadSetting(Exception):
    """A setting is wrong, so that the line cannot start; the message is one line and has no secrets."""
