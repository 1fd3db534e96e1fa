"""The steps into an occupation, and how long they take together."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from occupations.profiles.document import Figure
from occupations.profiles.preparation.lengths import Part, education, length_of, training

RELATED = "of related experience"
EXPERIENCE = {"None": (0, 0), "Less than 5 years": (0, 60), "5 years or more": (60, None)}
"""What the employment projections say of related experience → months; no end: open."""


class Kind(StrEnum):
    SCHOOL = "school"
    EXPERIENCE = "experience"
    TRAINING = "training"


class Step(msgspec.Struct, frozen=True):
    """`label` is the source's word for it. `parts` are empty if nothing is needed, and None if nobody says how long it
    takes. `source`: who says how long, if not the publisher."""

    kind: str
    metric: str
    label: str
    parts: tuple[Part, ...] | None
    source: str = ""


class Span(NamedTuple):
    """A length of time in months; no end: open."""

    low: int
    high: int | None

    @property
    def none(self) -> bool:
        return self.high == 0


NO_TIME = Span(0, 0)


def step(kind: Kind, figure: Figure, codes: Sequence[str]) -> Step:
    """The step that a figure names: a kind of education or training, an amount of experience, or a range of it."""
    if kind is Kind.EXPERIENCE:
        return Step(kind.value, figure.metric, figure.label, _experience(figure))
    program = length_of(figure.label, codes, education() if kind is Kind.SCHOOL else training())
    if program is None:
        return Step(kind.value, figure.metric, figure.label, None)
    return Step(kind.value, figure.metric, figure.label, program.parts, program.source)


def _experience(figure: Figure) -> tuple[Part, ...] | None:
    if figure.label:
        found = EXPERIENCE.get(figure.label)
    else:
        found = None if figure.low is None and figure.high is None else (figure.low or 0, figure.high)
    if found is None:
        return None
    low, high = found
    return () if high == 0 else (Part(RELATED, low, high, low, high),)


def total(steps: Iterable[Step]) -> tuple[Span, Span] | None:
    """How long school and experience take together: as usual, and as far as programs differ. Training after hiring is
    not part of it. None if one of the lengths is not known."""
    counted = [one for one in steps if one.kind != Kind.TRAINING]
    return None if any(one.parts is None for one in counted) else (usual(counted), widest(counted))


def usual(steps: Iterable[Step]) -> Span:
    return _sum((part.low, part.high) for one in steps for part in one.parts or ())


def widest(steps: Iterable[Step]) -> Span:
    return _sum((part.shortest, part.longest) for one in steps for part in one.parts or ())


def _sum(spans: Iterable[tuple[int, int | None]]) -> Span:
    low, high = 0, 0
    is_open = False
    for least, most in spans:
        low += least
        high += most or 0
        is_open = is_open or most is None
    return Span(low, None if is_open else high)


def of_kind(steps: Iterable[Step], kind: Kind) -> tuple[Step, ...]:
    return tuple(one for one in steps if one.kind == kind)
