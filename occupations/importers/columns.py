"""The columns that files are declared to have, and the rows that an unknown word in one of them makes unreadable."""

from enum import Enum

import msgspec

CODES_SHOWN = 5


class Kind(Enum):
    TEXT = "text"
    WHOLE = "a whole number"
    NUMBER = "a number"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a file, by its header, and what may stand in it."""

    header: str
    name: str  # in the frame
    also: tuple[str, ...] = ()  # other headers that it has in other releases
    kind: Kind = Kind.TEXT
    pattern: str = ""  # of a text, whole
    says: str = ""  # what is expected, in words; empty: the pattern
    longest: int = 0  # characters of a text without a pattern; 0: any
    least: float | None = None
    most: float | None = None
    marks: tuple[str, ...] = ()  # what may stand instead of a number; then in the frame's column `<name>_mark`
    may_be_empty: bool = False
    optional: bool = False  # the whole column may be absent
    coded: bool = False  # rows with a word that `pattern` does not know are lost, not refused


class Lost(msgspec.Struct, frozen=True):
    """Rows that cannot be read, because of an unknown word in a coded column."""

    column: str
    word: str
    rows: int
    codes: tuple[str, ...]  # of the occupations they are of, each once

    @property
    def reason(self) -> str:
        shown = ", ".join(self.codes[:CODES_SHOWN])
        more = f" and {len(self.codes) - CODES_SHOWN:,} more" if len(self.codes) > CODES_SHOWN else ""
        return f"“{self.word}” in “{self.column}” is not known here; of {shown}{more}"
