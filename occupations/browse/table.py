"""A table of occupations with a few figures each, used on several pages."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from occupations.browse.catalogue import ENTRY, Listed
from occupations.browse.list_figures import COLUMNS, WIDER, ColumnView, ListCell, ListColumn, column_view, notes
from occupations.metrics import SLOTS

TITLE = "title"
SORTS = {  # values of `sort=` and their labels; a minus means highest first
    "-pay_median": "Highest median pay first",
    "pay_median": "Lowest median pay first",
    "-pay_mean": "Highest mean pay first",
    "pay_mean": "Lowest mean pay first",
    "-growth": "Fastest growth first",
    "growth": "Slowest growth first",
    "-jobs": "Most jobs first",
    "jobs": "Fewest jobs first",
    "-openings": "Most openings first",
    "openings": "Fewest openings first",
    "title": "Title, A to Z",
    "-title": "Title, Z to A",
}


EDUCATION = "entry_education"
ENTRY_WIDER = "†"
ABOUT_ENTRY = f"{ENTRY_WIDER} What it takes to enter is known only for a wider group that the occupation belongs to."


class Head(NamedTuple):
    """The heading of a column. `url`: the same page sorted by it; `sorted`: the value of aria-sort, "" if it is not
    sorted by it."""

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
    """Rows under a heading; `heading` and `id` are empty if the table has only one group."""

    heading: str
    id: str
    rows: list[TableRow]


class Table(NamedTuple):
    """The context of components/occupations.html."""

    caption: str
    heads: list[Head]
    groups: list[Group]
    notes: list[str]
    sources: list[str]


def arranged(rows: Iterable[Listed], sort: str) -> list[Listed]:
    """Sorted by one of SORTS; rows without that figure come last, equal ones in order of title."""
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    rows = sorted(rows, key=lambda row: (row.title.casefold(), row.slug), reverse=falling and name == TITLE)
    if name == TITLE:
        return rows
    sorts = COLUMNS[name].sorts
    known = [row for row in rows if sorts(row.figures[name])]
    known.sort(key=lambda row: row.figures[name].place, reverse=falling)
    return known + [row for row in rows if not sorts(row.figures[name])]


def build(
    listed: Sequence[Listed],
    columns: Sequence[ListColumn],
    caption: str,
    heads: list[Head] | None = None,
    entry: Collection[str] = (),
    *,
    education: bool = False,
) -> Table:
    """The table of these occupations, in their order. `entry`: slots of the entry requirements they were filtered by;
    `education`: whether the first figure is followed by the education that they usually ask for."""
    views = [column_view(column, [one.figures[column.key] for one in listed]) for column in columns]
    if education:
        views.insert(1, _education(listed))
    rows = [
        TableRow(one.title, one.url, cells, "" if one.groups.keys().isdisjoint(entry) else ENTRY_WIDER)
        for one, *cells in zip(listed, *(column.cells for column in views), strict=True)
    ]
    about, sources = notes(views)
    return Table(
        caption,
        _with_education(heads or [Head(label, name, "", "") for name, label in labels(columns)], education),
        [Group("", "", rows)],
        about + [ABOUT_ENTRY] * any(row.mark for row in rows),
        sources,
    )


def for_sort(columns: Sequence[ListColumn], sort: str) -> list[ListColumn]:
    """These columns, of which the first is the pay that they are sorted by: one statistic in a line is enough."""
    mean = COLUMNS["pay_mean"]
    return [mean, *columns[1:]] if sort.removeprefix("-") == mean.key else list(columns)


def _education(listed: Sequence[Listed]) -> ColumnView:
    at = ENTRY.index("education")
    cells = [
        ListCell(
            one.entry[at] or "not known", WIDER if EDUCATION in one.groups else "", EDUCATION, missing=not one.entry[at]
        )
        for one in listed
    ]
    return ColumnView(cells, [], [])


def _with_education(heads: list[Head], shown: bool) -> list[Head]:
    return [*heads[:2], Head(SLOTS[EDUCATION].label, EDUCATION, "", ""), *heads[2:]] if shown else heads


def labels(columns: Iterable[ListColumn]) -> list[tuple[str, str]]:
    return [(TITLE, "Occupation"), *((column.key, column.label) for column in columns)]


def heads(columns: Iterable[ListColumn], sort: str, address: Callable[[str], str]) -> list[Head]:
    """Headings that link to the page sorted by each column, in the other direction if it already is. `address` gives
    the URL for each of SORTS."""
    result = []
    for name, label in labels(columns):
        active = sort.removeprefix("-") == name
        first, then = (name, f"-{name}") if name == TITLE else (f"-{name}", name)
        direction = ("descending" if sort.startswith("-") else "ascending") if active else ""
        result.append(Head(label, name, address(then if sort == first else first), direction))
    return result
