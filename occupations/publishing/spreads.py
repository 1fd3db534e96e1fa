"""How far public occupations lie apart in pay, growth, time to become, and each skill and field of knowledge, which
makes gaps of different units comparable."""

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from occupations.metrics import METRICS, to_scale
from occupations.models import Occupation, Spreads
from occupations.profiles.document import Figure
from occupations.profiles.entry_cells import ENTRY
from occupations.profiles.formatting import NOTHING_NEEDED
from occupations.profiles.preparation.steps import Kind, step, usual

DIGITS = 2
"""Significant digits: what is published today should not change pages about other occupations."""
OPEN = 24  # months that a time without an end is taken to last beyond its beginning
FEWEST = 2
PAY, GROWTH, TIME = "pay", "growth", "time"


class SpreadRow(NamedTuple):
    """One public occupation, in the columns of its edition."""

    pay: Decimal | None
    growth: Decimal | None
    entry_education: str
    entry_experience: str
    importances: dict[str, int]
    records: dict[str, str]
    groups: dict[str, str]


def rebuild() -> None:
    rows = Occupation.objects.public().order_by("pk").values_list(*(f"live__{column}" for column in SpreadRow._fields))
    row = Spreads(of=spreads(SpreadRow(*row) for row in rows))
    Spreads.objects.bulk_create([row], update_conflicts=True, unique_fields=["id"], update_fields=["of"])


def spreads(rows: Iterable[SpreadRow]) -> dict[str, int]:
    """The standard deviation of everything that two occupations have. Figures of wider groups do not count. A skill and
    a field of knowledge of one name (mathematics) are one item, as in the column that they are read from."""
    found: dict[str, list[int]] = {}
    for row in rows:
        for key, value in _values(row):
            found.setdefault(key, []).append(value)
    deviations = {key: _deviation(values) for key, values in found.items() if len(values) >= FEWEST}
    return {key: rounded for key, value in deviations.items() if (rounded := _rounded(value))}


def _values(row: SpreadRow) -> Iterator[tuple[str, int]]:
    if row.pay is not None and PAY not in row.groups:
        yield PAY, to_scale(row.pay, METRICS["wage_annual_median"].unit)
    if row.growth is not None and GROWTH not in row.groups:
        yield GROWTH, to_scale(row.growth, METRICS["growth"].unit)
    if (months := _months(row)) is not None:
        yield TIME, months
    yield from row.importances.items()


def _months(row: SpreadRow) -> int | None:
    """School and related experience together, in months; None if either is not known."""
    codes = [key.partition(":")[2] for key in row.records]
    given = zip(Kind, ENTRY, (row.entry_education, row.entry_experience), strict=False)
    steps = [step(kind, Figure(metric=metric, label=_label(metric, text)), codes) for kind, metric, text in given]
    if any(one.parts is None for one in steps):
        return None
    span = usual(steps)
    return span.low + (OPEN if span.high is None else span.high - span.low) // 2


def _label(metric: str, text: str) -> str:
    """The source's word for what a column has in ours."""
    return "None" if text == NOTHING_NEEDED[metric] else text


def _deviation(values: list[int]) -> float:
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))


def _rounded(value: float) -> int:
    return int(round(value, DIGITS - len(str(int(value)))))
