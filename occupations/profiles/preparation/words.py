"""The steps into an occupation and their lengths in words: in a cell, in a formula, and in the middle of a sentence."""

import re
from collections.abc import Sequence
from functools import lru_cache

from occupations.profiles import formatting
from occupations.profiles.preparation.lengths import Part
from occupations.profiles.preparation.steps import RELATED, Kind, Span, Step, of_kind, usual
from occupations.text import english
from occupations.text.lists import listed

NO_CREDENTIAL = "No formal educational credential"
HALF = 6  # months: sums of two years and more are in half years
AFTER = " after high school"
COLLEGE = "of college"


def length(span: Span) -> str:
    """ "4 years", "4 to 9 years", "4.5 to 5 years", "up to 5 years", "9 years or more", "3 months to 5.5 years"."""
    low, high = span
    if high is None:
        return f"{_years(_halves(low))} or more"
    if not low or high <= 12 or 12 <= low <= high < 24:
        return formatting.duration(low, high)
    if low < 12:
        return f"{formatting.duration(low, low)} to {_years(_halves(high, up=True))}"
    least, most = _halves(low), _halves(high, up=True)
    return _years(most) if least == most else f"{_number(least)} to {_years(most)}"


def _halves(months: int, *, up: bool = False) -> int:
    return -(-months // HALF) if up else months // HALF


def _number(halves: int) -> str:
    return f"{halves // 2}.5" if halves % 2 else str(halves // 2)


def _years(halves: int) -> str:
    return "1 year" if halves == 2 else f"{_number(halves)} years"


def of_part(part: Part, label: str = "") -> str:
    """ "4 years of college", "4 to 5 years of paid apprenticeship"; experience in the words of its source, if it has
    any: "less than 5 years of related experience"."""
    if part.of == RELATED and label:
        return f"{as_written(label)} {part.of}"
    what = f"of paid {part.of.removeprefix('of ')}" if part.paid else part.of
    return f"{formatting.duration(part.low, part.high)} {what}"


def varying(parts: Sequence[Part]) -> str:
    """ "4 years of college (4 to 5 years) + 2 years of graduate school (1 to 2 years)"; "no time" without parts."""
    said = []
    for part in parts:
        widest = Span(part.shortest, part.longest)
        usual = of_part(part)
        said.append(usual if widest == (part.low, part.high) else f"{usual} ({length(widest)})")
    return " + ".join(said) or "no time"


@lru_cache(maxsize=1024)
def as_written(label: str) -> str:
    return english.running(label, english.DEFAULT_VERBATIM)


def parts_of(steps: Sequence[Step]) -> list[str]:
    return [of_part(part, one.label) for one in steps for part in one.parts or ()]


def before_hiring(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(one for one in steps if one.kind != Kind.TRAINING)


def formula(steps: Sequence[Step]) -> str:
    """ "4 years of college + less than 5 years of related experience"; if nothing takes time, what the source asks for:
    "high school diploma or equivalent + no related experience"."""
    counted = parts_of(before_hiring(steps))
    asked = [as_written(one.label) for one in of_kind(steps, Kind.SCHOOL)]
    return " + ".join(counted or [*asked, f"no {RELATED.removeprefix('of ')}"])


def training(steps: Sequence[Step]) -> str:
    """ "4 to 5 years of paid apprenticeship"; empty without training."""
    return " and ".join(parts_of(of_kind(steps, Kind.TRAINING)))


def total(steps: Sequence[Step]) -> str:
    """ "About 4 years", "5 years or more", "No schooling after high school", "No schooling needed"."""
    nothing = usual(before_hiring(steps)).none and _no_credential(steps)
    return english.sentence_start(f"{_total(steps)} needed" if nothing else _total(steps))


def _total(steps: Sequence[Step]) -> str:
    span = usual(before_hiring(steps))
    if span.none:
        return "no schooling" if _no_credential(steps) else f"no schooling{AFTER}"
    has_school = any(one.parts for one in of_kind(steps, Kind.SCHOOL))
    return f"about {length(span)}" if has_school and span.high is not None else length(span)


def _no_credential(steps: Sequence[Step]) -> bool:
    return any(one.label == NO_CREDENTIAL for one in of_kind(steps, Kind.SCHOOL))


def text(steps: Sequence[Step]) -> str:
    """The text of a cell: "About 8 years, then 4 years of paid residency"."""
    after = training(steps)
    return f"{total(steps)}, then {after}" if after else total(steps)


@lru_cache(maxsize=1024)
def running(steps: tuple[Step, ...], *, from_when: bool = True) -> str:
    """For after "it usually takes": "about 8 years after high school plus 4 years of paid residency". `from_when`:
    whether to say from when on, which the first part of a sentence does for all."""
    span = usual(before_hiring(steps))
    counted = _total(steps)
    if not span.none and from_when and not _no_credential(steps):
        counted += AFTER
    after = training(steps)
    return f"{counted} {'but' if span.none else 'plus'} {after}" if after else counted


@lru_cache(maxsize=1024)
def needed(steps: tuple[Step, ...]) -> str:
    """What takes this long, before hiring: "a bachelor's degree and less than 5 years of related experience", "4 years
    of college and 4 years of medical school"; empty if nothing does."""
    if usual(before_hiring(steps)).none:
        return ""
    named: list[str] = []
    for one in before_hiring(steps):
        parts = one.parts or ()
        if one.kind == Kind.EXPERIENCE or (one.source and len(parts) > 1):
            named += parts_of([one])
        elif one.source and parts[0].of != COLLEGE:
            named.append(re.sub(r"^(?:of|in) ", "", parts[0].of))
        elif not _no_credential(steps):
            named.append(credential(one.label))
    return listed(named)


_COUNTABLE = re.compile(
    r"(?!no |some |any ).*\b(apprenticeship|award|certificate|credential|degree|diploma|internship|licen[cs]e)\b"
)


def credential(label: str) -> str:
    """ "a high school diploma or equivalent", "some college but no degree", "on-the-job training"."""
    words = as_written(label).replace(", no ", " but no ")
    return f"{english.article(words)} {words}" if _COUNTABLE.match(words) else words
