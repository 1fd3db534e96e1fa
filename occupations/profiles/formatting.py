"""Formats numbers, ranges and periods as plain text, in one place for pages, CSV, Markdown and JSON."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from occupations.metrics import (
    AGE,
    DURATION,
    IMPACT,
    JOBS,
    JOBS_YEAR,
    METRICS,
    MISSING_SENTENCES,
    MISSING_SHORT,
    NAME,
    NO_RANKING,
    PERCENT,
    SCORE,
    USD_HOUR,
    USD_YEAR,
    Metric,
    Missing,
    Shape,
    Unit,
    to_scale,
)
from occupations.profiles.document import Figure, ReleaseRef
from occupations.text import english

PERIOD_UNKNOWN = "period unknown"
MINUS = "\N{MINUS SIGN}"
SUFFIX = {PERCENT: "%", SCORE: " out of 5", AGE: " years"}


TENTHS, WHOLE = 1, 0
"""The number of decimals of a metric, the same on every side of a row: see `decimals`."""


def decimals(metric: Metric) -> int:
    """One decimal, except for what sources publish in whole numbers. The metric decides, never the value, so that no
    row shows "4" beside "4.1"."""
    return WHOLE if metric.rounding >= metric.unit.scale else TENTHS


def number(value: int, unit: Unit, places: int = TENTHS) -> str:
    """Formats a value in the scale of its unit: "$74,009", "$35.58", "−6.0%", "4.6 out of 5", "+2.5", "341,785"."""
    if unit is IMPACT:
        text = decimal(abs(value), unit, places)
        return f"{MINUS if value < 0 else '+'}{text}" if _not_zero(text) else text
    if value < 0:
        text = number(-value, unit, places)
        return MINUS + text if _not_zero(text) else text
    if unit is USD_YEAR:
        return f"${_rounded(value, 100):,}"
    if unit is USD_HOUR:
        return f"${value // 100:,}.{value % 100:02}"
    if unit is JOBS or unit is JOBS_YEAR:
        return f"{value:,}"
    if unit is DURATION:
        return duration(value, value)
    return f"{decimal(value, unit, places)}{SUFFIX.get(unit, '')}"


def _not_zero(text: str) -> bool:
    return any(digit in text for digit in "123456789")


def usd(amount: Decimal | int) -> str:
    """US$ of any period, without cents: "$74,009"."""
    return number(to_scale(amount, USD_YEAR), USD_YEAR)


def short(value: int, unit: Unit) -> str:
    """ "$50k", "1.5M": for axis labels."""
    units = value // unit.scale
    sign = "$" if unit is USD_YEAR else ""
    for size, name in ((1_000_000, "M"), (1_000, "k")):
        if units >= size:
            text = f"{units / size:.2f}".rstrip("0").rstrip(".")
            return f"{sign}{text}{name}"
    return f"{sign}{units}"


def decimal(value: int, unit: Unit, places: int = TENTHS) -> str:
    """With one decimal or none: 4574 hundredths → "45.7" or "46"; 600 → "6.0" or "6"."""
    if places == WHOLE:
        return f"{_rounded(value, unit.scale):,}"
    tenths = _rounded(value * 10, unit.scale)
    return f"{tenths // 10:,}.{tenths % 10}"


def _rounded(value: int, scale: int) -> int:
    """Rounds half up; for values that are not negative."""
    return (2 * value + scale) // (2 * scale)


POINTS = {PERCENT, SCORE, IMPACT}
"""Units whose differences are in points: 4% is one point more than 3%."""


def gap(value: int, unit: Unit, places: int = TENTHS) -> str:
    """A difference, without a sign: "2.5 points", "1.4 years", "$4,430"."""
    if unit in POINTS:
        points = decimal(value, unit, places)
        return f"{points} point" if points == "1" else f"{points} points"
    text = number(value, unit, places)
    return "1 year" if text == "1 years" else text


def duration(low: int | None, high: int | None) -> str:
    """A range in months: "4 to 6 years", "3 to 6 months", "6 months to 1 year", "more than 10 years", "up to 2 years",
    "6 years"."""
    if high == 0:
        return "none"
    if high is not None and not low:
        return f"up to {_span(high)}"
    if high is None or low is None:
        return f"more than {_span(low)}" if low else "any length of time"
    if low == high:
        return _span(low)
    if low % 12 == 0 and high % 12 == 0:
        return f"{low // 12} to {_span(high)}"
    return f"{_span(low)} to {_span(high)}" if high % 12 == 0 and low < 12 else f"{low} to {high} months"


def _span(months: int) -> str:
    if months % 12 == 0 and months:
        return "1 year" if months == 12 else f"{months // 12} years"
    return "1 month" if months == 1 else f"{months} months"


@lru_cache(maxsize=1024)
def period(start: datetime.date | None, end: datetime.date | None) -> str:
    """ "2024", "2024–2034", "May 2024", "January–March 2025", "May 31, 2024"; "period unknown" where there is none."""
    if start is None or end is None:
        return PERIOD_UNKNOWN
    next_day = end + datetime.timedelta(days=1) if end < datetime.date.max else end
    if (start.month, start.day, next_day.month, next_day.day) == (1, 1, 1, 1):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start.day == 1 and next_day.day == 1:
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%B %Y}"
        if start.year == end.year:
            return f"{start:%B}–{end:%B %Y}"
        return f"{start:%B %Y} – {end:%B %Y}"
    if start == end:
        return day(start)
    return f"{day(start)} – {day(end)}"


def month(date: datetime.date | None) -> str:
    return f"{date:%B %Y}" if date else PERIOD_UNKNOWN


def year(end: datetime.date) -> str:
    """ "2024" for a period that ends with a year, else the month."""
    return str(end.year) if (end.month, end.day) == (12, 31) else month(end)


@lru_cache(maxsize=1024)
def day(date: datetime.date) -> str:
    return f"{date:%B} {date.day}, {date.year}"


def value(figure: Figure, unit: Unit) -> str:
    """The text of a figure without its label: a value, a range or a bound; empty if it only names something."""
    if unit is DURATION:
        return _length_of_time(figure)

    places = decimals(METRICS[figure.metric])

    def text(value: int) -> str:
        return number(value, unit, places)

    if figure.value is not None:
        return text(figure.value)
    if figure.at_least is not None:
        return f"{text(figure.at_least)} or more"
    if figure.at_most is not None:
        return f"{text(figure.at_most)} or {'fewer' if unit in (JOBS, JOBS_YEAR) else 'less'}"
    if figure.low is not None and figure.high is not None:
        return f"{text(figure.low)} to {text(figure.high)}"
    if figure.low is not None:
        return f"{text(figure.low)} or more"
    return f"up to {text(figure.high)}" if figure.high is not None else ""


NOTHING_NEEDED = {
    "experience_required": "No experience needed",
    "experience": "No experience",
    "time_to_become": "No training time",
    "entry_education": "No formal credential needed",
    "entry_experience": "No experience needed",
    "entry_training": "No on-the-job training",
}
"""The text if a source says "None", or no time at all: a bare "none" could also mean that nobody knows."""


def needs_nothing(figure: Figure) -> bool:
    """Whether the source says that none of it is needed to enter: "None", or no time at all."""
    return figure.metric in NOTHING_NEEDED and (
        figure.label.lower() == "none" or 0 in (figure.value, figure.at_most, figure.high)
    )


def _length_of_time(figure: Figure) -> str:
    """A value, a bound or a range, in words; empty if the figure has no length of time."""
    ends = ((figure.value, figure.value), (figure.at_least, figure.at_most), (figure.low, figure.high))
    for low, high in ends:
        if low is not None or high is not None:
            return NOTHING_NEEDED[figure.metric] if needs_nothing(figure) else duration(low, high)
    return ""


def cell(metric: Metric, figures: tuple[Figure, ...]) -> str:
    """The text of a whole cell for one side and metric."""
    if not figures:
        return ""
    first = figures[0]
    if len(figures) == 1 and first.missing:
        return missing(metric, first.missing)[0]
    match metric.shape:
        case Shape.MODE:
            top = modes(figures)
            first_name, *others = [figure.label for figure in top if figure.label] or [""]
            names = " or ".join([first_name, *(english.running(name, english.DEFAULT_VERBATIM) for name in others)])
            shares = " and ".join(text for figure in top if (text := value(figure, metric.unit)))
            return f"{names}, {shares}" if names and shares else names or shares
        case Shape.SHARES:
            return ", ".join(labelled(figure, metric) for figure in figures)
        case Shape.SET:
            named = [labelled(figure, metric) for figure in held(metric, figures)]
            if rest := unnamed(metric, figures):
                named[MOST_NAMED:] = [f"and {len(rest):,} more"]
            return "; ".join(named) or none_held(metric)
        case Shape.LABEL:
            amount = value(first, metric.unit)
            label = NOTHING_NEEDED[first.metric] if needs_nothing(first) else first.label
            return f"{label}, {amount}" if amount and label else label or amount
        case Shape.PERCENTILES:
            ends = {figure.metric: value(figure, metric.unit) for figure in figures if not figure.missing}
            low, high = ends.get(metric.parts[0]), ends.get(metric.parts[-1])
            if low and high:
                return f"{low} to {high}"
            return ", ".join(f"{METRICS[key].name} {text}" for key, text in ends.items())
        case _:
            return value(first, metric.unit)


def unnamed(metric: Metric, figures: tuple[Figure, ...]) -> list[str]:
    """The names in a long list that its cell only counts."""
    if metric.shape is not Shape.SET or metric.unit is not NAME:
        return []
    return [figure.label for figure in figures[MOST_NAMED:]]


SILENT: dict[str, str] = {
    Missing.NOT_COLLECTED: "Not covered by any of our sources",
    Missing.NOT_IMPORTED: "Published by a source, but not imported yet",
}
"""The text before the names of rows without a figure, by the reason they share."""


def missing(metric: Metric, reason: str) -> tuple[str, str]:
    """The reason for a missing value: a few words, and a sentence."""
    if metric.ranking and reason in NO_RANKING:
        return NO_RANKING[reason]
    return MISSING_SHORT[reason], MISSING_SENTENCES[reason]


def labelled(figure: Figure, metric: Metric) -> str:
    """ "Women 28.9%", "POS 12%", "Python"."""
    text = amount(figure, metric)
    return f"{figure.label} {text}" if text else figure.label


def amount(figure: Figure, metric: Metric) -> str:
    """The text after the label of one of many: "28.9%", "4.1"; empty for a name alone."""
    text = missing(metric, figure.missing)[0] if figure.missing else value(figure, metric.unit)
    return text.removesuffix(SUFFIX[SCORE]) if metric.unit is SCORE else text


MARK_MEANINGS = {
    "in demand": ("in demand", "often listed in job postings for this occupation"),
    "hot technology": ("hot", "often listed in job postings of all kinds"),
    "distinctive": ("distinctive", "listed by the source as distinctive of this occupation"),
}
"""Remarks of a source about an item of a set, as the page shows them, with their meanings."""


def marks(figure: Figure) -> list[str]:
    """The source's remarks about this item: ["in demand", "hot technology"]."""
    return figure.note.split(", ") if figure.note and METRICS[figure.metric].shape is Shape.SET else []


def modes(figures: Iterable[Figure]) -> list[Figure]:
    """The largest of labeled shares, and those less than two points below it."""
    ranked = sorted(figures, key=lambda figure: -1 if figure.value is None else figure.value, reverse=True)
    top = ranked[0].value
    return [ranked[0], *(figure for figure in ranked[1:] if top and figure.value and top - figure.value < 200)]


MOST_NAMED = 12  # for a list of names without numbers, which can have hundreds


def held(metric: Metric, figures: tuple[Figure, ...]) -> list[Figure]:
    """The items of a set that the occupation has: all that are listed, or those rated high enough, best first."""
    least = metric.held_from
    if least is None:
        return list(figures)
    rated = [figure for figure in figures if figure.value is not None and figure.value >= least]
    return sorted(rated, key=lambda figure: -(figure.value or 0))


def none_held(metric: Metric) -> str:
    """The text of a set in which the occupation has nothing: "none rated 3 or higher"."""
    least = number(metric.held_from or 0, metric.unit, WHOLE).removesuffix(SUFFIX.get(metric.unit, ""))
    return f"none rated {least} or higher"


BY_EDITORS = "Entered by our editors"


def release(ref: ReleaseRef) -> str:
    """One line that names a release: publisher, source, title."""
    return ", ".join(part for part in (ref.publisher, ref.source, ref.title) if part)
