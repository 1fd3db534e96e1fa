"""The rows of a comparison where there is little room: a name, a date, and a short text for each side."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from comparisons.page.fragments import ComparisonFragments
from comparisons.page.item_lists import best_first
from comparisons.rules.compare import Comparison
from comparisons.rules.scoreboard import Score, scoreboard
from occupations.metrics import METRICS, SCORE, SLOTS, Shape
from occupations.profiles import formatting
from occupations.profiles.measures import HOURLY, PAY, Bar, range_text
from occupations.profiles.sheet import Cell
from occupations.rendering.row_headers import label
from occupations.rendering.sources import Sources, SourceView

ITEMS = 3  # of a list
DRAWN = (PAY, HOURLY)
"""The measures with bars."""
WORDS = {"hourly_median": ("higher", "highest"), "jobs": ("more", "most")}
"""What is said of the side that is ahead of one other, and of several, in rows that are not of the scoreboard."""


class ShortValue(NamedTuple):
    """What one side has. `source`: its number, 0 for none; `ahead`: the word for a side that is ahead of all others;
    `notes`: how it was derived, and what and of when it is where the sides differ; `group`: the wider group that the
    figure is for, if it is; `span`: the range of pay around it."""

    text: str
    missing: bool
    source: int
    ahead: str
    notes: tuple[str, ...]
    group: str
    span: str = ""
    bar: Bar | None = None


class ShortRow(NamedTuple):
    """`when`: the period of all its figures; empty where they differ, which is then among their notes."""

    key: str
    label: str
    when: str
    values: list[ShortValue]

    @property
    def source(self) -> int:
        """The number of the source of all its figures; 0 if there are several."""
        numbers = {value.source for value in self.values if value.source}
        return next(iter(numbers)) if len(numbers) == 1 else 0

    @property
    def drawn(self) -> bool:
        return any(value.bar for value in self.values)

    @property
    def spans(self) -> bool:
        return any(value.span for value in self.values)


class Rows:
    """Makes short rows, whose sources are numbered in the order in which they are made. `brief`: without how figures
    were derived."""

    def __init__(self, comparison: Comparison, parts: Sequence[ComparisonFragments], brief: bool = False) -> None:
        self.comparison = comparison
        self.parts = parts
        self.brief = brief
        self.sources = Sources([part.fragments for part in parts])

    def scoreboard(self) -> list[ShortRow]:
        """The measures that answer first."""
        return [self._of_score(score) for score in scoreboard(self.comparison)]

    def _of_score(self, score: Score) -> ShortRow:
        cells = [entry.cell for entry in score.entries]
        row = self._row(score.measure.key, score.label, cells, score.marks)
        if score.measure not in DRAWN:
            return row
        drawn = zip(row.values, score.entries, score.bars, strict=True)
        return row._replace(values=[value._replace(span=range_text(entry), bar=bar) for value, entry, bar in drawn])

    def row(self, slot: str) -> ShortRow | None:
        """The row of a slot; None if no side has a figure."""
        found = next((one for one in self.comparison.rows() if one.slot == slot), None)
        if found is None or found.empty:
            return None
        metrics = tuple(dict.fromkeys(cell.metric for cell in found.cells if not cell.missing))
        name = label(SLOTS[slot], metrics)
        if found.metric and METRICS[found.metric].shape is Shape.SET and METRICS[found.metric].unit is SCORE:
            name = f"{name} by importance, out of 5"
        two, more = WORDS.get(slot, ("", ""))
        word = two if len(self.parts) == 2 else more
        marks = [word if side == found.highest else "" for side in range(len(found.cells))]
        return self._row(slot, name, found.cells, marks)

    def _row(self, key: str, name: str, cells: Sequence[Cell], marks: Sequence[str]) -> ShortRow:
        known = [cell for cell in cells if not cell.missing]
        periods = {cell.when for cell in known}
        when = next(iter(periods)) if len(periods) == 1 else ""
        several = len({cell.metric for cell in known}) > 1
        values = [
            ShortValue(
                _text(cell),
                bool(cell.missing),
                self.sources.cite(side, self.parts[side].cell(cell), name),
                marks[side],
                () if cell.missing else tuple(self._notes(cell, several, when)),
                "" if cell.missing else cell.group,
            )
            for side, cell in enumerate(cells)
        ]
        return ShortRow(key, name, when, values)

    def _notes(self, cell: Cell, several: bool, when: str) -> list[str]:
        named = METRICS[cell.metric].name if several else ""
        dated = cell.when if cell.when != when else ""
        return [note for note in ("" if self.brief else cell.derivation, named, dated) if note]


def _text(cell: Cell) -> str:
    """The text of the cell; of a list, its first items."""
    metric = METRICS[cell.metric]
    if cell.missing or metric.shape is not Shape.SET:
        return cell.text
    items = [cell.held[key] for key in best_first(cell, cell.held)[:ITEMS]]
    return "; ".join([formatting.labelled(figure, metric).removesuffix(" out of 5") for figure in items]) or cell.text


def groups_of(rows: Iterable[ShortRow], parts: Sequence[ComparisonFragments]) -> list[tuple[str, str]]:
    """(title of a side, the wider group that some of its figures are for)."""
    pairs: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows:
        for part, value in zip(parts, row.values, strict=True):
            if value.group:  # tables write the name of one group in several ways
                pairs.setdefault((part.title, value.group.casefold()), (part.title, value.group))
    return list(pairs.values())


def by_publisher(sources: Sequence[SourceView]) -> list[tuple[str, list[tuple[int, str]]]]:
    """The tables of one survey stand together, and its name is said once."""
    surveys: dict[str, list[SourceView]] = {}
    for source in sources:
        surveys.setdefault(source.origin.panel, []).append(source)
    listed: dict[str, list[tuple[int, str]]] = {}
    for first, *others in surveys.values():
        titles = [first.origin.title, *(source.origin.table for source in others)]
        listed.setdefault(first.origin.publisher, []).extend(
            zip([source.n for source in (first, *others)], titles, strict=True)
        )
    return list(listed.items())
