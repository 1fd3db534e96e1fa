"""What may be said of two cells: the Difference that sentence, highlight, fold and API flag all read."""

from enum import StrEnum
from typing import Any

import msgspec


class Outcome(StrEnum):
    """What may be said of the right side as against the left."""

    SAME = "same"  # equal, or about the same
    HIGHER = "higher"
    LOWER = "lower"
    TOO_UNCERTAIN = "too_uncertain"  # more than about the same apart, and no more than sampling explains
    DIFFERENT = "different"  # names, ranges or lists that differ without one being more
    NO_VERDICT = "no_verdict"  # the gap is shown, nothing is concluded from it
    NOT_COMPARABLE = "not_comparable"
    NOT_SEPARATED = "not_separated"  # one official record stands behind both
    MISSING = "missing"


MIRRORED = {Outcome.HIGHER: Outcome.LOWER, Outcome.LOWER: Outcome.HIGHER}


class Reason(StrEnum):
    """Why there is no verdict, or none at all."""

    NONE = ""
    METRIC = "metric"  # two kinds of figure
    POPULATION = "population"
    FILED = "filed"  # stated in applications, not paid
    WIDER_GROUP = "wider_group"  # a side's figure is of a group that is wider than the occupation
    GROUPS = "groups"  # shares of groups that do not match
    PERIODS = "periods"  # too far apart
    PERIOD_UNKNOWN = "period_unknown"  # of one side, or of two different sources
    BOUNDS = "bounds"  # the sides' possible values overlap
    LEFT_MISSING = "left_missing"
    RIGHT_MISSING = "right_missing"
    BOTH_MISSING = "both_missing"


class Caution(StrEnum):
    """What a reader should know beside a verdict."""

    PERIOD_UNKNOWN = "period_unknown"  # both sides from one undated source
    MEDIAN_DISAGREES = "median_disagrees"  # by the median, the other side earns more
    RATERS = "raters"  # people who do the work on one side, experts or analysts on the other
    DATES = "dates"  # ratings from years that lie far apart


Cautions = tuple[Caution, ...]


class Part(msgspec.Struct, frozen=True):
    """One of several numbers of a row: a group's share, a percentile. `gap` is right minus left, in the unit's
    scale; `outcome` what the right one is against the left."""

    label: str
    left: int
    right: int
    gap: int
    outcome: Outcome

    @property
    def same(self) -> bool:
        return self.outcome is Outcome.SAME


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """The right side as against the left. `gap` is its size in the scale of the unit; `percent` in tenths of the
    lower side; `magnitude` in thousandths of the tolerance or error (tolerance.py), of several parts the largest,
    None without a verdict on numbers."""

    outcome: Outcome
    metric: str
    reason: Reason = Reason.NONE
    cautions: Cautions = ()
    gap: int | None = None
    percent: int | None = None
    magnitude: int | None = None
    better: bool | None = None  # whether the right side is; None where neither direction is
    parts: tuple[Part, ...] = ()
    shared: tuple[str, ...] = ()
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()


def concluded(metric: str, reason: Reason, cautions: Cautions, outcome: Outcome, **details: Any) -> Difference:
    """The outcome with its cautions; where there is a reason against it, no verdict."""
    if reason:
        return Difference(outcome=Outcome.NO_VERDICT, metric=metric, reason=reason, **details)
    return Difference(outcome=outcome, metric=metric, cautions=cautions, **details)


def mirror(difference: Difference) -> Difference:
    """The same difference seen from the other side."""
    reasons = {Reason.LEFT_MISSING: Reason.RIGHT_MISSING, Reason.RIGHT_MISSING: Reason.LEFT_MISSING}
    return msgspec.structs.replace(
        difference,
        outcome=MIRRORED.get(difference.outcome, difference.outcome),
        reason=reasons.get(difference.reason, difference.reason),
        better=None if difference.better is None else not difference.better,
        parts=tuple(
            Part(part.label, part.right, part.left, -part.gap, MIRRORED.get(part.outcome, part.outcome))
            for part in difference.parts
        ),
        only_left=difference.only_right,
        only_right=difference.only_left,
    )
