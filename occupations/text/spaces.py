"""White space that nobody sees: texts that look the same count as the same."""

import re

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen, zero-width space, word joiner, byte order mark
_JOINERS = re.compile("[\u200c\u200d]")  # which change letters in some scripts, so texts keep them


def tidy(text: str) -> str:
    """The text on one line, with single ordinary spaces and without characters that have no width."""
    return " ".join(_UNSEEN.sub("", text).split())


def looks(text: str) -> str:
    """The same for all texts that look alike, in upper or lower case: what duplicates are found by."""
    return _JOINERS.sub("", tidy(text)).casefold()
