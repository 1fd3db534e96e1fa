"""Amounts, percentages and counts that an editor's text names, held against the figures of the occupation. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from textwrap import shorten
from typing import NamedTuple

from occupations.metrics import JOBS, JOBS_YEAR, METRICS, PERCENT, USD_HOUR, USD_YEAR, Unit, from_scale
from occupations.profiles.derived_cells import HOURS_A_YEAR
from occupations.profiles.document import Profile

IN_SHORT = 60  # characters of a text that say which it is
_SCALES = {"k": 1_000, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
# A thousand is written with a comma, or it is a year, a code or a model.
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<dollar>\$)?(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,12})(?P<part>\.\d{1,6})?"
    r"(?:\s?(?P<scale>k|thousand|million|billion)\b)?(?:\s?(?P<percent>%|percent\b))?",
    re.IGNORECASE,
)
_MONEY, _COUNTS = {USD_YEAR, USD_HOUR}, {JOBS, JOBS_YEAR}


class _Named(NamedTuple):
    """`step`: the value is right if it is rounded to this."""

    text: str
    value: Decimal
    step: Decimal
    units: frozenset[Unit]


def without_figure(profile: Profile) -> list[str]:
    """What the texts of editors name and no figure has, as it is written, each once: "$98,000", "12%", "1.2 million".
    A rounded figure counts as the figure."""
    return list(dict.fromkeys(number for numbers in texts_without_figure(profile).values() for number in numbers))


def texts_without_figure(profile: Profile) -> dict[str, list[str]]:
    """The same by text: "the description", or "the responsibility “Sell for $7 million.”"."""
    texts = {"the description": profile.description} if profile.description_release < 0 else {}
    own = profile.responsibilities if profile.responsibilities_release < 0 else ()
    items = [*own, *(edit.text for edit in profile.responsibilities_edits)]
    texts |= {f"the responsibility “{shorten(item, IN_SHORT, placeholder='…')}”": item for item in items}
    named = {where: list(dict.fromkeys(_named(text))) for where, text in texts.items()}
    if not any(named.values()):
        return {}
    known = list(_known(profile))
    found = {where: [one.text for one in numbers if not _is_known(one, known)] for where, numbers in named.items()}
    return {where: list(dict.fromkeys(numbers)) for where, numbers in found.items() if numbers}


def _is_known(one: _Named, known: list[tuple[Unit, Decimal]]) -> bool:
    return any(unit in one.units and abs(one.value - value) * 2 <= one.step for unit, value in known)


def _named(text: str) -> Iterator[_Named]:
    for match in _NUMBER.finditer(text):
        scale = _SCALES.get((match["scale"] or "").lower(), 1)
        part = match["part"] or ""
        if match["dollar"]:
            units = _MONEY
        elif match["percent"]:
            units = {PERCENT}
        elif "," in match["whole"] or scale > 1:
            units = _COUNTS
        else:
            continue
        whole = match["whole"].replace(",", "")
        zeros = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
        step = Decimal(10) ** (1 - len(part) if part else zeros) * scale
        yield _Named(match[0].strip(), Decimal(whole + part) * scale, step, frozenset(units))


def _known(profile: Profile) -> Iterator[tuple[Unit, Decimal]]:
    """All values that the page may show, without their signs: a text says "shrinks by 3%"."""
    for figure in (*profile.figures, *profile.benchmarks, *profile.history):
        unit = METRICS[figure.metric].unit
        for number in (figure.value, figure.low, figure.high, figure.at_least, figure.at_most):
            if number is not None:
                value = abs(from_scale(number, unit))
                yield unit, value
                if unit is USD_YEAR:
                    yield USD_HOUR, value / HOURS_A_YEAR
        for count in (figure.sample_size, figure.base):
            if count is not None:
                yield JOBS, Decimal(count)
    for skill in profile.skills:
        if skill.share is not None:
            yield PERCENT, from_scale(skill.share, PERCENT)
