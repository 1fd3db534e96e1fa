"""Declared columns of files, and rows that cannot be read because of an unknown code."""

from enum import Enum

import msgspec

CODES_SHOWN = 5


class Kind(Enum):
    TEXT = "text"
    WHOLE = "a whole number"
    NUMBER = "a number"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a file: its header, and the values it may have."""

    header: str
    name: str  # in the frame
    also: tuple[str, ...] = ()  # other headers, in other releases
    kind: Kind = Kind.TEXT
    pattern: str = ""  # regular expression for the whole text
    says: str = ""  # what is expected, in words; if empty, the pattern
    longest: int = 0  # maximum length of a text without a pattern; 0: any
    least: float | None = None
    most: float | None = None
    marks: tuple[str, ...] = ()  # marks allowed instead of a number, stored in the frame's column `<name>_mark`
    may_be_empty: bool = False
    optional: bool = False  # the whole column may be absent
    coded: bool = False  # rows that do not match `pattern` are left out, not refused


class Lost(msgspec.Struct, frozen=True):
    """Rows that cannot be read because of an unknown code in a column."""

    column: str
    word: str
    rows: int
    codes: tuple[str, ...]  # codes of their occupations, each once

    @property
    def reason(self) -> str:
        shown = ", ".join(self.codes[:CODES_SHOWN])
        more = f" and {len(self.codes) - CODES_SHOWN:,} more" if len(self.codes) > CODES_SHOWN else ""
        return f"“{self.word}” in “{self.column}” is an unknown code; in rows for {shown}{more}"
