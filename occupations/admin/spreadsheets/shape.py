"""The sheets of a spreadsheet of occupations and their columns. Pure.

Everything in a cell is text. A row is named by the key of its occupation and by its item: the number of an item that
editors wrote, `=` and the words of a source for one of its items, `+` and the number of the row for a new one, nothing
for the occupation itself. An item that editors wrote goes when its text is emptied; rows that are left out of a file
change nothing.
"""

from enum import StrEnum
from typing import NamedTuple

from occupations.text.spaces import looks

YES, LEFT_OUT = "yes", "left out"


class Kind(StrEnum):
    KEY = "a whole number"
    FIXED = "what was exported"
    FIXED_NUMBER = "the number that was exported"
    TEXT = "text on one line"
    LINES = "text"
    WHOLE = "a whole number from 1 to 9,999, or nothing"
    SHARE = "a percentage from 0 to 100 with two decimals at most, or nothing"
    CHOICE = "one of a few words"


FIXED = (Kind.FIXED, Kind.FIXED_NUMBER)
NUMBERS = (Kind.KEY, Kind.FIXED_NUMBER, Kind.WHOLE, Kind.SHARE)


class Column(NamedTuple):
    key: str
    header: str
    kind: Kind = Kind.TEXT
    longest: int = 0  # characters; 0 for no limit
    required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 20  # of the column, in characters


class Sheet(NamedTuple):
    key: str
    name: str
    one: str  # what a row is
    columns: tuple[Column, ...]

    @property
    def editable(self) -> tuple[Column, ...]:
        return tuple([column for column in self.columns if column.kind not in (Kind.KEY, *FIXED)])

    @property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]


KEY = Column("key", "Key", Kind.KEY, required=True, width=8)
EXPORT = Column("export", "Export", Kind.FIXED, required=True, width=16)
VERSION = Column("version", "Version", Kind.FIXED_NUMBER, width=8)
OF = Column("occupation", "Occupation", Kind.FIXED, width=30)
ITEM = Column("item", "Item", Kind.FIXED_NUMBER, width=8)
WORDS = Column("words", "Source’s words", Kind.FIXED, width=70)
PLACE = Column("place", "Place", Kind.WHOLE, width=8)
STATE = Column("state", "State", Kind.CHOICE, choices=("", LEFT_OUT), width=10)

OCCUPATIONS = Sheet(
    "occupations",
    "Occupations",
    "Occupation",
    (
        KEY,
        EXPORT,
        VERSION,
        Column("title", "Title", longest=120, required=True, width=40),
        Column("common_name", "Common name", longest=120, width=30),
        Column("category", "Category", longest=80, required=True, width=30),
        Column("words", "Source’s description", Kind.FIXED, width=70),
        Column("description", "Description", Kind.LINES, width=70),
        Column("plural", "Plural", longest=130),
        Column("running", "Title in running text", longest=120),
        Column("article", "Article", Kind.CHOICE, choices=("", "a", "an"), width=8),
        Column("own_responsibilities", "Only our responsibilities", Kind.CHOICE, choices=("", YES), width=12),
        Column("own_skills", "Only our skills", Kind.CHOICE, choices=("", YES), width=12),
    ),
)
TITLES = Sheet(
    "titles",
    "Job titles",
    "Job title",
    (KEY, EXPORT, VERSION, OF, ITEM, Column("text", "Job title", longest=120, width=50), STATE),
)
RESPONSIBILITIES = Sheet(
    "responsibilities",
    "Responsibilities",
    "Responsibility",
    (KEY, EXPORT, VERSION, OF, ITEM, WORDS, Column("text", "Our words", longest=400, width=70), PLACE, STATE),
)
SKILLS = Sheet(
    "skills",
    "Skills",
    "Skill",
    (
        KEY,
        EXPORT,
        VERSION,
        OF,
        ITEM,
        WORDS,
        Column("text", "Our words", longest=80, width=40),
        Column("share", "Share", Kind.SHARE, width=8),
        PLACE,
        STATE,
    ),
)
SHEETS = {sheet.key: sheet for sheet in (OCCUPATIONS, TITLES, RESPONSIBILITIES, SKILLS)}

Cells = dict[str, str]  # by key of the column, without key, export, version and occupation


class RowKey(NamedTuple):
    sheet: str
    occupation: int
    item: str

    @property
    def is_official(self) -> bool:
        return self.item.startswith("=")

    @property
    def is_new(self) -> bool:
        return self.item.startswith("+")


def item_of(words: str, number: str) -> str:
    return f"={looks(words)}" if words else number


class Place(NamedTuple):
    """Where in the file."""

    sheet: str
    row: int
