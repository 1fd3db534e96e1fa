"""Which rows of the pages each release feeds, worked out from the rows it brought."""

from functools import lru_cache

from django.db.models import Manager, QuerySet

from occupations.metrics import ABOUT, JOB_TITLES, METRICS, RESPONSIBILITIES, slots
from occupations.models import Figure, OccupationSkill, RecordText, WageEstimate

_ROWS: dict[str, str] = {}  # metric → the label of the row that shows it
for _, _slot in slots():
    for _metric in _slot.metrics:
        _ROWS.setdefault(_metric, _slot.label)

_ORDER = {label: place for place, label in enumerate(dict.fromkeys(_ROWS.values()))}

_TEXTS = {
    "description": ABOUT.title,
    "responsibility": RESPONSIBILITIES.title,
    "alternate_title": JOB_TITLES.title,
    "reported_title": JOB_TITLES.title,
}
_NATIONAL_PAY = ("Yearly salary", "Hourly rate", "Salary range")


@lru_cache(maxsize=16)
def feeds(releases: tuple[int, ...]) -> dict[int, list[str]]:
    """Labels of rows, by release, in the order of a page. Kept, because the rows of a release are only ever added with
    it."""
    national = WageEstimate.objects.filter(area=None, industry=None, employer=None)
    fed = [
        *((release, label) for (release,) in _of(national, releases) for label in _NATIONAL_PAY),
        *((release, _ROWS.get(metric, "")) for release, metric in _of(Figure.objects, releases, "metric")),
        *((release, _TEXTS[kind]) for release, kind in _of(RecordText.objects, releases, "kind")),
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
    """The label of the row that shows a metric, of itself or as a part; "" for none."""
    whole = next((key for key, other in METRICS.items() if metric in other.parts), metric)
    return _ROWS.get(metric) or _ROWS.get(whole, "")
