"""Two lists of things, such as skills: what both have, and what only one has."""

from comparisons.rules.difference import Cautions, Difference, Outcome, Reason, concluded
from comparisons.rules.tolerance import sampling_error, tolerance
from occupations.metrics import NAME, Metric
from occupations.profiles.document import Figure
from occupations.profiles.sheet import Cell
from occupations.profiles.technology import rank


def of_sets(metric: Metric, left: Cell, right: Cell, reason: Reason, cautions: Cautions) -> Difference:
    """Shared and not shared. Rated items need a clear gap to be only one side's."""
    if metric.unit is NAME:
        return _names(metric, left, right, reason, cautions)
    shared: list[str] = []
    only_left: list[str] = []
    only_right: list[str] = []
    for ours, theirs, only in ((left, right, only_left), (right, left, only_right)):
        for key, figure in ours.held.items():
            other = theirs.by_label.get(key)
            if other is None or not (key in theirs.held or _near(metric, figure, other)):
                only.append(figure.label)
            elif ours is left or key not in theirs.held:
                # One spelling of the two, whichever side comes first.
                shared.append(min(figure.label, other.label))
    return concluded(
        metric.key,
        reason,
        cautions,
        Outcome.DIFFERENT if only_left or only_right else Outcome.SAME,
        shared=tuple(sorted(shared)),
        only_left=tuple(only_left),
        only_right=tuple(only_right),
    )


def _names(metric: Metric, left: Cell, right: Cell, reason: Reason, cautions: Cautions) -> Difference:
    """Like `of_sets`, for items without a number, of which there may be hundreds. What both have is in the order of the
    two lists together."""
    both = left.held.keys() & right.held.keys()
    ranks = dict.fromkeys(both, 0)
    for cell in (left, right):
        for place, (key, figure) in enumerate(cell.held.items()):
            if key in both:
                ranks[key] += rank(figure, place)
    shared = sorted(both, key=lambda key: (-ranks[key], key))
    return concluded(
        metric.key,
        reason,
        cautions,
        Outcome.SAME if len(both) == len(left.held) == len(right.held) else Outcome.DIFFERENT,
        shared=tuple([min(left.held[key].label, right.held[key].label) for key in shared]),
        only_left=tuple([figure.label for key, figure in left.held.items() if key not in both]),
        only_right=tuple([figure.label for key, figure in right.held.items() if key not in both]),
    )


def _near(metric: Metric, figure: Figure, other: Figure) -> bool:
    """Whether an item that is rated high on one side is rated about as high on the other."""
    if metric.held_from is None or other.value is None:
        return False
    near = max(tolerance(metric, figure, other), sampling_error(metric, figure, other))
    return abs((figure.value or 0) - (other.value or 0)) <= near
