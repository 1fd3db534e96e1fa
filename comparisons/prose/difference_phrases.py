"""A Difference in a few words, the same in every format: what the right side is against the left."""

from typing import NamedTuple

from comparisons.rules.difference import Caution, Difference, Outcome, Part, Reason
from occupations.metrics import JOBS, JOBS_YEAR, METRICS, Metric, Shape
from occupations.profiles import formatting
from occupations.profiles.sheet import Cell


class Phrase(NamedTuple):
    text: str  # "$4,430 higher (6%)"
    note: str = ""  # why there is no verdict, or what to know beside it


SHORT_PARTS = {
    "10th percentile wage": "10th percentile",
    "median annual wage": "median",
    "90th percentile wage": "90th percentile",
}
MANY_TIMES = 10_000  # tenths of a percent: from eleven times as much on, percentages say little
CAUTIONS = {
    Caution.PERIOD_UNKNOWN: "period unknown",
    Caution.MEDIAN_DISAGREES: "by the median it is the other way round",
}


def phrase(difference: Difference, left: Cell, right: Cell) -> Phrase:
    """The words for one difference. The cells are those that the row shows; the difference may be by another metric."""
    metric = METRICS[difference.metric]
    note = CAUTIONS.get(difference.caution, "")
    if difference.metric != left.metric and difference.outcome not in (Outcome.MISSING, Outcome.NOT_COMPARABLE):
        note = "; ".join(filter(None, (f"by {metric.name}", note)))
    match difference.outcome:
        case Outcome.SAME:
            return Phrase(_same(difference, left, right), note)
        case Outcome.HIGHER | Outcome.LOWER:
            return Phrase(_more_or_less(metric, difference), note)
        case Outcome.DIFFERENT:
            return Phrase(_different(metric, difference), note)
        case Outcome.NO_VERDICT:
            return Phrase(_apart(metric, difference), _why(difference, left, right))
        case Outcome.NOT_COMPARABLE:
            return Phrase("not comparable", _why(difference, left, right))
        case Outcome.NOT_SEPARATED:
            return Phrase("not separated", "one official record stands behind both")
        case _:
            return Phrase("no comparison", _why(difference, left, right))


def _same(difference: Difference, left: Cell, right: Cell) -> str:
    metric = METRICS[difference.metric]
    if metric.ranking:  # of the names alone: the amounts may differ
        return f"the same {metric.name.rpartition(' ')[2]}"
    if metric.shape is Shape.LABEL:
        return "the same"
    exactly = difference.gap == 0 if difference.gap is not None else left.text == right.text
    return "the same" if exactly else "about the same"


def _more_or_less(metric: Metric, difference: Difference) -> str:
    more = difference.outcome is Outcome.HIGHER
    if metric.shape is Shape.MODE or metric.unit in (JOBS, JOBS_YEAR):
        word = "more" if more else "fewer"
    else:
        word = "higher" if more else "lower"
    if difference.gap is None:
        return word
    return f"{formatting.gap(difference.gap, metric.unit)} {word}{_percent(metric, difference)}"


def _percent(metric: Metric, difference: Difference) -> str:
    """Percent are of the lower side, so where the right side is lower it is said of the left one.

    Tenths of a percent: 60 → " (6%)", " (the other is 6% higher)"; 20000 → " (about 21 times as much)".
    """
    if difference.percent is None:
        return ""
    counted = metric.unit in (JOBS, JOBS_YEAR)
    if difference.percent >= MANY_TIMES:
        multiple = f"about {1 + round(difference.percent / 1000):,} times as {'many' if counted else 'much'}"
        return f" ({multiple})" if difference.outcome is Outcome.HIGHER else f" (the other has {multiple})"
    whole, tenth = divmod(difference.percent, 10)
    percent = f"{whole:,}.{tenth}%" if tenth else f"{whole:,}%"
    if difference.outcome is Outcome.HIGHER:
        return f" ({percent})"
    return f" (the other is {percent} higher)" if not counted else f" (the other has {percent} more)"


def _different(metric: Metric, difference: Difference) -> str:
    if metric.shape is Shape.SET:
        return f"{len(difference.shared)} shared, {len(difference.only_left) + len(difference.only_right)} not"
    apart = [part for part in difference.parts if not part.same]
    if metric.shape is Shape.SHARES:
        apart = sorted(apart, key=lambda part: (-abs(part.gap), part.label))[:1]
    return ", ".join(_part(metric, part) for part in apart) or "different"


def _part(metric: Metric, part: Part) -> str:
    word = "higher" if part.gap > 0 else "lower"
    return f"{SHORT_PARTS.get(part.label, part.label)} {formatting.gap(abs(part.gap), metric.unit)} {word}"


def _apart(metric: Metric, difference: Difference) -> str:
    if difference.gap is None:
        return "no verdict"
    if difference.gap == 0:
        return "no gap, no verdict"
    return f"{formatting.gap(difference.gap, metric.unit)} apart, no verdict"


REASONS = {
    Reason.GROUPS: "the groups are not the same",
    Reason.BOUNDS: "a bound leaves open which is more",
    Reason.LEFT_MISSING: "one figure is missing",
    Reason.RIGHT_MISSING: "one figure is missing",
    Reason.BOTH_MISSING: "both figures are missing",
}


def _why(difference: Difference, left: Cell, right: Cell) -> str:
    match difference.reason:
        case Reason.METRIC:
            return f"{METRICS[left.metric].name} and {METRICS[right.metric].name}"
        case Reason.POPULATION:
            return f"{left.population or 'usual population'} and {right.population or 'usual population'}"
        case Reason.LEVEL:
            return f"one is a figure of a {right.level if left.level == 'detailed' else left.level} group"
        case Reason.PERIODS | Reason.PERIOD_UNKNOWN:
            return f"{left.when} against {right.when}"
        case Reason.BOTH_MISSING if difference.outcome is Outcome.NO_VERDICT:
            return "each side lacks a figure that the other has"
        case _:
            return REASONS.get(difference.reason, "")
