"""What statistic the numbers of a metric are: a median, a mean, a share."""

from occupations.metrics.definitions import METRICS
from occupations.metrics.units import IMPACT, JOBS, JOBS_YEAR, NAME, PERCENT, SCORE, Shape

STATISTICS = ("median", "mean", "unstated", "percentile", "share", "count", "change", "range", "score", "name")
"""“unstated”: a source says “average” and not which one."""

_BY_UNIT = {JOBS: "count", JOBS_YEAR: "count", SCORE: "score", IMPACT: "score", NAME: "name", PERCENT: "share"}
_BY_END = {"median": "median", "mean": "mean", "average": "unstated"}
_OTHERS = {"growth": "change", "time_to_become": "range"}


def _statistic(key: str) -> str:
    metric = METRICS[key]
    last = key.rpartition("_")[2]
    if known := _OTHERS.get(key) or _BY_END.get(last):
        return known
    if last[:1] == "p" and last[1:].isdecimal():
        return "percentile"
    if metric.shape in (Shape.RANGE, Shape.PERCENTILES):
        return "range"
    if metric.shape is Shape.LABEL:
        return "name"
    return _BY_UNIT.get(metric.unit, "unstated")


STATISTIC_OF: dict[str, str] = {key: _statistic(key) for key in METRICS}
"""Metric → its statistic."""
