"""The error of median pay: no survey publishes one, and that of the mean of the same row stands in for it."""

from collections.abc import Sequence

import msgspec

from occupations.metrics import METRICS
from occupations.profiles.document import Figure

ERROR_OF_MEAN = "relative standard error of the mean: the source publishes none of this figure"
PERCENTILE_METRICS = METRICS["wage_range"].parts


def with_errors(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, medians and percentiles of pay with the relative standard error of the mean of the same row: no
    survey publishes one of theirs."""
    means = {
        (figure.release, figure.record): figure.standard_error / figure.value
        for figure in figures
        if figure.metric == "wage_annual_mean" and figure.value and figure.standard_error is not None
    }
    found = []
    for figure in figures:
        relative = means.get((figure.release, figure.record)) if figure.metric in PERCENTILE_METRICS else None
        if relative is not None and figure.value is not None and figure.standard_error is None:
            found.append(msgspec.structs.replace(figure, standard_error=round(figure.value * relative)))
        else:
            found.append(figure)
    return found
