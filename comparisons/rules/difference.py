"""The Difference between two cells, which sentences, highlights, folding and API flags are all based on."""

from enum import StrEnum
from typing import Any

import msgspec


class Outcome(StrEnum):
    """The outcome for the right side compared with the left."""

    SAME = "same"  # equal, or about the same
    HIGHER = "higher"
    LOWER = "lower"
    TOO_UNCERTAIN = "too_uncertain"  # larger than about the same, but within sampling error
    DIFFERENT = "different"  # names, ranges or lists that differ, neither being more
    NO_VERDICT = "no_verdict"  # the gap is shown, without a conclusion
    NOT_COMPARABLE = "not_comparable"
    NOT_SEPARATED = "not_separated"  # both have the same official record
    MISSING = "missing"


MIRRORED = {Outcome.HIGHER: Outcome.LOWER, Outcome.LOWER: Outcome.HIGHER}


class Reason(StrEnum):
    """Why there is no verdict, or none at all."""

    NONE = ""
    METRIC = "metric"  # different kinds of figure
    POPULATION = "population"
    FILED = "filed"  # stated in applications, not paid
    WIDER_GROUP = "wider_group"  # a figure is for a group that is wider than the occupation
    GROUPS = "groups"  # shares of groups that do not match
    PERIODS = "periods"  # too far apart
    PERIOD_UNKNOWN = "period_unknown"  # for one side, or for two different sources
    BOUNDS = "bounds"  # the possible values of the sides overlap
    RANGES = "ranges"  # two ranges overlap
    TRAINING = "training"  # two times to become overlap, or change places, once training after hiring is added
    LEFT_MISSING = "left_missing"
    RIGHT_MISSING = "right_missing"
    BOTH_MISSING = "both_missing"


class Caution(StrEnum):
    """A caution next to a verdict."""

    PERIOD_UNKNOWN = "period_unknown"  # both sides from one undated source
    MEDIAN_DISAGREES = "median_disagrees"  # a verdict on means; by the median, the other side earns more
    MEDIAN_SAME = "median_same"  # a verdict on means; the medians are about the same
    MEDIAN_UNCERTAIN = "median_uncertain"  # a verdict on means; the medians are too uncertain to tell apart
    MEAN_DISAGREES = "mean_disagrees"  # a verdict on medians; by the mean, the other side earns more
    RATERS = "raters"  # rated by people who do the work on one side, by experts or analysts on the other
    DATES = "dates"  # ratings many years apart
    TRAINING_APART = "training_apart"  # the sides differ in training after hiring, which is not counted
    TRAINING_COUNTED = "training_counted"  # only together with training after hiring is one longer


Cautions = tuple[Caution, ...]


class Part(msgspec.Struct, frozen=True):
    """One of several numbers in a row: a group's share, or a percentile. `gap` is right minus left, in the unit's
    scale; `outcome` is that of the right one compared with the left."""

    label: str
    left: int
    right: int
    gap: int
    outcome: Outcome

    @property
    def same(self) -> bool:
        return self.outcome is Outcome.SAME


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """The right side compared with the left. `gap` is its size in the scale of the unit; `percent` is in tenths,
    relative to the lower side; `magnitude` is in thousandths of the tolerance or error (tolerance.py), for several
    parts that of the largest, and None without a verdict on numbers."""

    outcome: Outcome
    metric: str
    reason: Reason = Reason.NONE
    cautions: Cautions = ()
    gap: int | None = None
    percent: int | None = None
    magnitude: int | None = None
    better: bool | None = None  # whether the right side is; None if neither direction is better
    parts: tuple[Part, ...] = ()
    shared: tuple[str, ...] = ()
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()


def concluded(metric: str, reason: Reason, cautions: Cautions, outcome: Outcome, **details: Any) -> Difference:
    """The outcome with its cautions; if there is a reason against it, no verdict."""
    if reason:
        return Difference(outcome=Outcome.NO_VERDICT, metric=metric, reason=reason, **details)
    return Difference(outcome=outcome, metric=metric, cautions=cautions, **details)


_MISSING_THERE = {Reason.LEFT_MISSING: Reason.RIGHT_MISSING, Reason.RIGHT_MISSING: Reason.LEFT_MISSING}


def mirror(difference: Difference) -> Difference:
    """The same difference seen from the other side."""
    return Difference(
        outcome=MIRRORED.get(difference.outcome, difference.outcome),
        metric=difference.metric,
        reason=_MISSING_THERE.get(difference.reason, difference.reason),
        cautions=difference.cautions,
        gap=difference.gap,
        percent=difference.percent,
        magnitude=difference.magnitude,
        better=None if difference.better is None else not difference.better,
        parts=tuple(
            [
                Part(part.label, part.right, part.left, -part.gap, MIRRORED.get(part.outcome, part.outcome))
                for part in difference.parts
            ]
        ),
        shared=difference.shared,
        only_left=difference.only_right,
        only_right=difference.only_left,
    )
