"""Lists of skills, knowledge, tools and fields: of two sides what they share and what only one has, of more a table of
who has what. With weights, best first, and folded after a few."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup

from comparisons.page.fragments import BRIEF, ComparisonFragments, ListItem
from comparisons.rules.compare import Row
from occupations.links import LETTERS
from occupations.metrics import METRICS, NAME, SLOTS, Shape
from occupations.rendering.row_headers import label
from occupations.rendering.templating import macro

NO = ListItem("", "", "", 0)
Line = tuple[str, str, str]  # an item of two sides: its name and its weight for each
SHOWN = 8
MOST = 24  # lines of one list with weights; what is beyond, or has none, is named in one paragraph


def lists(rows: Iterable[Row], parts: Sequence[ComparisonFragments]) -> list[Markup]:
    """The lists of all rows that hold more than their cells say."""
    return [_list(row, parts) for row in rows if _long(row)]


def _long(row: Row) -> bool:
    return (
        not row.silent
        and bool(row.metric)
        and METRICS[row.metric].shape is Shape.SET
        and any(len(cell.held) > BRIEF for cell in row.cells)
    )


def _list(row: Row, parts: Sequence[ComparisonFragments]) -> Markup:
    heading = label(SLOTS[row.slot], (row.metric,))
    weights = "" if METRICS[row.metric].unit is NAME else METRICS[row.metric].name
    if len(parts) > 2:
        return macro("comparisons/sets", "matrix")(heading, weights, _matrix(row, parts))
    return macro("comparisons/sets", "columns")(heading, weights, list(_columns(row, parts)))


class Column(NamedTuple):
    """`size`: how many items there are; `first`: the lines to begin with; `more`: those to show on demand; `hidden`:
    how many items are not in the first; `beyond`: the names of those in neither, as one text."""

    heading: str
    size: int
    first: list[Line]
    more: list[Line]
    hidden: int
    beyond: str


def _columns(row: Row, parts: Sequence[ComparisonFragments]) -> Iterable[Column]:
    left, right = row.cells
    difference = row.differences[0, 1]
    most = SHOWN if METRICS[row.metric].unit is NAME else MOST
    one = {} if left.missing else parts[0].items(left, 0)
    other = {} if right.missing else parts[1].items(right, 1)
    titles = parts[0].title, parts[1].title
    groups: list[tuple[str, Collection[str], dict[str, ListItem] | None]]
    if difference.shared or difference.only_left or difference.only_right:
        shared = sorted(_keys(difference.shared), key=lambda key: -(one[key].value + other[key].value))
        only = _keys(difference.only_left), _keys(difference.only_right)
        groups = [
            ("Both" if METRICS[row.metric].held_from is None else "Both, or too close to call", shared, None),
            (f"{titles[0]} only", only[0], one),
            (f"{titles[1]} only", only[1], other),
        ]
    else:  # nothing can be said of one against the other, so that each stands for itself
        groups = [(titles[0], one.keys() & left.held.keys(), one), (titles[1], other.keys() & right.held.keys(), other)]
    for heading, keys, items in groups:
        if keys:
            ordered = iter(keys if items is None else _best(items, keys))
            lines = _lines(islice(ordered, most), one, other)
            yield _column(heading, lines, len(keys), [(one.get(key) or other[key]).label for key in ordered])


def _keys(labels: Iterable[str]) -> list[str]:
    return [label.casefold() for label in labels]


def _best(items: dict[str, ListItem], keys: Collection[str]) -> Iterable[str]:
    """Those keys in the order of the items, which is best first."""
    wanted = set(keys)
    return (key for key in items if key in wanted)


def _lines(keys: Iterable[str], one: dict[str, ListItem], other: dict[str, ListItem]) -> list[Line]:
    return [((one.get(key) or other[key]).html, one.get(key, NO).weight, other.get(key, NO).weight) for key in keys]


def _column(heading: str, lines: list[Line], count: int, rest: list[str]) -> Column:
    """`rest`: the names beyond the lines, named in one paragraph."""
    return Column(heading, count, lines[:SHOWN], lines[SHOWN:], max(0, count - SHOWN), "; ".join(rest))


class Matrix(NamedTuple):
    """As Column. Lines are (name, [(text, whether it is held)] of each side)."""

    label: str
    sides: list[tuple[str, str]]
    first: list[tuple[str, list[tuple[str, bool]]]]
    more: list[tuple[str, list[tuple[str, bool]]]]
    hidden: int
    beyond: str


def _matrix(row: Row, parts: Sequence[ComparisonFragments]) -> Matrix:
    """Who has what: items that most sides have first, then by weight."""
    items = [
        {} if cell.missing else part.items(cell, side)
        for side, (cell, part) in enumerate(zip(row.cells, parts, strict=True))
    ]
    scores: dict[str, tuple[int, int]] = {}
    for cell, own in zip(row.cells, items, strict=True):
        for key in own.keys() & cell.held.keys():
            held, weight = scores.get(key, (0, 0))
            scores[key] = (held + 1, weight + own[key].value)
    ordered = sorted(scores, key=lambda key: (-scores[key][0], -scores[key][1], key))
    lines = [_matrix_line(key, row, items) for key in ordered[:MOST]]
    rest = [_whose(key, row, items) for key in ordered[MOST:]]
    sides = list(zip(LETTERS, [part.short for part in parts], strict=False))
    hidden = max(0, len(ordered) - SHOWN)
    return Matrix(label(SLOTS[row.slot], (row.metric,)), sides, lines[:SHOWN], lines[SHOWN:], hidden, "; ".join(rest))


def _whose(key: str, row: Row, items: list[dict[str, ListItem]]) -> str:
    """ "Excel (A, C)"."""
    having = [letter for letter, cell in zip(LETTERS, row.cells, strict=False) if key in cell.held]
    return f"{next(own[key].label for own in items if key in own)} ({', '.join(having)})"


def _matrix_line(key: str, row: Row, items: list[dict[str, ListItem]]) -> tuple[str, list[tuple[str, bool]]]:
    html = next(own[key].html for own in items if key in own)
    cells = []
    for cell, own in zip(row.cells, items, strict=True):
        held = key in cell.held
        weight = own[key].weight if key in own else ""
        cells.append((weight or ("yes" if held else "no"), held))
    return html, cells
