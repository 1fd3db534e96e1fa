"""Exceptions of importers."""


class LoadError(Exception):
    """A file that cannot be loaded. The message is for the person who made the file."""
