"""Checks a figure that an editor enters against the official one. Pure."""

from decimal import Decimal

from occupations.metrics import METRICS, to_scale
from occupations.profiles import formatting
from occupations.profiles.derived_cells import HOURS_A_YEAR
from occupations.profiles.document import Figure, Profile

TIMES = 3  # money and counts above this multiple of the official figure, or below that fraction of it
POINTS = {"growth": 15}  # percentages that differ by more points than this
OTHER_POINTS = 25
AGREEMENT = Decimal("0.02")  # share of yearly pay by which hourly pay times the hours of a year may differ


def official_figure(profile: Profile, metric: str, label: str = "") -> Figure | None:
    """The first figure from a release that has a value, as a page without editors' figures would show it."""
    return next(
        (
            figure
            for figure in profile.figures
            if figure.release >= 0
            and figure.metric == metric
            and figure.label.casefold() == label.casefold()
            and figure.value is not None
        ),
        None,
    )


def doubt(profile: Profile, metric: str, value: Decimal, label: str = "") -> str:
    """Why somebody should check an entered figure again, in a sentence; empty if nothing is unusual."""
    official = official_figure(profile, metric, label)
    unit = METRICS[metric].unit
    if official is None or official.value is None:
        return ""
    entered = to_scale(value, unit)
    shown = f"the official {formatting.value(official, unit)}"
    if unit.ratio and entered > TIMES * official.value:
        return f"This is more than {TIMES} times {shown}."
    if unit.ratio and TIMES * entered < official.value:
        return f"This is less than one-third of {shown}."
    most = POINTS.get(metric, OTHER_POINTS)
    if unit.key == "percent" and abs(entered - official.value) > most * unit.scale:
        return f"This is more than {most} points from {shown}."
    return ""


def disagreement(annual: Decimal, hourly: Decimal) -> str:
    """How yearly and hourly pay differ at the hours of a full-time year, in a sentence; empty if they agree."""
    year = hourly * HOURS_A_YEAR
    if abs(annual - year) <= AGREEMENT * annual:
        return ""
    return f"${hourly:,.2f} an hour is ${year:,.0f} a year at {HOURS_A_YEAR:,} hours, not ${annual:,.0f}."
