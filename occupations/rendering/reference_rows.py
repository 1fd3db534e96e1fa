"""What data formats say of a metric, a source and a release: the same in the API and in bulk files."""

from typing import Any

from occupations.metrics import SLOTS, Metric, in_unit
from occupations.metrics.statistics import STATISTIC_OF
from occupations.models import Release, Source


def metric_row(metric: Metric) -> dict[str, Any]:
    amounts = {name: getattr(metric, name) for name in ("tolerance", "rounding")}
    as_they_are = ("tolerance_percent", "higher_is_better", "sensitive")
    return {
        "key": metric.key,
        "name": metric.name,
        "definition": metric.definition,
        "statistic": STATISTIC_OF.get(metric.key, "percentile"),
        "unit": metric.unit.key,
        "unit_text": metric.unit.name,
        "scale": metric.unit.scale,
        "shape": metric.shape.value,
        "population": metric.population or None,
        **{name: in_unit(amount, metric.unit) for name, amount in amounts.items()},
        **{name: getattr(metric, name) for name in as_they_are},
        "period_limit_years": metric.period_limit,
        "row_keys": [slot.key for slot in SLOTS.values() if metric.key in slot.metrics],
    }


def source_row(source: Source) -> dict[str, Any]:
    return {
        "key": source.key,
        "title": source.title,
        "publisher": source.publisher or None,
        "homepage_url": source.url or None,
        "license": source.license or None,
        "attribution": source.attribution or None,
    }


def release_row(release: Release) -> dict[str, Any]:
    """Reads dataset and source."""
    source = release.dataset.source
    return {
        "key": release.key,
        "dataset": release.dataset.key,
        "title": release.title,
        "source": source.key,
        "source_title": source.title,
        "publisher": source.publisher or None,
        "geography": release.dataset.geography or None,
        "period_start": release.period_start,
        "period_end": release.period_end,
        "method": release.method,
        "population": release.population or None,
        "retrieved_on": release.retrieved,
        "next_expected_on": release.next_expected,
        "digest": release.digest,
    }
