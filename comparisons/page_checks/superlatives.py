"""Whether what is called the highest-paying place or industry is that, by all rows of its release. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from occupations.metrics import METRICS, RANKED_FROM, STEADY
from occupations.profiles.document import Figure


class PlacedAmount(NamedTuple):
    """What one place or industry pays, in US$ a year, of the release that ranks them. `statistic`: the one that ranks;
    None where it is not published, or only as a bound (`capped`)."""

    name: str
    statistic: float | None
    employment: int | None
    relative_error: float | None  # percent
    capped: bool = False


def false_superlative(figure: Figure, amounts: Iterable[PlacedAmount]) -> str:
    """What is wrong with calling the place of a figure the highest-paying one; empty where nothing is."""
    known = list(amounts)
    sized = any(one.employment is not None for one in known)

    def counts(one: PlacedAmount) -> bool:
        large = not sized or (one.employment is None and one.capped) or (one.employment or 0) >= RANKED_FROM
        return large and (one.relative_error or 0) <= STEADY

    # Of a long name the label has the beginning, and the note the rest.
    first = next((one for one in known if f"{one.name}, ".startswith(f"{figure.label}, ")), None)
    value = (figure.value or 0) / METRICS[figure.metric].unit.scale
    if first is None or first.statistic is None:
        return f"{figure.label} has no amount in the release"
    if not counts(first):
        return (
            f"{figure.label} has {first.employment} employees and a relative standard error of {first.relative_error}%"
        )
    above = [one.name for one in known if counts(one) and (one.capped or (one.statistic or 0) > value)]
    return f"{figure.label} is not above {above[0]}" if above else ""
