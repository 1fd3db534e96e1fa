"""What the panel of a source says of one figure: its row, and what is special about it. Pure."""

from sys import intern
from typing import NamedTuple

from occupations.metrics import METHOD_NAMES, METRICS, SLOT_OF, Shape
from occupations.profiles import formatting
from occupations.profiles.sheet import Cell


class CitedFigure(NamedTuple):
    """`row`: the key of its row; `record`: the official record that it belongs to, or empty; `notes`: what readers may
    ask about."""

    row: str
    record: str = ""
    notes: tuple[str, ...] = ()


def cited_figure(cell: Cell, record: str, sample: str, period: str, method: str) -> CitedFigure:
    """`record`, `sample`: its record and its number of people, in words; `period`, `method`: those of its source, which
    are not repeated."""
    whose = f"figure for a wider group: {cell.group}" if cell.group else ""
    notes = [
        "" if cell.when == period else cell.when,
        "" if METHOD_NAMES.get(cell.method, "") == method else METHOD_NAMES.get(cell.method, ""),
        sample,
        *_error(cell),
        f"derived: {cell.derivation}" if cell.derivation else "",
        whose,
    ]
    return CitedFigure(SLOT_OF.get(cell.metric, ""), intern(record), tuple([intern(note) for note in notes if note]))


def _error(cell: Cell) -> list[str]:
    """ "standard error $450"; of one number only, for several have one each."""
    metric = METRICS[cell.metric]
    if metric.shape is not Shape.NUMBER or cell.missing or not cell.figures[0].standard_error:
        return []
    size = formatting.gap(cell.figures[0].standard_error, metric.unit, formatting.TENTHS)
    return [f"standard error {size}", *(["estimated from that of the mean"] if cell.error_note else [])]
