"""What importers raise."""


class LoadError(Exception):
    """A file that cannot be loaded. The message is for its author."""
