"""Numbers, ranges and periods as plain text, in one place for pages, CSV, Markdown and JSON alike."""

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

PERIOD_UNKNOWN = "period unknown"
MINUS = "\N{MINUS SIGN}"
SUFFIX = {PERCENT: "%", SCORE: " out of 5", AGE: " years"}


def number(value: int, unit: Unit) -> str:
    """A value in the scale of its unit: "$74,009", "$35.58", "−6%", "4.6 out of 5", "+2.5",
    "341,785"."""
    if unit is IMPACT:
        text = decimal(abs(value), unit)
        return text if text == "0" else f"{MINUS if value < 0 else '+'}{text}"
    if value < 0:
        text = number(-value, unit)
        return MINUS + text if any(digit in text for digit in "123456789") else text
    if unit is USD_YEAR:
        return f"${_whole(value, 100):,}"
    if unit is USD_HOUR:
        return f"${value // 100:,}.{value % 100:02}"
    if unit is JOBS or unit is JOBS_YEAR:
        return f"{value:,}"
    if unit is DURATION:
        return duration(value, value)
    text = decimal(value, unit)
    return "1 year" if unit is AGE and text == "1" else f"{text}{SUFFIX.get(unit, '')}"


def usd(amount: Decimal | int) -> str:
    """US$ of any period, without cents: "$74,009"."""
    return number(to_scale(amount, USD_YEAR), USD_YEAR)


def short(value: int, unit: Unit) -> str:
    """ "$50k", "1.5m": for an axis."""
    whole = value // unit.scale
    sign = "$" if unit is USD_YEAR else ""
    for size, name in ((1_000_000, "m"), (1_000, "k")):
        if whole >= size:
            text = f"{whole / size:.2f}".rstrip("0").rstrip(".")
            return f"{sign}{text}{name}"
    return f"{sign}{whole}"


def decimal(value: int, unit: Unit) -> str:
    """At most one decimal, none where it would be zero: 4574 hundredths → "45.7"; 600 → "6"."""
    tenths = _whole(value * 10, unit.scale)
    return f"{tenths // 10:,}" if tenths % 10 == 0 else f"{tenths // 10:,}.{tenths % 10}"


def _whole(value: int, scale: int) -> int:
    """Rounded half up; for values that are not negative."""
    return (2 * value + scale) // (2 * scale)


def gap(value: int, unit: Unit) -> str:
    """A difference, without a sign: percentages differ in points."""
    if unit is PERCENT:
        points = decimal(value, unit)
        return f"{points} point" if points == "1" else f"{points} points"
    if unit is SCORE:
        return f"{decimal(value, unit)} of 5"
    if unit is IMPACT:
        return f"{decimal(value, unit)} on a scale of 6"
    if unit is AGE:
        years = decimal(value, unit)
        return f"{years} year" if years == "1" else f"{years} years"
    return number(value, unit)


def duration(low: int | None, high: int | None) -> str:
    """A span in months: "4 to 6 years", "6 to 12 months", "more than 10 years", "up to 2 years", "6 years"."""
    if low is None or (low == 0 and high is not None):
        return f"up to {_span(high or 0)}" if high else "none"
    if high is None:
        return f"more than {_span(low)}" if low else "any length of time"
    if low == high:
        return _span(low)
    if low % 12 == 0 and high % 12 == 0:
        return f"{low // 12} to {_span(high)}"
    return f"{low} to {high} months"


def _span(months: int) -> str:
    if months % 12 == 0 and months:
        return "1 year" if months == 12 else f"{months // 12} years"
    return "1 month" if months == 1 else f"{months} months"


def period(start: datetime.date | None, end: datetime.date | None) -> str:
    """ "2024", "2024–2034", "May 2024", "31 May 2024"; "period unknown" where there is none."""
    if start is None or end is None:
        return PERIOD_UNKNOWN
    next_day = end + datetime.timedelta(days=1) if end < datetime.date.max else end
    if (start.month, start.day, next_day.month, next_day.day) == (1, 1, 1, 1):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start.day == 1 and next_day.day == 1:
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%B %Y}"
        return f"{start:%B %Y} – {end:%B %Y}"
    if start == end:
        return day(start)
    return f"{day(start)} – {day(end)}"


def month(date: datetime.date | None) -> str:
    return f"{date:%B %Y}" if date else PERIOD_UNKNOWN


def year(end: datetime.date) -> str:
    """ "2024" for what ends with a year, else the month."""
    return str(end.year) if (end.month, end.day) == (12, 31) else month(end)


@lru_cache(maxsize=4096)
def day(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"


def value(figure: Figure, unit: Unit) -> str:
    """What one figure says, without its label: a value, a range, a bound; empty where it only names something."""
    if figure.value is not None:
        return number(figure.value, unit)
    if unit is DURATION and (figure.at_least is not None or figure.at_most is not None):
        return duration(figure.at_least, figure.at_most)
    if figure.at_least is not None:
        return f"{number(figure.at_least, unit)} or more"
    if figure.at_most is not None:
        return f"{number(figure.at_most, unit)} or less"
    if figure.low is not None or figure.high is not None:
        if unit is DURATION:
            return duration(figure.low, figure.high)
        if figure.low is None or figure.high is None:
            return (
                f"{number(figure.low, unit)} or more"
                if figure.low is not None
                else f"up to {number(figure.high or 0, unit)}"
            )
        return f"{number(figure.low, unit)} to {number(figure.high, unit)}"
    return ""


def cell(metric: Metric, figures: tuple[Figure, ...]) -> str:
    """What one side shows of a metric: the text of a whole cell."""
    if not figures:
        return ""
    first = figures[0]
    if len(figures) == 1 and first.missing:
        return missing(metric, first.missing)[0]
    match metric.shape:
        case Shape.MODE:
            top = modes(figures)
            names = " or ".join(figure.label for figure in top if figure.label)
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
            # Agencies write "None" for "nothing is asked".
            label = "none" if first.label == "None" else first.label
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
    """The names of a long list that its cell only counts."""
    if metric.shape is not Shape.SET or metric.unit is not NAME:
        return []
    return [figure.label for figure in figures[MOST_NAMED:]]


SILENT: dict[str, str] = {
    Missing.NOT_COLLECTED: "No source here says anything about",
    Missing.NOT_IMPORTED: "In a source, but not brought in here yet",
}
"""How rows without a figure are named together, by the reason they share."""


def missing(metric: Metric, reason: str) -> tuple[str, str]:
    """Why there is no value: in a few words, and in a sentence."""
    if metric.ranking and reason in NO_RANKING:
        return NO_RANKING[reason]
    return MISSING_SHORT[reason], MISSING_SENTENCES[reason]


def labelled(figure: Figure, metric: Metric) -> str:
    """ "Women 28.9%", "POS 12%", "Python"."""
    text = amount(figure, metric)
    return f"{figure.label} {text}" if text else figure.label


def amount(figure: Figure, metric: Metric) -> str:
    """What stands beside the label of one of many: "28.9%", "4.1"; empty for a name alone."""
    text = missing(metric, figure.missing)[0] if figure.missing else value(figure, metric.unit)
    return text.removesuffix(SUFFIX[SCORE]) if metric.unit is SCORE else text


MARK_MEANINGS = {
    "in demand": ("in demand", "often named in job advertisements for this occupation"),
    "hot technology": ("hot", "often named in job advertisements of all kinds"),
    "distinctive": ("distinctive", "what the source counts among the marks of this occupation"),
}
"""What a source may say of one item of a set, as it stands on the page, and its meaning."""


def marks(figure: Figure) -> list[str]:
    """What the source says of this item beside its name: ["in demand", "hot technology"]."""
    return figure.note.split(", ") if figure.note and METRICS[figure.metric].shape is Shape.SET else []


def modes(figures: Iterable[Figure]) -> list[Figure]:
    """The largest of labelled shares, and those less than two points below it."""
    ranked = sorted(figures, key=lambda figure: -1 if figure.value is None else figure.value, reverse=True)
    top = ranked[0].value
    return [ranked[0], *(figure for figure in ranked[1:] if top and figure.value and top - figure.value < 200)]


MOST_NAMED = 12  # of a list of names without numbers; some have hundreds


def held(metric: Metric, figures: tuple[Figure, ...]) -> list[Figure]:
    """The items of a set that the occupation has: all that are named, or those rated high enough, best first."""
    least = metric.held_from
    if least is None:
        return list(figures)
    rated = [figure for figure in figures if figure.value is not None and figure.value >= least]
    return sorted(rated, key=lambda figure: -(figure.value or 0))


def none_held(metric: Metric) -> str:
    """What a set says of which nothing is held: "none rated 3 or higher"."""
    least = number(metric.held_from or 0, metric.unit).removesuffix(SUFFIX.get(metric.unit, ""))
    return f"none rated {least} or higher"


BY_EDITORS = "Entered by our editors"


def release(ref: ReleaseRef) -> str:
    """One line that names a release: who, what, which."""
    return ", ".join(part for part in (ref.publisher, ref.source, ref.title) if part)
