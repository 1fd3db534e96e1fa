"""A table of occupations with a few figures each, as several pages show it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from occupations.browse.catalogue import Listed
from occupations.browse.list_figures import ListCell, ListColumn, column_view, notes

TITLE = "title"
SORTS = {  # what `sort=` may be, and what it is called; a minus means from the highest down
    "-salary": "Highest pay first",
    "salary": "Lowest pay first",
    "-growth": "Fastest growth first",
    "growth": "Slowest growth first",
    "-jobs": "Most jobs first",
    "jobs": "Fewest jobs first",
    "-openings": "Most openings first",
    "openings": "Fewest openings first",
    "title": "Title, A to Z",
    "-title": "Title, Z to A",
}


ENTRY_WIDER = "†"
ABOUT_ENTRY = f"{ENTRY_WIDER} What it takes to enter is known only for a wider group that the occupation belongs to."


class Head(NamedTuple):
    """The head of a column. `url`: the same page sorted by it; `sorted`: as aria-sort, "" where it is not."""

    label: str
    name: str
    url: str
    sorted: str


class TableRow(NamedTuple):
    title: str
    url: str
    cells: list[ListCell]
    mark: str = ""  # ENTRY_WIDER or ""


class Group(NamedTuple):
    """Rows under a heading of their own; `heading` and `id` are empty where a table has one group only."""

    heading: str
    id: str
    rows: list[TableRow]


class Table(NamedTuple):
    """What components/occupations.html shows."""

    caption: str
    heads: list[Head]
    groups: list[Group]
    notes: list[str]
    sources: list[str]


def arranged(rows: Iterable[Listed], sort: str) -> list[Listed]:
    """By one of SORTS; those without a figure last, equal ones by title."""
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    rows = sorted(rows, key=lambda row: (row.title.casefold(), row.slug), reverse=falling and name == TITLE)
    if name == TITLE:
        return rows
    known = [row for row in rows if not row.figures[name].missing]
    known.sort(key=lambda row: row.figures[name].place, reverse=falling)
    return known + [row for row in rows if row.figures[name].missing]


def build(
    listed: Sequence[Listed],
    columns: Sequence[ListColumn],
    caption: str,
    heads: list[Head] | None = None,
    entry: Collection[str] = (),
) -> Table:
    """The table of those occupations, in their order. `entry`: slots of what it takes to enter that they were chosen
    by."""
    views = [column_view(column, [one.figures[column.slot] for one in listed]) for column in columns]
    rows = [
        TableRow(one.title, one.url, cells, "" if one.groups.keys().isdisjoint(entry) else ENTRY_WIDER)
        for one, *cells in zip(listed, *(column.cells for column in views), strict=True)
    ]
    about, sources = notes(views)
    return Table(
        caption,
        heads or [Head(label, name, "", "") for name, label in labels(columns)],
        [Group("", "", rows)],
        about + [ABOUT_ENTRY] * any(row.mark for row in rows),
        sources,
    )


def labels(columns: Iterable[ListColumn]) -> list[tuple[str, str]]:
    return [(TITLE, "Occupation"), *((column.slot, column.label) for column in columns)]


def heads(columns: Iterable[ListColumn], sort: str, address: Callable[[str], str]) -> list[Head]:
    """Heads that lead to the page sorted by each column; to the other direction where it is sorted so already.
    `address` gives the URL of each of SORTS."""
    result = []
    for name, label in labels(columns):
        active = sort.removeprefix("-") == name
        first, then = (name, f"-{name}") if name == TITLE else (f"-{name}", name)
        direction = ("descending" if sort.startswith("-") else "ascending") if active else ""
        result.append(Head(label, name, address(then if sort == first else first), direction))
    return result
