"""What somebody should look at again before visitors see it: an entered figure that is far from the official one, a
figure that is far from the last one, and figures that contradict each other. Pure."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from occupations.metrics import METRICS, from_scale, to_scale
from occupations.metrics.usual_changes import has_moved_far
from occupations.profiles import formatting
from occupations.profiles.derived_cells import HOURS_A_YEAR
from occupations.profiles.diff import difference, moved_figures
from occupations.profiles.document import Figure, Profile
from occupations.text.english import sentence_start

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


def outliers(old: Profile, new: Profile) -> list[str]:
    """The figures that differ from those of the live edition more than is usual between two releases, in sentences."""
    found = []
    for name, was, now in moved_figures(old, new):
        unit = METRICS[now.metric].unit
        if was.value is not None and now.value is not None and has_moved_far(now.metric, was.value, now.value):
            values = f"from {formatting.value(was, unit)} to {formatting.value(now, unit)}"
            found.append(f"{name} goes {values} ({difference(was, now)}).")
    return found


def contradictions(profile: Profile) -> list[str]:
    """Figures of one source about the same people that cannot both be right, in sentences. What an editor explains to
    visitors in a note is none."""
    of_row: dict[tuple[int, str], dict[str, Figure]] = {}
    for figure in profile.figures:
        if figure.value is not None and not figure.label:
            of_row.setdefault((figure.release, figure.record), {}).setdefault(figure.metric, figure)
    return [
        f"{sentence_start(what)} ({_source(profile, release)}): {how}"
        for (release, _), figures in of_row.items()
        for what, how in (*_hours_that_disagree(figures), *_percentiles_out_of_order(figures))
    ]


def _source(profile: Profile, release: int) -> str:
    return formatting.release(profile.releases[release]) if release >= 0 else "our editors"


def _hours_that_disagree(figures: dict[str, Figure]) -> Iterator[tuple[str, str]]:
    for statistic in ("median", "mean", "average"):
        annual, hourly = figures.get(f"wage_annual_{statistic}"), figures.get(f"wage_hourly_{statistic}")
        if annual and hourly and not (annual.note or hourly.note) and (how := disagreement(*_amounts(annual, hourly))):
            yield f"{statistic} pay", how


def _percentiles_out_of_order(figures: dict[str, Figure]) -> Iterator[tuple[str, str]]:
    known = [figures[metric] for metric in METRICS["wage_range"].parts if metric in figures]
    for lower, higher in pairwise(known):
        low, high = _amounts(lower, higher)
        if low > high:
            names = METRICS[lower.metric].name, METRICS[higher.metric].name
            yield names[0], f"${low:,.0f} is more than the {names[1]}, ${high:,.0f}."


def _amounts(*figures: Figure) -> list[Decimal]:
    """In dollars."""
    return [from_scale(figure.value or 0, METRICS[figure.metric].unit) for figure in figures]
