"""Prepares the pay of each public occupation in states and metropolitan areas, for comparisons.

A row belongs to the live edition, and neither editions nor rows of releases ever change: so only occupations whose live
edition is another one now are prepared again. Occupations without pay of their own have an empty row.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q

from occupations.metrics import METRICS, PERCENT, to_scale
from occupations.models import Occupation, PlacePay
from occupations.models.record_keys import parts_of
from occupations.profiles import place_pay
from occupations.profiles.official_records import paid_by
from occupations.profiles.place_pay import Place
from occupations.publishing.copying import copy

AT_ONCE = 25  # occupations, whose rows are about 10,000
_MEDIAN, _MEAN = "annual_median", "annual_mean"
_UNIT = METRICS["wage_annual_median"].unit
# Only releases that the edition was built from are read; rows without an area are the nation's.
_ROWS = """
SELECT wanted.occupation, r.id, r.period_end, d.key || '@' || r.period_end || '/' || left(r.digest, 8),
       a.kind || '-' || a.code, a.name,
       w.annual_median, w.annual_mean, w.mean_rse, w.employment, w.hourly_only, w.suppressed, w.top_coded,
       w.top_code_annual
FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[])
    AS wanted (occupation, edition, system, vintage, code)
JOIN occupations_statisticalrecord s USING (system, vintage, code)
JOIN occupations_edition_releases b ON b.edition_id = wanted.edition
JOIN occupations_wageestimate w ON w.record_id = s.id AND w.release_id = b.release_id
JOIN occupations_release r ON r.id = w.release_id AND r.period_end IS NOT NULL AND r.undone_at IS NULL
JOIN occupations_dataset d ON d.id = r.dataset_id
LEFT JOIN occupations_area a ON a.id = w.area_id
WHERE w.occupation_id IS NULL AND w.industry_id IS NULL AND w.employer_id IS NULL
  AND (a.id IS NULL OR a.kind IN ('state', 'metro'))
ORDER BY wanted.occupation, a.kind DESC, a.code, r.id
"""


class WageOfPlace(NamedTuple):
    """A row of a wage survey: US$ a year, and an error in percent. `place`: "state-06", None for the nation."""

    release: int
    period_end: datetime.date
    release_key: str
    place: str | None
    name: str | None
    annual_median: Decimal | None
    annual_mean: Decimal | None
    mean_rse: Decimal | None
    employment: int | None
    hourly_only: bool
    suppressed: Sequence[str]
    top_coded: Sequence[str]
    top_code_annual: Decimal | None


def rebuild(on_progress: Callable[[int], None] = lambda done: None) -> int:
    """Bring the table up to date with the live editions. Returns how many rows changed. Called by follow(), which holds
    the lock and the transaction."""
    public = Occupation.objects.public()
    PlacePay.objects.exclude(occupation__in=public).delete()
    stale = public.filter(Q(place_pay=None) | ~Q(place_pay__edition=F("live")))
    rows = list(stale.order_by("pk").values_list("pk", "live", "live__records", "live__groups"))
    PlacePay.objects.filter(occupation__in=[row[0] for row in rows]).delete()
    on_progress(0)
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        _prepare(part)
        on_progress(len(part))
    return len(rows)


def own_record(records: Mapping[str, str], groups: Mapping[str, str]) -> str:
    """The key of the record with the occupation's own pay, from the columns of its edition; empty if its pay is a wider
    group's, or several records have some."""
    own = [key for key in paid_by(records) if key not in groups]
    return own[0] if len(own) == 1 and "pay" not in groups else ""


def _prepare(rows: Sequence[tuple]) -> None:
    editions = {occupation: edition for occupation, edition, *_ in rows}
    records = {occupation: own_record(records, groups) for occupation, _, records, groups in rows}
    found = _wages([(occupation, editions[occupation], *parts_of(key)) for occupation, key in records.items() if key])
    prepared = []
    for occupation, edition in editions.items():
        document = document_of(records[occupation], found.get(occupation, ()))
        prepared.append(
            PlacePay(
                occupation_id=occupation,
                edition_id=edition,
                document=document,
                digest=place_pay.digest(document) if document else "",
            )
        )
    copy(prepared)


def _wages(wanted: Sequence[tuple]) -> dict[int, list[WageOfPlace]]:
    """The rows of wage surveys by occupation; one query."""
    found: dict[int, list[WageOfPlace]] = defaultdict(list)
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, [list(column) for column in zip(*wanted, strict=True)])
            for occupation, *row in cursor.fetchall():
                found[occupation].append(WageOfPlace(*row))
    return found


def document_of(record: str, rows: Iterable[WageOfPlace]) -> str:
    """The document about the newest period that has places; empty if no row is of a place. Of several releases with a
    place in that period, the last counts."""
    rows = list(rows)
    newest = max((row.period_end for row in rows if row.place), default=None)
    if newest is None:
        return ""
    of_period = [row for row in rows if row.period_end == newest]
    placed = {row.place: row for row in of_period if row.place}
    return place_pay.encode(
        place_pay.PayDocument(
            record=record,
            jobs=next((row.employment for row in of_period if row.place is None), None),
            releases=tuple(sorted({row.release_key for row in placed.values()})),
            places=tuple(_place(row) for row in placed.values()),
        )
    )


def _place(row: WageOfPlace) -> Place:
    marks = (
        place_pay.MEDIAN_AT_LEAST * (_MEDIAN in row.top_coded)
        + place_pay.MEAN_AT_LEAST * (_MEAN in row.top_coded)
        + place_pay.SUPPRESSED * (_MEDIAN in row.suppressed)
        + place_pay.HOURLY_ONLY * row.hourly_only
    )
    return Place(
        key=row.place or "",
        name=row.name or "",
        median=_cents(row.top_code_annual if _MEDIAN in row.top_coded else row.annual_median),
        mean=_cents(row.top_code_annual if _MEAN in row.top_coded else row.annual_mean),
        error=None if row.mean_rse is None else to_scale(row.mean_rse, PERCENT),
        employment=row.employment,
        marks=marks,
    )


def _cents(amount: Decimal | None) -> int | None:
    return None if amount is None else to_scale(amount, _UNIT)
