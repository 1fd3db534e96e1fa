"""Pay and employment for one place and release, which replace the national figures of editions.

The rows are read from published releases, for the record that a side's national pay comes from and for all workers. A
side without a row says so and never falls back to national figures. All other figures stay as in the edition: national
and latest.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from django.conf import settings
from django.db import connection

from occupations.caching.bounded import BoundedCache
from occupations.directory.places import MOST_NAMED, Named, named
from occupations.metrics import (
    BENCHMARKED,
    LEADS,
    METRICS,
    NO_RELEASE,
    NOT_GIVEN,
    NOT_IN_RELEASE,
    SLOTS,
    Level,
    Missing,
)
from occupations.models import Dataset, Release, Source
from occupations.models.record_keys import key_sql, parts_of
from occupations.models.released import NAMED, PUBLISHED
from occupations.profiles import formatting
from occupations.profiles.document import Figure, Profile, ReleaseRef
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import Cell, Sheet
from occupations.publishing.building.figures import RecordRow, WageRow, wage_figures
from occupations.rendering.live import LaidOut, LiveDocument
from occupations.scope.choice import NOTHING, ScopeChoice

_PAID = ("pay_median", "pay_mean", "pay_average", "hourly_median", "hourly_mean", "hourly_average")
PLACED_ROWS = (*_PAID, "range", "jobs")
"""The slots that a choice affects."""
PLACED = (*(slot.key for slot in LEADS), *PLACED_ROWS)
"""These, and what sentences say of pay."""
OTHERS = "national, latest"
_SLOTS = SLOTS | {slot.key: slot for slot in LEADS}
_METRICS = frozenset([*(metric for slot in PLACED for metric in _SLOTS[slot].metrics), *METRICS["wage_range"].parts])
# Reasons that say more than that there is no figure here.
_SPECIFIC_GAPS = {Missing.TOP_CODED, Missing.BOTTOM_CODED, Missing.ANNUAL_ONLY, Missing.HOURLY_ONLY}

_RELEASE = ("title", "method", "period_start", "period_end", "population", "retrieved", "digest")
_DATASET = ("key", "geography")
_SOURCE = ("key", "title", "publisher", "url", "license", "attribution")
# Plain SQL, because building this query with the ORM costs more than running it. Wages come first: they are few, and
# only their releases have to be published.
_QUERY = """
WITH requested AS MATERIALIZED (
    SELECT s.id FROM unnest(%s::text[], %s::text[], %s::text[]) AS key (system, vintage, code)
    JOIN occupations_statisticalrecord s USING (system, vintage, code)
    UNION SELECT s.id FROM occupations_statisticalrecord s WHERE s.is_total
),
of_place AS MATERIALIZED (
    SELECT w.* FROM requested CROSS JOIN LATERAL (
        SELECT * FROM occupations_wageestimate w
        WHERE w.record_id = requested.id AND w.occupation_id IS NULL AND {area} AND w.industry_id IS NULL
          AND w.employer_id IS NULL OFFSET 0) w
),
published AS MATERIALIZED (
    SELECT r.*, {named} AS live FROM occupations_release r
    WHERE r.id IN (SELECT release_id FROM of_place) AND r.period_end IS NOT NULL AND {published}
)
SELECT a.name, s.is_total, r.live, {release}, {dataset}, {source},
       s.id, s.system, s.code, s.title, s.level, {key}, {wages}
FROM of_place w
JOIN published r ON r.id = w.release_id
JOIN occupations_dataset d ON d.id = r.dataset_id
JOIN occupations_source t ON t.id = d.source_id
JOIN occupations_statisticalrecord s ON s.id = w.record_id
LEFT JOIN occupations_area a ON a.id = w.area_id
ORDER BY r.live DESC, r.period_end DESC, r.id DESC, w.id
"""
_AREAS = {
    False: "w.area_id IS NULL",
    True: "w.area_id = (SELECT id FROM occupations_area WHERE kind = %s AND code = %s)",
}


def _query(*, placed: bool) -> str:
    def columns(table: str, names: Iterable[str]) -> str:
        return ", ".join(f"{table}.{name}" for name in names)

    wages = columns("w", ["id", *WageRow._fields[1:]])
    return _QUERY.format(
        area=_AREAS[placed],
        key=key_sql("s"),
        named=NAMED,
        published=PUBLISHED,
        release=columns("r", _RELEASE),
        dataset=columns("d", _DATASET),
        source=columns("t", _SOURCE),
        wages=wages,
    )


_QUERIES = {placed: _query(placed=placed) for placed in _AREAS}


_OTHERS = {slot: OTHERS for slot in SLOTS if slot not in PLACED}


class ScopeRow(NamedTuple):
    """The row of one release for one record in the place."""

    area: str | None
    is_total: bool
    live: bool
    release: ReleaseRef
    record: RecordRow
    wages: WageRow

    @property
    def year(self) -> int | None:
        return self.release.period_end.year if self.release.period_end else None


class Scope(NamedTuple):
    """A choice and the data for it. `release`: None if no release of that year has the place; `matches`: the places
    that the text may mean."""

    choice: ScopeChoice
    area: str = ""  # "Akron, OH"; "" for the nation
    release: ReleaseRef | None = None
    years: tuple[int, ...] = ()  # available for this place, newest first
    rows: tuple[ScopeRow, ...] = ()  # of the release
    error: str = ""
    matches: tuple[Named, ...] = ()

    @property
    def acts(self) -> bool:
        """Whether pay and employment differ from those without a choice."""
        return bool(self.choice.place or self.choice.year)

    @property
    def when(self) -> str:
        if self.release:
            return formatting.period(self.release.period_start, self.release.period_end)
        return str(self.choice.year or "")

    @property
    def where(self) -> str:
        """For sentences: "in Akron, OH (May 2024)", "in May 2022"; empty if there is no such release."""
        if self.release is None:
            return ""
        return f"in {self.area} ({self.when})" if self.area else f"in {self.when}"

    @property
    def heading(self) -> str:
        if not self.acts:
            return ""
        when = self.when if self.release else f"{self.when} (no such release)".strip()
        return f"Pay and employment in {self.area or 'the United States'}, {when}"

    @property
    def sentence(self) -> str:
        """For formats without a heading for it."""
        return f"{self.heading}; all other figures are the latest national ones." if self.acts else ""

    @property
    def others(self) -> dict[str, str]:
        """Slots that the choice does not affect → what their figures are for."""
        return _OTHERS if self.acts else {}

    @property
    def version(self) -> str:
        """What the page depends on besides the editions, for its ETag. Rows of a release never change."""
        return repr((self.choice, self.area, self.release, self.years, self.error, self.matches))


NOWHERE = Scope(NOTHING)
"""The scope of a page without a choice."""


def read(choice: ScopeChoice, lives: Iterable[LiveDocument]) -> Scope:
    """The scope of a choice for these sides; one query, and one more if a name was typed or nothing is found.

    If a name means a single place, only its key is returned, because the page redirects to it.
    """
    found = tuple(named(choice.typed_place)) if choice.typed_place else ()
    if len(found) == 1:
        return Scope(ScopeChoice(found[0].key, choice.year))
    error = _not_understood(choice, found)
    matches = found[:MOST_NAMED]
    if not choice.place and not choice.year:
        return Scope(choice, error=error, matches=matches)
    rows = _rows(choice, [key for live in lives for key in pay_records(live.laid_out.sheet.profile)])
    area = next((row.area for row in rows if row.area), "")
    if choice.place and not area:
        known = named(choice.place)
        if not known:
            return Scope(ScopeChoice(typed_place=choice.place), error=_UNKNOWN)
        area = known[0].name
    years = tuple(sorted({year for row in rows if (year := row.year)}, reverse=True))
    fitting = [row.release for row in rows if choice.year in (None, row.year)]
    release = fitting[0] if fitting else None
    if release is None:
        which = f"No {choice.year} release" if choice.year else "No release"
        error = f"{which} has figures for {area or 'the United States'}."
    of_release = tuple(row for row in rows if release and row.release.key == release.key)
    return Scope(choice, area, release, years, of_release, error, matches)


_UNKNOWN = "We found no place with that name."


def _not_understood(choice: ScopeChoice, found: Sequence[Named]) -> str:
    """The message about what was typed; `found`: the places it may mean."""
    if choice.typed_place:
        return "Several places have that name. Which one do you mean?" if found else _UNKNOWN
    return "We have no release for that year. Choose one from the list." if choice.typed_year else ""


def pay_records(profile: Profile) -> list[str]:
    """Keys of the records for pay in a place, best first: the record of national pay, else all."""
    for figure in profile.figures:
        if figure.record and figure.metric.startswith("wage_"):
            return [figure.record]
    return [record.key for record in profile.records if record.quality != "none"]


def _rows(choice: ScopeChoice, keys: Sequence[str]) -> list[ScopeRow]:
    requested = [parts_of(key) for key in dict.fromkeys(keys)]
    columns = [list(column) for column in zip(*requested, strict=True)] or [[], [], []]
    area = [choice.kind, choice.code] if choice.place else []
    with connection.cursor() as cursor:
        cursor.execute(_QUERIES[bool(choice.place)], [*columns, *area])
        return [_row(row) for row in cursor.fetchall()]


def _row(row: tuple) -> ScopeRow:
    area, is_total, live, *rest = row
    at = iter(rest)

    def take(names: Iterable[str]) -> dict[str, Any]:
        return {name: next(at) for name in names}

    release, dataset, source = take(_RELEASE), take(_DATASET), take(_SOURCE)
    ref = Release(dataset=Dataset(source=Source(**source), **dataset), **release).as_ref()
    record = RecordRow(**take(RecordRow._fields))
    return ScopeRow(area, is_total, live, ref, record, WageRow(*at))


def placed(live: LiveDocument, scope: Scope) -> LiveDocument:
    """The side with pay and employment for the place and release."""
    key = (live.digest, scope.choice.place, scope.release.key if scope.release else scope.when, scope.area)
    laid_out = cache.get(key) or cache.put(key, _placed(live.laid_out, scope), PLACED_BYTES)
    # The standing among all occupations is only known nationally.
    return msgspec.structs.replace(live, laid_out=laid_out, pay_median_percentile=None)


# The memory of a placed side in addition to the edition with which it shares most cells. Measured as in
# rendering/live.py, with the page and one comparison of 60 occupations in 60 places.
PLACED_BYTES = 120_000
# Editions and rows of releases never change, so nothing in here is ever out of date.
cache: BoundedCache[LaidOut] = BoundedCache(settings.PLACE_CACHE_MB * 2**20)


def _placed(laid_out: LaidOut, scope: Scope) -> LaidOut:
    sheet = placed_sheet(laid_out.sheet, scope)
    return LaidOut(sheet, laid_out.fragments.with_sheet(sheet))


def placed_sheet(sheet: Sheet, scope: Scope) -> Sheet:
    """The sheet with the figures for the place in the affected slots, and the others unchanged."""
    profile = sheet.profile
    releases = (*profile.releases, scope.release) if scope.release else profile.releases
    number = len(profile.releases) if scope.release else -1
    pay = _figures(next(_of(scope.rows, pay_records(profile)), None), number)
    of_all = _figures(next((row for row in scope.rows if row.is_total), None), number)
    profile = msgspec.structs.replace(
        profile,
        figures=(*pay, *(figure for figure in profile.figures if figure.metric not in _METRICS)),
        benchmarks=(
            *(figure for figure in profile.benchmarks if figure.metric not in _METRICS),
            *(figure for figure in of_all if figure.metric in BENCHMARKED and not figure.missing),
        ),
        history=(),
        releases=releases,
    )
    new = lay_out(msgspec.structs.replace(profile, figures=pay, skills=()))
    why = NO_RELEASE if scope.release is None else NOT_GIVEN if pay else NOT_IN_RELEASE
    gaps = {slot: _gap(slot, new.gaps[slot], scope, number, why) for slot in PLACED}
    cells = {slot: new.cells[slot] for slot in PLACED}
    own = {slot: cells[slot][0] if cells[slot] else gaps[slot] for slot in PLACED}
    return Sheet(profile, sheet.cells | cells, sheet.gaps | gaps, sheet.own | own)


def _of(rows: Sequence[ScopeRow], keys: Sequence[str]) -> Iterator[ScopeRow]:
    return iter([row for key in keys for row in rows if row.record.key == key])


def _figures(row: ScopeRow | None, number: int) -> tuple[Figure, ...]:
    if row is None:
        return ()
    return tuple([msgspec.structs.replace(figure, release=number) for figure in wage_figures(row.wages, row.record)])


def _gap(slot: str, gap: Cell, scope: Scope, number: int, why: str) -> Cell:
    """The cell if the place has no figure, with the reason; `why`: if the row does not give it."""
    if gap.missing in _SPECIFIC_GAPS:
        return gap
    reason = gap.missing if gap.figures else why
    metric = gap.metric if gap.figures else "employees" if slot == "jobs" else _SLOTS[slot].metrics[0]
    dataset = scope.release.dataset if scope.release else ""
    return Cell(
        metric=metric,
        text=_no_figure(scope),
        missing=reason,
        release=number,
        dataset=dataset,
        figures=gap.figures,
        record=gap.record,
        level=gap.level or Level.DETAILED,
    )


def _no_figure(scope: Scope) -> str:
    """ "no figure for Akron, OH, in May 2024", "no 2019 release"."""
    if scope.release is None:
        return f"no {scope.when} release for {scope.area}" if scope.area else f"no {scope.when} release"
    return f"no figure for {scope.area}, in {scope.when}" if scope.area else f"no figure in {scope.when}"
