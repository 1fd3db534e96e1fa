"""The rule for every difference: two cells in, one Difference out.

The steps are numbered as on the site's page about the method: 1 same concept and population, and of the occupations
themselves; 2 the same record behind both; 3 bounds; 4 periods; 5 tolerance and sampling; 6 higher or lower.
"""

import math
from collections.abc import Callable, Sequence

from comparisons.rules.difference import Caution, Cautions, Difference, Outcome, Part, Reason, concluded
from comparisons.rules.levels import may_lead, ordered
from comparisons.rules.ranges import of_ranges
from comparisons.rules.sets import of_sets
from comparisons.rules.shared import of_one_record
from comparisons.rules.tolerance import outcome_of
from occupations.metrics import METRICS, Metric, Shape
from occupations.profiles import entry_level
from occupations.profiles.document import Figure
from occupations.profiles.formatting import modes
from occupations.profiles.sheet import EDITORS, Cell


def decide(left: Cell, right: Cell) -> Difference:
    """The difference between two cells."""
    if left.missing or right.missing:
        return _missing(_named(left, right), bool(left.missing), bool(right.missing))
    if left.metric != right.metric:
        return Difference(outcome=Outcome.NOT_COMPARABLE, metric=_named(left, right), reason=Reason.METRIC)
    metric = METRICS[left.metric]
    if not metric.compared and not of_one_record(left, right):
        return _not_comparable(left, Reason.FILED)
    cautions: tuple[Caution, ...] = ()
    if left.figures[0].population != right.figures[0].population:
        if not metric.rated:
            return _not_comparable(left, Reason.POPULATION)
        cautions = (Caution.RATERS,)
    if of_one_record(left, right):
        return Difference(outcome=Outcome.NOT_SEPARATED, metric=left.metric)
    reason, caution = _periods(metric, left, right)
    if left.group or right.group:
        reason, caution = Reason.WIDER_GROUP, None
    return _RULES[metric.shape](metric, left, right, reason, (*cautions, caution) if caution else cautions)


_ORDER = {key: position for position, key in enumerate(METRICS)}


def _named(left: Cell, right: Cell) -> str:
    """The metric that represents two cells with different metrics, the same in either order."""
    if bool(left.missing) != bool(right.missing):
        return right.metric if left.missing else left.metric
    return min(left.metric, right.metric, key=_ORDER.__getitem__)


def _missing(metric: str, left: bool, right: bool) -> Difference:
    reason = Reason.BOTH_MISSING if left and right else Reason.LEFT_MISSING if left else Reason.RIGHT_MISSING
    return Difference(outcome=Outcome.MISSING, metric=metric, reason=reason)


def _not_comparable(left: Cell, reason: Reason) -> Difference:
    return Difference(outcome=Outcome.NOT_COMPARABLE, metric=left.metric, reason=reason)


def _periods(metric: Metric, left: Cell, right: Cell) -> tuple[Reason, Caution | None]:
    """Whether the two periods allow a verdict (step 4), and the cautions."""
    if metric.period_limit is None:
        return Reason.NONE, None
    if left.period is None or right.period is None:
        if left.period is right.period and left.dataset == right.dataset and left.dataset != EDITORS:
            return Reason.NONE, Caution.PERIOD_UNKNOWN
        return Reason.PERIOD_UNKNOWN, None
    if left.period == right.period:
        return Reason.NONE, None
    days = abs((left.period[1] - right.period[1]).days)
    if metric.period_limit == 0 or days > 366 * metric.period_limit:
        return (Reason.NONE, Caution.DATES) if metric.rated else (Reason.PERIODS, None)
    return Reason.NONE, None


def _number(metric: Metric, left: Cell, right: Cell, reason: Reason, cautions: Cautions) -> Difference:
    return _figures(metric, left.figures[0], right.figures[0], reason, cautions)


def _figures(metric: Metric, one: Figure, other: Figure, reason: Reason, cautions: Cautions) -> Difference:
    if one.value is None or other.value is None:
        return _bounds(metric, one, other, reason, cautions)
    gap = other.value - one.value
    size = abs(gap)
    lower = min(one.value, other.value)
    percent = None
    if metric.unit.ratio and lower > 10 * metric.rounding:
        percent = (2000 * size + lower) // (2 * lower)
    if reason:
        return Difference(outcome=Outcome.NO_VERDICT, metric=metric.key, reason=reason, gap=size, percent=percent)
    outcome, times = outcome_of(metric, one, other)
    return Difference(
        outcome=outcome,
        metric=metric.key,
        cautions=cautions,
        gap=size,
        percent=percent,
        magnitude=times,
        better=gap > 0 if metric.higher_is_better and outcome in (Outcome.HIGHER, Outcome.LOWER) else None,
    )


def _bounds(metric: Metric, one: Figure, other: Figure, reason: Reason, cautions: Cautions) -> Difference:
    """A bound decides only if the other side is wholly beyond it, and then without a gap (step 3)."""
    one_low, one_high = _extent(one)
    other_low, other_high = _extent(other)
    if other_low > one_high:
        outcome = Outcome.HIGHER
    elif other_high < one_low:
        outcome = Outcome.LOWER
    else:
        return Difference(outcome=Outcome.NO_VERDICT, metric=metric.key, reason=reason or Reason.BOUNDS)
    if reason:
        return Difference(outcome=Outcome.NO_VERDICT, metric=metric.key, reason=reason)
    better = (outcome is Outcome.HIGHER) if metric.higher_is_better else None
    return Difference(outcome=outcome, metric=metric.key, cautions=cautions, better=better)


def _extent(figure: Figure) -> tuple[float, float]:
    """The smallest and largest value that the figure allows."""
    if figure.value is not None:
        return figure.value, figure.value
    low = -math.inf if figure.at_least is None else figure.at_least
    high = math.inf if figure.at_most is None else figure.at_most
    return low, high


def _label(metric: Metric, left: Cell, right: Cell, reason: Reason, cautions: Cautions) -> Difference:
    names = [[figure.label for figure in cell.figures] for cell in (left, right)]
    folded = [[name.casefold() for name in side] for side in names]
    outcome = Outcome.SAME if folded[0] == folded[1] else ordered(metric, *names)
    if outcome is not Outcome.SAME and (_may_answer(left, right) or _may_answer(right, left)):
        outcome = Outcome.TOO_UNCERTAIN
    return concluded(metric.key, reason, cautions, outcome)


def _may_answer(cell: Cell, other: Cell) -> bool:
    """Whether the error of the answers that a level is the median of leaves open that the other level is."""
    return bool(cell.answers) and not entry_level.contradicts(cell.answers, other.text)


def _mode(metric: Metric, left: Cell, right: Cell, reason: Reason, cautions: Cautions) -> Difference:
    """Equal levels are compared by their shares; different ones are higher or lower, unless sampling error leaves open
    which is the most common."""
    ours, theirs = ({figure.label.casefold(): figure for figure in modes(cell.figures)} for cell in (left, right))
    if ours.keys() != theirs.keys():
        if _may_be_alike(metric, left, right):
            return concluded(metric.key, reason, cautions, Outcome.TOO_UNCERTAIN)
        labels = [[figure.label for figure in side.values()] for side in (ours, theirs)]
        return concluded(metric.key, reason, cautions, ordered(metric, *labels))
    if any(figure.value is None for side in (ours, theirs) for figure in side.values()):
        return concluded(metric.key, reason, cautions, Outcome.SAME)
    label = max(sorted(ours), key=lambda key: abs((ours[key].value or 0) - (theirs[key].value or 0)))
    return _figures(metric, ours[label], theirs[label], reason, cautions)


def _may_be_alike(metric: Metric, left: Cell, right: Cell) -> bool:
    """Whether sampling error leaves open that the same level is the most common on both sides."""
    ours, theirs = may_lead(metric, left.figures), may_lead(metric, right.figures)
    return len(ours) + len(theirs) > 2 and bool(ours & theirs)


def _shares(metric: Metric, left: Cell, right: Cell, reason: Reason, cautions: Cautions) -> Difference:
    if left.by_label.keys() != right.by_label.keys():
        return _not_comparable(left, Reason.GROUPS)
    # In one order and spelling, whichever side comes first.
    pairs = [
        (min(one.label, other.label), one, other)
        for key, one in sorted(left.by_label.items())
        for other in (right.by_label[key],)
    ]
    return _parts(metric, pairs, reason, cautions)


def _percentiles(metric: Metric, left: Cell, right: Cell, reason: Reason, cautions: Cautions) -> Difference:
    ours, theirs = ({figure.metric: figure for figure in cell.figures} for cell in (left, right))
    pairs = [
        (METRICS[key].name, ours.get(key), theirs.get(key))
        for key in (metric.parts[0], metric.parts[2], metric.parts[4])
        if key in ours or key in theirs
    ]
    return _parts(metric, pairs, reason, cautions)


def _parts(
    metric: Metric, pairs: Sequence[tuple[str, Figure | None, Figure | None]], reason: Reason, cautions: Cautions
) -> Difference:
    """Several numbers at once: the same if each is, different if any is clearly different. Numbers that are missing,
    only bounds or too uncertain leave it open."""
    parts = []
    times = 0
    outcomes: set[Outcome] = set()
    why_open: set[Reason] = set()
    for label, one, other in pairs:
        if one is None or one.missing or other is None or other.missing:
            known = (one is not None and not one.missing, other is not None and not other.missing)
            why_open |= _LACKING[known]
        elif one.value is not None and other.value is not None:
            outcome, size = outcome_of(metric, one, other)
            parts.append(Part(label, one.value, other.value, other.value - one.value, outcome))
            outcomes.add(outcome)
            times = max(times, size)
        elif _bounds(metric, one, other, Reason.NONE, ()).reason:
            why_open.add(Reason.BOUNDS)
        else:
            outcomes.add(Outcome.DIFFERENT)
    verdict = next((_OF_PARTS[one] for one in _OF_PARTS if one in outcomes), Outcome.SAME)
    if verdict is Outcome.SAME and (why_open or not parts):
        reason = reason or _most_specific(why_open)
    shown = times if parts and not reason else None
    return concluded(metric.key, reason, cautions, verdict, parts=tuple(parts), magnitude=shown)


# The outcome of several parts, decided by the most significant one.
_OF_PARTS = {
    Outcome.HIGHER: Outcome.DIFFERENT,
    Outcome.LOWER: Outcome.DIFFERENT,
    Outcome.DIFFERENT: Outcome.DIFFERENT,
    Outcome.TOO_UNCERTAIN: Outcome.TOO_UNCERTAIN,
}


_LACKING = {
    (False, True): {Reason.LEFT_MISSING},
    (True, False): {Reason.RIGHT_MISSING},
    (False, False): set(),  # what neither side has is not a difference, like what the source lacks altogether
}


def _most_specific(reasons: set[Reason]) -> Reason:
    if Reason.BOUNDS in reasons:
        return Reason.BOUNDS
    return reasons.pop() if len(reasons) == 1 else Reason.BOTH_MISSING


_Rule = Callable[[Metric, Cell, Cell, Reason, Cautions], Difference]
_RULES: dict[Shape, _Rule] = {
    Shape.NUMBER: _number,
    Shape.RANGE: of_ranges,
    Shape.LABEL: _label,
    Shape.MODE: _mode,
    Shape.SHARES: _shares,
    Shape.PERCENTILES: _percentiles,
    Shape.SET: of_sets,
}
