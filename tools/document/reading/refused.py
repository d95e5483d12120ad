"""The error that a file cannot be read as a document."""


class NotReadError(Exception):
    """The error that a document cannot be read; its words say why and what to do, as staff read them."""
