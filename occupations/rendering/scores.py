"""The lines of a scoreboard: each measure with the text, bar and source of every side."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from markupsafe import Markup

from occupations.metrics import METRICS, SLOTS
from occupations.profiles import formatting
from occupations.profiles.measures import Bar, Entry, Measure, range_text
from occupations.profiles.sheet import Cell
from occupations.rendering.origins import Origin, reference
from occupations.rendering.row_headers import row_name
from occupations.rendering.sources import Cited, Sources

DATED = ("pay", "hourly", "growth", "openings")
"""Measures with figures of a time; ways to enter have none."""


class Rendered(Cited, Protocol):
    """A rendered cell, as far as a line needs it."""

    @property
    def origin(self) -> Origin | None: ...


class ScoreCell(NamedTuple):
    """`why`: the sentence on a missing figure; `ref`: its source, where the line does not have it for all sides;
    `span`: the range of pay; `group`: the wider group that the figure is for, where the line does not name it for all;
    `place`: where the side stands among all, from 1 on."""

    text: str
    missing: bool
    why: str
    ref: Markup
    span: str
    group: str
    notes: tuple[str, ...]
    bar: Bar | None
    ahead: str
    place: int


class ScoreLine(NamedTuple):
    """`row`: the row with more on it; `remark`: what the difference is, where no side is ahead, or what to know beside
    that one is. `shared`: the one figure of all sides stands in the first cell."""

    key: str
    label: str
    row: str
    ref: Markup
    when: str
    remark: str
    cells: tuple[ScoreCell, ...]
    shared: bool

    def without_sources(self) -> "ScoreLine":
        """For a page that only shows what a comparison looks like."""
        none = Markup("")
        return self._replace(ref=none, cells=tuple([cell._replace(ref=none) for cell in self.cells]))


def score_line(
    measure: Measure,
    label: str,
    slot: str,
    entries: Sequence[Entry],
    bars: Sequence[Bar | None],
    rendered: Callable[[int, Cell], Rendered],
    sources: Sources,
    *,
    places: Sequence[int] = (0,),
    marks: Sequence[str] = ("",),
    remark: str = "",
    shared: bool = False,
    scopes: Mapping[str, str] | None = None,
    notes: Sequence[Sequence[str]] = ((),),
) -> ScoreLine:
    """`rendered`: the cell of a side as its row shows it; `scopes`: slot → what its figures are for, if that has to be
    said; `marks`: for each side what is said of it if it is ahead; `notes`: what else to say of it."""
    made = [rendered(side, entry.cell) for side, entry in enumerate(entries)]
    numbers = [
        sources.cite(side, cell, row_name(SLOTS[slot], entries[side].cell.metric)) for side, cell in enumerate(made)
    ]
    refs = [
        reference(number, cell.origin.panel, label) if cell.origin else Markup("")
        for number, cell in zip(numbers, made, strict=True)
    ]
    known = [entry.cell for entry in entries if not entry.cell.missing]
    one_source = len(set(numbers)) == 1
    whens = {cell.when for cell in known} if measure.key in DATED else set()
    groups = {cell.group for cell in known}
    one_group = next(iter(groups)) if len(groups) == 1 and len(known) == len(entries) and len(entries) > 1 else ""
    metrics = {cell.metric for cell in known}
    cells = []
    for side, entry in enumerate(entries):
        cell = entry.cell
        own = [
            METRICS[cell.metric].name if len(metrics) > 1 and not cell.missing else "",
            cell.when if len(whens) > 1 and not cell.missing else "",
            *notes[side],
        ]
        cells.append(
            ScoreCell(
                cell.text,
                bool(cell.missing),
                formatting.missing(METRICS[cell.metric], cell.missing)[1] if cell.missing else "",
                Markup("") if one_source else refs[side],
                range_text(entry),
                "" if cell.missing or one_group else cell.group,
                tuple(note for note in own if note),
                bars[side],
                marks[side],
                places[side] + 1,
            )
        )
    remarks = [remark, f"figures for a wider group: {one_group}" if one_group else "", (scopes or {}).get(slot, "")]
    return ScoreLine(
        measure.key,
        label,
        slot,
        refs[0] if one_source else Markup(""),
        next(iter(whens)) if len(whens) == 1 else "",
        "; ".join(part for part in remarks if part),
        tuple(cells),
        shared,
    )
