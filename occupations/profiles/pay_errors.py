"""The error of median pay: no survey publishes it, so the error of the mean in the same row is used."""

from collections.abc import Sequence

import msgspec

from occupations.metrics import METRICS
from occupations.profiles.document import Figure

ERROR_OF_MEAN = "relative standard error of the mean: the source publishes none of this figure"
PERCENTILE_METRICS = METRICS["wage_range"].parts
_MEANS = ("wage_annual_mean", "wage_hourly_mean")
_BORROWING = frozenset([*PERCENTILE_METRICS, "wage_hourly_median"])


def with_errors(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, with the relative standard error of the mean of the same row for medians and percentiles of pay,
    because no survey publishes theirs."""
    means = {
        (figure.release, figure.record): figure.standard_error / figure.value
        for metric in reversed(_MEANS)  # by the hour, where there is none by the year
        for figure in figures
        if figure.metric == metric and figure.value and figure.standard_error is not None
    }
    found = []
    for figure in figures:
        relative = means.get((figure.release, figure.record)) if figure.metric in _BORROWING else None
        if relative is not None and figure.value is not None and figure.standard_error is None:
            found.append(msgspec.structs.replace(figure, standard_error=round(figure.value * relative)))
        else:
            found.append(figure)
    return found
