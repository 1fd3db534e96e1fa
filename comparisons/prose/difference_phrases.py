"""A Difference in a few words, the same in every format: the right side compared with the left."""

from typing import NamedTuple

from comparisons.rules.difference import Caution, Difference, Outcome, Part, Reason
from occupations.metrics import AGE, DURATION, JOBS, JOBS_YEAR, METRICS, Metric, Shape
from occupations.profiles import formatting
from occupations.profiles.sheet import Cell


class Phrase(NamedTuple):
    text: str  # "$4,430 higher (6%)"
    note: str = ""  # the reason for no verdict, or a caution


SHORT_PARTS = {
    "10th percentile wage": "10th percentile",
    "median annual wage": "median",
    "90th percentile wage": "90th percentile",
}
TWICE = 1000  # in tenths of a percent: from twice as much on, a multiple is clearer than a percentage
CAUTIONS = {
    Caution.PERIOD_UNKNOWN: "period unknown",
    Caution.MEDIAN_DISAGREES: "the medians point the other way",
    Caution.MEDIAN_SAME: "the medians are about the same",
    Caution.MEDIAN_UNCERTAIN: "the medians are too uncertain to tell apart",
    Caution.MEAN_DISAGREES: "the means point the other way",
    Caution.TRAINING_APART: "training after hiring not counted",
    Caution.TRAINING_COUNTED: "counting training after hiring",
}

OF_THE_OTHER = (Caution.MEDIAN_DISAGREES, Caution.MEDIAN_SAME, Caution.MEDIAN_UNCERTAIN, Caution.MEAN_DISAGREES)
"""What the other statistic of the same pay has to say beside a verdict."""


THE_TWO = ("the first", "the second")


def phrase(difference: Difference, left: Cell, right: Cell, *, names: tuple[str, str] = THE_TWO) -> Phrase:
    """The words for one difference. The cells are those that the row shows; the difference may be by another metric.
    `names`: what to call the two sides in the middle of a sentence."""
    metric = METRICS[difference.metric]
    cautions = difference.cautions
    note = "; ".join([_caution(caution, left, right, names) for caution in cautions]) if cautions else ""
    if difference.metric != left.metric and difference.outcome not in (Outcome.MISSING, Outcome.NOT_COMPARABLE):
        note = "; ".join(filter(None, (f"by {metric.name}", note)))
    match difference.outcome:
        case Outcome.SAME:
            return Phrase(_same(difference, left, right), note)
        case Outcome.HIGHER | Outcome.LOWER:
            return Phrase(_more_or_less(metric, difference, names[0]), note)
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


def _caution(caution: Caution, left: Cell, right: Cell, names: tuple[str, str]) -> str:
    match caution:
        case Caution.RATERS:
            return f"{names[0]} rated by {_rater(left)}, {names[1]} by {_rater(right)}"
        case Caution.DATES:
            return f"{left.when} vs. {right.when}"
        case _:
            return CAUTIONS[caution]


def _rater(cell: Cell) -> str:
    """Who rated it. Education that is not derived from answers is assigned by the publisher; the population of such a
    figure says whom it is about, not who rated it."""
    assigned = cell.metric in ("entry_education", "time_to_become") and not cell.answers
    return "the publisher" if assigned or cell.population == METRICS[cell.metric].population else cell.population


def _within_error(metric: Metric, difference: Difference, left: Cell) -> str:
    """ "$14,660 apart, within sampling error (estimated from that of the mean)"."""
    apart = f"{_gap(metric, difference.gap)} apart, " if difference.gap else ""
    return f"{apart}within sampling error{' (estimated from that of the mean)' if left.error_note else ''}"


def _same(difference: Difference, left: Cell, right: Cell) -> str:
    metric = METRICS[difference.metric]
    if metric.ranking:  # only the names are the same; the amounts may differ
        return f"the same {metric.name.rpartition(' ')[2]}"
    if metric.shape is Shape.LABEL:
        return "the same"
    exactly = difference.gap == 0 if difference.gap is not None else left.text == right.text
    return "the same" if exactly else "about the same"


def _more_or_less(metric: Metric, difference: Difference, first: str) -> str:
    more = difference.outcome is Outcome.HIGHER
    if metric.unit in (JOBS, JOBS_YEAR):
        word = "more" if more else "fewer"
    elif metric.unit is AGE:
        word = "older" if more else "younger"
    elif metric.key == "time_to_become":
        word = "longer" if more else "shorter"
    elif metric.unit is DURATION:
        word = "more" if more else "less"
    else:
        word = "higher" if more else "lower"
    if difference.gap is None:
        return word
    return f"{_gap(metric, difference.gap)} {word}{_percent(metric, difference, first)}"


def _gap(metric: Metric, value: int) -> str:
    return formatting.gap(value, metric.unit, formatting.decimals(metric))


def _percent(metric: Metric, difference: Difference, first: str) -> str:
    """The percentage is relative to the lower side, so if the right side is lower, the left one is described: " (6%)",
    " (the first is 6% higher)"; from twice as much on as multiples: " (about 5 times as many)"."""
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
        return f" ({first} has {multiple(difference.percent)} {as_many})"
    percent = relative(difference.percent)
    if higher:
        return f" ({percent})"
    return f" ({first} has {percent} more)" if counted else f" ({first} is {percent} higher)"


def relative(percent: int) -> str:
    """A relative difference in tenths of a percent, in whole percent: 57 → "6%"."""
    rounded = (percent + 5) // 10
    return f"{rounded:,}%" if rounded else "less than 1%"


def multiple(percent: int) -> str:
    """How many times as much the higher side is, from tenths of a percent: 4017 → "about 5 times"."""
    tenths = 10 + (percent + 50) // 100
    if tenths == 20:
        return "about twice"
    rounded = tenths >= 100 or tenths % 10 == 0
    return f"about {(tenths + 5) // 10:,} times" if rounded else f"about {tenths // 10}.{tenths % 10} times"


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
    """The lower side as a fraction of the higher one, if it is close to a simple one: 4017 → "one-fifth"."""
    ratio = 1 + percent / 1000
    rounded = round(ratio)
    near = abs(ratio - rounded) <= 0.05 * rounded
    return FRACTIONS[rounded - 2] if near and rounded - 2 < len(FRACTIONS) else ""


def _different(metric: Metric, difference: Difference) -> str:
    if metric.shape is Shape.SET:
        unshared = len(difference.only_left) + len(difference.only_right)
        return f"{len(difference.shared) or 'none'} in common, {unshared} on one side only"
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
    Reason.RANGES: "the ranges overlap",
    Reason.TRAINING: "training after hiring may change the order",
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
