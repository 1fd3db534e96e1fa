"""Which metrics observations have, and in which columns of a wage survey they are. Pure."""

from collections.abc import Iterable

from occupations.metrics import FIGURE_METRICS, METRICS, SECTIONS, SLOTS, UNSHOWN, Metric
from occupations.metrics.statistics import STATISTIC_OF
from occupations.metrics.wage_columns import AVERAGES, PAY_COLUMNS

OBSERVED: dict[str, Metric] = METRICS | UNSHOWN
EMPLOYEES = "employment"
WAGE_METRIC: dict[str, str] = {
    **{column: key for column in PAY_COLUMNS if (key := f"wage_{column}") in OBSERVED},
    EMPLOYEES: "employees",
}
"""Column of a wage survey → metric, in the order of the columns."""
HOURLY = frozenset(column for column in WAGE_METRIC if column.startswith("hourly") and column not in AVERAGES)
ANNUAL = frozenset(column for column in WAGE_METRIC if column.startswith("annual") and column not in AVERAGES)
STORED = frozenset((*WAGE_METRIC.values(), *FIGURE_METRICS))
# Metrics that are put together from others → those of which sources have figures.
_MADE_OF = {
    "wage_range": METRICS["wage_range"].parts,
    "top_filed_wage": ("top_employer",),
    "entry_path": ("entry_education", "entry_experience", "entry_training"),
}


def statistic(metric: str) -> str:
    return STATISTIC_OF.get(metric, "percentile")


def _stored(metrics: Iterable[str]) -> frozenset[str]:
    return frozenset(key for metric in metrics for key in _MADE_OF.get(metric, (metric,))) & STORED


def _words() -> dict[str, frozenset[str]]:
    found = {section.key: _stored(key for slot in section.slots for key in slot.metrics) for section in SECTIONS}
    found |= {key: _stored(slot.metrics) for key, slot in SLOTS.items()}
    found |= {key: _stored([key]) for key in OBSERVED}
    return {word: metrics for word, metrics in found.items() if metrics}


METRICS_OF: dict[str, frozenset[str]] = _words()
"""What a reader may ask for → the metrics: a metric, a row of pages or a section. Of equal names, the metric is meant,
then the row."""
