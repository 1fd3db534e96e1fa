"""How well titles are answered whose occupation is known: by kind of title, and by how sure the answer said it was."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

SURE = 0.7
# Titles that an employer filed with a code say less: about one in three cannot be known from the title.
FILED = 0.35


class Example(NamedTuple):
    """`codes`: of six digits, any of which is right; none: it is no title. `none_right`: no answer is right, too."""

    title: str
    codes: frozenset[str]
    kind: str
    labeled: str
    none_right: bool

    @property
    def weight(self) -> float:
        return FILED if self.labeled == "code" else 1.0


class Measured(NamedTuple):
    """In percent. `confident`: of confidence 0.7 and more."""

    titles: int
    first: float
    among_three: float
    nothing: float
    confident: float
    confident_wrong: float
    honest: float
    calibration_error: float


class Outcome(NamedTuple):
    """`first`: the first answer is right, or there is none and none is right."""

    example: Example
    answered: bool
    first: bool
    among_three: bool
    confidence: float


class Step(NamedTuple):
    """Answers of one confidence, to titles labeled by hand; `found`: those to titles that were found somewhere."""

    confidence: float
    answers: int
    right: float  # percent
    found: int
    found_right: float


def figures(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Measured]]:
    by_hand = [one for one in outcomes if one.example.labeled != "code"]
    yield "all", measure(by_hand)
    yield "found somewhere", measure(_found(by_hand))
    yield "filed with a code", measure([one for one in outcomes if one.example.labeled == "code"])
    for kind in sorted({one.example.kind for one in by_hand}):
        yield kind, measure([one for one in by_hand if one.example.kind == kind])


def confidences(outcomes: Sequence[Outcome]) -> list[Step]:
    answered = [one for one in outcomes if one.answered and one.example.labeled != "code"]
    steps = []
    for confidence in sorted({one.confidence for one in answered}, reverse=True):
        such = [one for one in answered if one.confidence == confidence]
        found = _found(such)
        shares = [_percent(sum(one.first for one in part), len(part)) for part in (such, found)]
        steps.append(Step(confidence, len(such), shares[0], len(found), shares[1]))
    return steps


def _found(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [one for one in outcomes if one.example.labeled == "found" and one.example.codes]


def measure(outcomes: Sequence[Outcome]) -> Measured:
    titles = [one for one in outcomes if one.example.codes]
    others = [one for one in outcomes if not one.example.codes]
    answered = [one for one in outcomes if one.answered]
    sure = [one for one in answered if one.confidence >= SURE]
    tenths: dict[int, list[Outcome]] = {}
    for one in answered:
        tenths.setdefault(min(int(one.confidence * 10), 9), []).append(one)
    error = sum(abs(sum(one.confidence - one.first for one in part)) for part in tenths.values())
    return Measured(
        len(outcomes),
        _percent(sum(one.first for one in titles), len(titles)),
        _percent(sum(one.among_three for one in titles), len(titles)),
        _percent(sum(not one.answered and not one.first for one in titles), len(titles)),
        _percent(len(sure), len(outcomes)),
        _percent(sum(not one.first for one in sure), len(sure)),
        _percent(sum(not one.answered for one in others), len(others)),
        _percent(error, len(answered)),
    )


def _percent(part: float, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
