"""Lists of skills, knowledge, tools and fields: for two sides, what only one has and what they share; for more, a table
of who has what. Best first and only the first few; the page of each occupation has them all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from comparisons.page.fragments import ComparisonFragments
from comparisons.page.section_rows import SectionRow
from comparisons.prose.difference_phrases import phrase
from comparisons.rules.compare import Row
from comparisons.rules.difference import Outcome
from occupations.metrics import METRICS, NAME, SLOTS
from occupations.profiles import formatting
from occupations.profiles.document import Figure
from occupations.profiles.sheet import NO_LABELS, Cell
from occupations.profiles.technology import HOT, IN_DEMAND, rank
from occupations.profiles.technology import METRIC as TECHNOLOGY
from occupations.rendering.origins import reference
from occupations.rendering.row_headers import label, row_name
from occupations.rendering.sources import Sources
from occupations.rendering.templating import macro
from occupations.text.english import sentence_start

NAMED = 5  # names of a group; of those that a number stands beside, ONLY or BOTH
ONLY, BOTH = 3, 4
ROWS = 8  # lines for more than two sides
UNRATED = "not rated"
UNIMPORTANT = "Below 3 for both"
OF_SCALE = " out of 5"  # in a list, as in `formatting.amount`

Items = Mapping[str, Figure]
"""All that a side has a figure for, by case-folded label; nothing if its cell is missing."""
Line = tuple[str, list[tuple[str, bool]]]  # name; for each side a text and whether it stands out


class Group(NamedTuple):
    """Items of which the same is true: with numbers as lines, or else as names. `more`: " and 13 more", or empty."""

    heading: str
    size: int
    lines: Sequence[Line]
    names: Sequence[str]
    more: str


class Listing(NamedTuple):
    """One list. `ref`: its sources; `notes`: what is said of all of it. Of two sides it has groups; of more, lines."""

    anchor: str
    same: bool
    heading: str
    unit: str
    ref: Markup
    notes: Sequence[str]
    groups: Sequence[Group]
    lines: Sequence[Line]


class Listed(NamedTuple):
    """A finished list, the number of each side's source, and whether the list names all that there is."""

    html: Markup
    numbers: list[int]
    whole: bool


def listing(
    shown: SectionRow,
    parts: Sequence[ComparisonFragments],
    sources: Sources,
    kept: Collection[str] = (),
    unmarked: str = "",
) -> Listed:
    """The list that stands in the place of a row. `kept`: items that it always shows, because something leads to them;
    `unmarked`: as in `row_view`."""
    row = shown.row
    heading = label(SLOTS[row.slot], (row.metric,))
    cells = [one.html() for one in shown.parts]
    numbers = [
        sources.cite(side, cell, row_name(SLOTS[row.slot], row.cells[side].metric)) for side, cell in enumerate(cells)
    ]
    cited = {number: one.panel for number, one in zip(numbers, shown.parts, strict=True) if number and one.panel}
    marks = [reference(*one, heading) for one in cited.items()] if set(cited.values()) != {unmarked} else []
    items = [NO_LABELS if cell.missing else cell.by_label for cell in row.cells]
    rated = METRICS[row.metric].unit is not NAME
    groups: list[Group] = []
    lines: list[Line] = []
    if len(parts) == 2:
        groups = list(_groups(row, parts, items, kept, rated=rated))
        whole = not any(group.more for group in groups)
    else:
        ordered = _in_order(row)
        first = [*ordered[:ROWS], *_beyond(ordered[:ROWS], kept, items)]
        ahead = _ahead(row)
        lines = [_line(key, row.cells, items, ahead) for key in first]
        whole = set(ordered).issubset(first)
    one = Listing(
        f"row-{row.slot}",
        row.same,
        heading,
        METRICS[row.metric].name if rated else "",
        Markup("".join(marks)),  # noqa: S704 (finished HTML)
        list(_notes(shown, parts)),
        groups,
        lines,
    )
    kind = "who" if len(parts) > 2 else "rated" if rated else "named"
    sides = [part.short for part in parts]
    return Listed(macro("comparisons/sets", kind)(one, sides), numbers, whole)


def _notes(shown: SectionRow, parts: Sequence[ComparisonFragments]) -> Iterable[str]:
    row, said = shown.row, shown.said
    yield from said.notes
    for side, (part, cell, lines) in enumerate(zip(parts, row.cells, said.by_side, strict=True)):
        why = [f"{cell.text}. {formatting.missing(METRICS[cell.metric], cell.missing)[1]}"] if cell.missing else []
        own = [line for line in shown.parts[side].lines if line not in lines]
        for text in (*why, *own):
            yield f"{part.title}: {text}"
    for side in range(1, len(parts)):
        difference = row.differences[0, side]
        if len(parts) > 2 and difference.outcome is Outcome.NOT_SEPARATED:
            continue  # the notice says it once
        names = (parts[0].running, parts[side].running)
        text, note = phrase(difference, row.cells[0], row.cells[side], names=names)
        plain = difference.outcome in (Outcome.SAME, Outcome.DIFFERENT, Outcome.MISSING)
        if (note and difference.outcome is not Outcome.MISSING) or not plain:
            said_of = "" if len(parts) == 2 else f"{parts[side].title}: "
            words = note if plain else f"{text} ({note})" if note else text
            yield said_of + (sentence_start(words) if not said_of else words)


def _groups(
    row: Row,
    parts: Sequence[ComparisonFragments],
    items: Sequence[Items],
    kept: Collection[str],
    *,
    rated: bool,
) -> Iterable[Group]:
    """What tells two sides apart comes first where there are numbers; names begin with what they share."""
    left, right = row.cells
    difference = row.differences[0, 1]
    titles = parts[0].title, parts[1].title
    if difference.shared or difference.only_left or difference.only_right:
        shared = _keys(difference.shared)
        if rated:  # names are in order
            ours, theirs = _worths(left), _worths(right)
            shared.sort(key=lambda key: -(ours[key] + theirs[key]))
        only = [
            (f"{titles[0]} only", best_first(left, _keys(difference.only_left)), 0),
            (f"{titles[1]} only", best_first(right, _keys(difference.only_right)), 1),
        ]
        both = ("Both" if METRICS[row.metric].held_from is None else "Both, or too close to call", shared, -1)
        found = [*only, both] if rated else [both, *only]
    else:  # the two cannot be compared, so each is listed separately
        found = [
            (title, [] if cell.missing else best_first(cell, cell.held), -1)
            for title, cell in zip(titles, row.cells, strict=True)
        ]
    found.append((UNIMPORTANT, _beyond([key for _, keys, _ in found for key in keys], kept, items), -1))
    for heading, keys, side in found:
        if keys:
            yield _group(heading, keys, side, row.cells, items, kept, rated=rated)


def _beyond(shown: Collection[str], kept: Collection[str], items: Sequence[Items]) -> list[str]:
    """What is kept and not among those shown."""
    return sorted(key for key in kept if key not in shown and any(key in own for own in items))


def _group(
    heading: str,
    keys: Sequence[str],
    side: int,
    cells: Sequence[Cell],
    items: Sequence[Items],
    kept: Collection[str],
    *,
    rated: bool,
) -> Group:
    """`side`: whose items these are alone; -1 for none."""
    most = NAMED if not rated else BOTH if side < 0 else ONLY
    shown = keys if len(keys) <= most + 1 else [*keys[:most], *(key for key in keys[most:] if key in kept)]
    hidden = len(keys) - len(shown)
    more = f" and {hidden} more" if hidden else ""
    if not rated:
        return Group(heading, len(keys), [], [_name(key, items) for key in shown], more)
    lines = [(_name(key, items), _weights(key, side, cells, items)) for key in shown]
    return Group(heading, len(keys), lines, [], more)


def _weights(key: str, side: int, cells: Sequence[Cell], items: Sequence[Items]) -> list[tuple[str, bool]]:
    """`side`: the one to stand out."""
    return [
        ((_weight(own[key]) or "yes") if key in own else cell.text if cell.missing else UNRATED, number == side)
        for number, (cell, own) in enumerate(zip(cells, items, strict=True))
    ]


def _weight(figure: Figure) -> str:
    """How much an item counts, as text; empty for a name."""
    if figure.value is not None:
        return _weight_of(figure.metric, figure.value)
    unit = METRICS[figure.metric].unit
    return "" if unit is NAME else formatting.value(figure, unit)


@lru_cache(maxsize=1 << 12)  # ratings have some hundred values
def _weight_of(metric: str, value: int) -> str:
    unit = METRICS[metric].unit
    return "" if unit is NAME else formatting.value(Figure(metric=metric, value=value), unit).removesuffix(OF_SCALE)


def best_first(cell: Cell, keys: Iterable[str]) -> list[str]:
    """Keys of `held`, in its order: by weight, or names as in the edition. Shares may be in another order there."""
    metric = METRICS[cell.metric]
    if metric.unit is NAME or metric.held_from is not None:
        return list(keys)
    return sorted(keys, key=lambda key: -(cell.by_label[key].value or 0))


def _worths(cell: Cell) -> dict[str, int]:
    """What its items count in an order: their values; names, how far up they stand."""
    ordered = dict.fromkeys([*best_first(cell, cell.held), *cell.by_label])
    return {key: cell.by_label[key].value or rank(cell.by_label[key], place) for place, key in enumerate(ordered)}


def _name(key: str, items: Sequence[Items]) -> Markup:
    figure = next(own[key] for own in items if key in own)
    return _name_html(figure.label, _marks(figure))


@lru_cache(maxsize=1 << 14)  # the same tools and skills are in the lists of many occupations
def _name_html(label: str, marks: tuple[str, ...]) -> Markup:
    return macro("comparisons/sets", "name")(label, marks)


def _marks(figure: Figure) -> tuple[str, ...]:
    """ "in demand", "hot": the source's remarks on a tool."""
    if figure.metric != TECHNOLOGY:
        return ()
    return tuple([word for word, note_mark in (("in demand", IN_DEMAND), ("hot", HOT)) if note_mark in figure.note])


def _keys(labels: Iterable[str]) -> list[str]:
    return [label.casefold() for label in labels]


def _in_order(row: Row) -> list[str]:
    """The items that anyone has: those that most sides have first, then by weight."""
    scores: dict[str, tuple[int, int]] = {}
    for cell in row.cells:
        worths = {} if cell.missing else _worths(cell)
        for key in worths.keys() & cell.held.keys():
            held, weight = scores.get(key, (0, 0))
            scores[key] = (held + 1, weight + worths[key])
    return sorted(scores, key=lambda key: (-scores[key][0], -scores[key][1], key))


def _ahead(row: Row) -> list[set[str]]:
    """For each side the items that it has against every other one, beyond error."""
    sides = range(len(row.cells))
    apart = {pair: (set(_keys(one.only_left)), set(_keys(one.only_right))) for pair, one in row.differences.items()}
    return [
        set.intersection(
            *[apart[min(side, other), max(side, other)][int(side > other)] for other in sides if other != side]
        )
        for side in sides
    ]


def _line(key: str, cells: Sequence[Cell], items: Sequence[Items], ahead: Sequence[Collection[str]]) -> Line:
    """Who has it; it stands out where a side is ahead of all others in it."""
    texts = []
    for side, (cell, own) in enumerate(zip(cells, items, strict=True)):
        held = key in cell.held
        weight = _weight(own[key]) if key in own else ""
        absent = cell.text if cell.missing else "no"  # without a source, nobody knows whether it is
        texts.append((weight or ("yes" if held else absent), key in ahead[side]))
    return _name(key, items), texts
