"""Texts as cells of a spreadsheet, and back. Pure.

A text that a spreadsheet would take for a formula gets an apostrophe in front, in every format, so that it stays a text
when a program saves it in another one. Of what comes back, one apostrophe goes.
"""

import re

LONGEST = 32_767  # characters that a cell of Excel has room for
TOO_LONG = "(longer than a cell can be; edit it on the page of the occupation)"

_ACTIVE = re.compile("[=+\\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def inert(text: str) -> str:
    """The text in a cell: nothing that it says is ever executed."""
    text = seen(text)
    return f"'{text}" if _ACTIVE.match(text) or _ESCAPED.match(text) else text


def plain(cell: str) -> str:
    """The text of a cell that `inert` made, or that somebody typed."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def seen(text: str) -> str:
    """What a file can say of a text: no control characters, one kind of line end, no more than a cell has room for."""
    text = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) < LONGEST else TOO_LONG
