"""A Difference in a few words, the same in every format: what the right side is against the left."""

from typing import NamedTuple

from comparisons.rules.difference import Caution, Difference, Outcome, Part, Reason
from occupations.metrics import AGE, JOBS, JOBS_YEAR, METRICS, Metric, Shape
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
TWICE = 1000  # tenths of a percent: from twice as much on, a multiple says more than a percentage
CAUTIONS = {
    Caution.PERIOD_UNKNOWN: "period unknown",
    Caution.MEDIAN_DISAGREES: "the medians point the other way",
}


def phrase(difference: Difference, left: Cell, right: Cell) -> Phrase:
    """The words for one difference. The cells are those that the row shows; the difference may be by another metric."""
    metric = METRICS[difference.metric]
    note = "; ".join(_caution(caution, left, right) for caution in difference.cautions)
    if difference.metric != left.metric and difference.outcome not in (Outcome.MISSING, Outcome.NOT_COMPARABLE):
        note = "; ".join(filter(None, (f"by {metric.name}", note)))
    match difference.outcome:
        case Outcome.SAME:
            return Phrase(_same(difference, left, right), note)
        case Outcome.HIGHER | Outcome.LOWER:
            return Phrase(_more_or_less(metric, difference), note)
        case Outcome.TOO_UNCERTAIN:
            note = "; ".join(filter(None, (_within_error(metric, difference, left), note)))
            return Phrase("too uncertain to tell apart", note)
        case Outcome.DIFFERENT:
            return Phrase(_different(metric, difference), note)
        case Outcome.NO_VERDICT:
            return Phrase(_apart(metric, difference), _why(difference, left, right))
        case Outcome.NOT_COMPARABLE:
            return Phrase("not comparable", _why(difference, left, right))
        case Outcome.NOT_SEPARATED:
            return Phrase("not separated", "one official record covers both")
        case _:
            return Phrase("no comparison", _why(difference, left, right))


def _caution(caution: Caution, left: Cell, right: Cell) -> str:
    match caution:
        case Caution.RATERS:
            return f"the first by {left.population}, the second by {right.population}"
        case Caution.DATES:
            return f"{left.when} vs. {right.when}"
        case _:
            return CAUTIONS[caution]


def _within_error(metric: Metric, difference: Difference, left: Cell) -> str:
    """ "$14,660 apart, within sampling error, as that of the mean"."""
    apart = f"{_gap(metric, difference.gap)} apart, " if difference.gap else ""
    return f"{apart}within sampling error{', as that of the mean' if left.error_note else ''}"


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
    if metric.unit in (JOBS, JOBS_YEAR):
        word = "more" if more else "fewer"
    elif metric.unit is AGE:
        word = "older" if more else "younger"
    else:
        word = "higher" if more else "lower"
    if difference.gap is None:
        return word
    return f"{_gap(metric, difference.gap)} {word}{_percent(metric, difference)}"


def _gap(metric: Metric, value: int) -> str:
    return formatting.gap(value, metric.unit, formatting.decimals(metric))


def _percent(metric: Metric, difference: Difference) -> str:
    """Percent are of the lower side, so where the right side is lower it is said of the left one: " (6%)",
    " (the first is 6% higher)"; from twice as much on in multiples: " (about 5 times as many)"."""
    if difference.percent is None:
        return ""
    counted = metric.unit in (JOBS, JOBS_YEAR)
    higher = difference.outcome is Outcome.HIGHER
    if difference.percent >= TWICE:
        as_many = f"as {'many' if counted else 'much'}"
        if higher:
            return f" ({multiple(difference.percent)} {as_many})"
        if share := _fraction(difference.percent):
            return f" (about {share} {as_many})"
        return f" (the first has {multiple(difference.percent)} {as_many})"
    percent = relative(difference.percent)
    if higher:
        return f" ({percent})"
    return f" (the first has {percent} more)" if counted else f" (the first is {percent} higher)"


def relative(percent: int) -> str:
    """A relative difference in tenths of a percent, in whole percent: 57 → "6%"."""
    whole = (percent + 5) // 10
    return f"{whole:,}%" if whole else "less than 1%"


def multiple(percent: int) -> str:
    """How many times as much the higher side is, from tenths of a percent: 4017 → "about 5 times"."""
    tenths = 10 + (percent + 50) // 100
    if tenths == 20:
        return "about twice"
    whole = tenths >= 100 or tenths % 10 == 0
    return f"about {(tenths + 5) // 10:,} times" if whole else f"about {tenths // 10}.{tenths % 10} times"


FRACTIONS = (
    "half",
    "one-third",
    "one-fourth",
    "one-fifth",
    "one-sixth",
    "one-seventh",
    "one-eighth",
    "one-ninth",
    "one-tenth",
)


def _fraction(percent: int) -> str:
    """What part of the higher side the lower one is, where that is nearly a simple fraction: 4017 → "one-fifth"."""
    ratio = 1 + percent / 1000
    whole = round(ratio)
    near = abs(ratio - whole) <= 0.05 * whole
    return FRACTIONS[whole - 2] if near and whole - 2 < len(FRACTIONS) else ""


def _different(metric: Metric, difference: Difference) -> str:
    if metric.shape is Shape.SET:
        return f"{len(difference.shared)} in common, {len(difference.only_left) + len(difference.only_right)} not"
    apart = [part for part in difference.parts if part.outcome in (Outcome.HIGHER, Outcome.LOWER)]
    if metric.shape is Shape.SHARES:
        apart = sorted(apart, key=lambda part: (-abs(part.gap), part.label))[:1]
    return ", ".join(_part(metric, part) for part in apart) or "different"


def _part(metric: Metric, part: Part) -> str:
    word = "higher" if part.gap > 0 else "lower"
    return f"{SHORT_PARTS.get(part.label, part.label)} {_gap(metric, abs(part.gap))} {word}"


def _apart(metric: Metric, difference: Difference) -> str:
    if difference.gap is None:
        return "no verdict"
    if difference.gap == 0:
        return "no gap, no verdict"
    return f"{_gap(metric, difference.gap)} apart, no verdict"


REASONS = {
    Reason.FILED: "wages stated in visa applications, not pay",
    Reason.GROUPS: "the groups differ",
    Reason.BOUNDS: "a published limit leaves open which is higher",
    Reason.LEFT_MISSING: "one figure is missing",
    Reason.RIGHT_MISSING: "one figure is missing",
    Reason.BOTH_MISSING: "both figures are missing",
}


def _why(difference: Difference, left: Cell, right: Cell) -> str:
    match difference.reason:
        case Reason.METRIC:
            return f"{METRICS[left.metric].name} and {METRICS[right.metric].name}"
        case Reason.POPULATION:
            counted = "; ".join([cell.population or "usual population" for cell in (left, right)])
            return f"different groups of people: {counted}"
        case Reason.WIDER_GROUP:
            return (
                "both figures are for wider groups" if left.group and right.group else "one figure is for a wider group"
            )
        case Reason.PERIODS | Reason.PERIOD_UNKNOWN:
            return f"{left.when} vs. {right.when}"
        case Reason.BOTH_MISSING if difference.outcome is Outcome.NO_VERDICT:
            return "each side lacks a figure the other has"
        case _:
            return REASONS.get(difference.reason, "")
