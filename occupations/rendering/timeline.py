"""School, related experience and training on one axis of years after high school.

The axis is the same for all occupations, so that lines can be compared across pages. Positions go from 0 to 1000.
"""

from typing import NamedTuple

from occupations.profiles.preparation.lengths import Part
from occupations.profiles.preparation.steps import RELATED, Kind, Step
from occupations.profiles.preparation.words import parts_of, text
from occupations.profiles.sheet import Cell

AXIS = 16 * 12  # months
TICKS = tuple(range(0, AXIS // 12 + 1, 4))  # years
LABELS = ["0", *map(str, TICKS[1:-1]), f"{TICKS[-1]} years"]
OPEN = 24  # months that are drawn of what has no end
LEAST = 6  # the width of what takes only weeks
NAMES = {
    Kind.SCHOOL.value: "School",
    Kind.EXPERIENCE.value: "Related experience",
    Kind.TRAINING.value: "Training after hiring",
}


class Bar(NamedTuple):
    """A part of a step: certain from `at` on for `width`, then for `rest` only for some; `open`: without an end."""

    kind: str
    at: int
    width: int
    rest: int
    open: bool


class Timeline(NamedTuple):
    """`lines`: for each step that takes time its kind, name and parts in words."""

    title: str
    bars: list[Bar]
    lines: list[tuple[str, str, str]]
    ticks: list[int]
    labels: list[str]
    kind: str = "timeline"


def timeline(cell: Cell) -> Timeline | None:
    """None if nothing takes time, or the length of a step is not known."""
    bars: list[Bar] = []
    at = 0
    for step in cell.steps:
        for part in step.parts or ():
            bars.append(_bar(step.kind, part, at))
            at += _drawn(part)
    if not bars:
        return None
    lines = [(step.kind, NAMES[step.kind], _in_words(step)) for step in cell.steps if step.parts]
    ticks = [1000 * 12 * year // AXIS for year in TICKS]
    return Timeline(f"Years after high school, up to {TICKS[-1]}: {text(cell.steps)}", bars, lines, ticks, LABELS)


def _in_words(step: Step) -> str:
    """Under a name that says what experience is of."""
    return " + ".join(parts_of([step])).removesuffix(f" {RELATED}")


def _drawn(part: Part) -> int:
    """Months."""
    return part.low + OPEN if part.high is None else part.high


def _bar(kind: str, part: Part, start: int) -> Bar:
    at, firm, end = (_position(months) for months in (start, start + part.low, start + _drawn(part)))
    if end - at < LEAST:
        at = min(at, 1000 - LEAST)
        return Bar(kind, at, LEAST if firm > at else 0, 0 if firm > at else LEAST, open=False)
    return Bar(kind, at, firm - at, end - firm, part.high is None)


def _position(months: int) -> int:
    return min(1000, 1000 * months // AXIS)
