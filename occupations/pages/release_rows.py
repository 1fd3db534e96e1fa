"""Which rows of the pages each release is used for, derived from the rows in the release."""

from functools import lru_cache

from django.db.models import Manager, Q, QuerySet

from occupations.metrics import ABOUT, AVERAGES, JOB_TITLES, METRICS, RESPONSIBILITIES, Method, slots
from occupations.models import Figure, OccupationSkill, RecordText, WageEstimate
from occupations.profiles.layout import FILED_AS
from occupations.rendering.row_headers import row_name

_ROWS: dict[str, str] = {}  # metric → the name of the row that shows it
for _, _slot in slots():
    for _metric in _slot.metrics:
        _ROWS.setdefault(_metric, row_name(_slot, _metric))

_ORDER = {label: place for place, label in enumerate(dict.fromkeys(_ROWS.values()))}

_TEXTS = {
    "description": ABOUT.title,
    "responsibility": RESPONSIBILITIES.title,
    "alternate_title": JOB_TITLES.title,
    "reported_title": JOB_TITLES.title,
    "direct_match_title": JOB_TITLES.title,
}
_NATIONAL_PAY = {  # whether an amount is an average of unstated kind → the rows that a row of pay feeds
    averaged: tuple(dict.fromkeys(_ROWS[f"wage_{column}"] for column in columns))
    for averaged, columns in (
        (False, ("annual_median", "annual_mean", "hourly_median", "hourly_mean", "range")),
        (True, (*AVERAGES, "range")),
    )
}


@lru_cache(maxsize=16)
def feeds(releases: tuple[int, ...]) -> dict[int, list[str]]:
    """Names of rows by release, in page order. Cached, because the rows of a release never change."""
    national = WageEstimate.objects.filter(area=None, industry=None, employer=None).annotate(
        averaged=Q(annual_average__isnull=False) | Q(hourly_average__isnull=False)
    )
    fed = [
        *(
            (release, label)
            for release, averaged in _of(national, releases, "averaged")
            for label in _NATIONAL_PAY[averaged]
        ),
        *(
            (release, _ROWS.get(FILED_AS.get(metric, metric) if method == Method.FILED else metric, ""))
            for release, metric, method in _of(Figure.objects, releases, "metric", "method")
        ),
        *((release, _TEXTS.get(kind, "")) for release, kind in _of(RecordText.objects, releases, "kind")),
        *((release, _ROWS["skill_share"]) for (release,) in _of(OccupationSkill.objects, releases)),
    ]
    found: dict[int, dict[str, None]] = {release: {} for release in releases}
    for release, label in sorted(fed, key=lambda row: _ORDER.get(row[1], len(_ORDER))):
        if label:
            found[release][label] = None
    return {release: list(labels) for release, labels in found.items()}


def _of(rows: Manager | QuerySet, releases: tuple[int, ...], *columns: str) -> QuerySet:
    return rows.filter(release__in=releases).order_by().values_list("release", *columns).distinct()


def row_of(metric: str) -> str:
    """The name of the row that shows a metric by itself or as a part; "" for none."""
    containing = next((key for key, other in METRICS.items() if metric in other.parts), metric)
    return _ROWS.get(metric) or _ROWS.get(containing, "")
