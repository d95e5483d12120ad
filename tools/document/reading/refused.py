"""The error for a file that cannot be read as a document."""


class NotReadError(Exception):
    """The error for a document that cannot be read; its message tells staff why, and what to do."""
