"""Whether a release changes more than releases of its table do: figures that are gone, and figures that moved.

A file that is cut off, damaged or of another table can be perfectly readable. What gives it away is that far more is
gone or moved than from one release to the next before it; then somebody has to say that it is right. Judged are
detailed occupations, each metric by itself; rankings are not, because the amounts that they are made from are.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import connection

from occupations.importers.batch import Batch
from occupations.importers.errors import LoadError
from occupations.importers.impact import Consequences
from occupations.importers.writing import Written
from occupations.metrics import (
    AGE,
    IMPACT,
    JOBS,
    JOBS_YEAR,
    METRICS,
    NAME,
    PERCENT,
    RANKINGS,
    SCORE,
    USD_HOUR,
    USD_YEAR,
    Shape,
)
from occupations.models import Release

FEWEST = 20  # figures of the release before; shares of fewer tell nothing
LEARNED_FROM = 4  # releases before this one, at most
LEARNED_MARGIN = Decimal("1.5")  # times the most that was seen
EXAMPLES = 5


class Limits(NamedTuple):
    """What is usual. A figure has moved from `moved_by` on and moved far from `far_by` on, in percent of what it was or
    in its unit; `moved` and `far` are the shares of figures, in percent, up to which that is usual."""

    moved_by: Decimal
    far_by: Decimal
    in_percent: bool
    moved: int
    far: int


def _limits(moved_by: str, far_by: str, moved: int, far: int, *, in_percent: bool = False) -> Limits:
    return Limits(Decimal(moved_by), Decimal(far_by), in_percent, moved, far)


# Where releases at hand have moved more than this, what they did counts; see `_learned`. What each is taken from:
# shares of figures that moved, and moved far, in the two releases after each other that moved most.
_PAY = _limits("10", "50", 30, 3, in_percent=True)  # OEWS 2019 to 2025: 18 and 0.3 % of medians; by place 22 and 1 %
_COUNT = _limits("10", "50", 45, 5, in_percent=True)  # the same: 32 and 1.6 % of employees
_COUNT_BY_PLACE = _limits("10", "50", 65, 15, in_percent=True)  # sectors 2024 to 2025: 49 and 8 %
BY_UNIT = {
    USD_YEAR: _PAY,
    USD_HOUR: _PAY,
    JOBS: _COUNT,
    JOBS_YEAR: _limits("10", "50", 70, 15, in_percent=True),  # no two releases at hand; small sums of flows
    PERCENT: _limits("5", "20", 40, 3),  # CPS 11 of 2022 and 2025: 25 and 0.3 %, in points
    SCORE: _limits("0.5", "1.5", 15, 3),  # knowledge of O*NET 29.0 and 30.2: 1.4 and 0 %
    IMPACT: _limits("0.5", "1.5", 15, 3),  # no two that differ at hand; as ratings
    AGE: _limits("3", "10", 40, 3),  # no two releases at hand
    NAME: _limits("0", "0", 20, 100),  # a label is another one; no two that differ at hand
}
BY_METRIC = {"growth": _limits("5", "20", 50, 5)}  # no two releases at hand, in points
GONE = 10  # OEWS 2.5 %, by metropolitan area 7 %; CPS 5 %, for the base; interests of O*NET 1.5 %
GONE_OF_FILINGS = 60  # who files for whom changes from quarter to quarter
RENAMED = 10  # titles of the same codes; none from 2019 to 2025
SHIFTED = 1  # of these, to what another code was called before: rows that lie beside each other's codes
LOST = 2  # rows with a word that is not known, of all rows

ARE_GONE = "of the release before are gone"
FILINGS = "filed wages"
WAGES = {
    "wage_annual_mean": "annual_mean",
    "wage_annual_median": "annual_median",
    "wage_hourly_mean": "hourly_mean",
    "employees": "employment",
}
NAMES = {"description": "descriptions", "responsibility": "responsibilities", "links": "links between records"}


class ImplausibleRelease(LoadError):
    """A release that changes more than is usual. Nothing of it is written."""


class Share(NamedTuple):
    part: int
    total: int

    @property
    def percent(self) -> Decimal:
        return Decimal(100 * self.part) / max(self.total, 1)


class Moves(NamedTuple):
    """What became of the figures of one metric from one release to the next."""

    gone: Share
    moved: Share
    far: Share


Movement = dict[tuple[str, bool], Moves]  # by metric, and whether by place or industry


def check(batch: Batch, written: Written, impact: Consequences, *, accept: bool) -> None:
    """Raises ImplausibleRelease where the release changes more than is usual, unless that is accepted: then what was
    accepted is kept with it."""
    found = list(_findings(batch, written, impact))
    if not found:
        return
    if accept:
        impact.accepted = found
        return
    gone = impact.records_gone[:EXAMPLES] if any(one.endswith(ARE_GONE) for one in found) else []
    examples = [f"{key} is gone" for key in gone]
    examples += [
        f"{key} {what}: {old:,.12g} → {new:,.12g} ({percent:+}%)"
        for key, what, old, new, percent in impact.largest_changes[:EXAMPLES]
    ]
    lines = [*found, *(f"  {example}" for example in examples)]
    raise ImplausibleRelease(
        f"{batch.title}: it changes more than a release of this table usually does.\n  " + "\n  ".join(lines) + "\n"
        "If that is right, import it with --accept-changes"
    )


def _findings(batch: Batch, written: Written, impact: Consequences) -> Iterator[str]:
    for lost in batch.lost:
        share = Share(lost.rows, batch.rows_read)
        if share.percent > LOST:
            yield f"{_of(share, LOST)} rows would be lost: {lost.reason}"
    previous, release = written.previous, written.release
    if not impact.current or previous is None or previous == release:
        return
    renamed = Share(len(written.records_renamed), batch.records.height - len(written.records_added))
    if renamed.total >= FEWEST and renamed.percent > RENAMED:
        yield f"{_of(renamed, RENAMED)} records have another title: {_renamed(written)}"
    called_before = {before for _, before, _ in written.records_renamed}
    shifted = Share(sum(after in called_before for *_, after in written.records_renamed), renamed.total)
    if shifted.total >= FEWEST and renamed.percent <= RENAMED and shifted.percent > SHIFTED:
        yield f"{_of(shifted, SHIFTED)} records have the title of another: {_renamed(written)}"
    moves = movement(previous.pk, release.pk)
    learned = _learned(release, previous)
    for (metric, placed), of in moves.items():
        yield from _judged(metric, of, _usual(metric, placed=placed), learned.get((metric, placed)))


def _judged(metric: str, found: Moves, usual: Limits | None, seen: Moves | None) -> Iterator[str]:
    name = METRICS[metric].name if metric in METRICS else NAMES.get(metric, metric.replace("_", " ") + "s")

    def most(limit: int, learned: Share | None) -> Decimal:
        return max(Decimal(limit), LEARNED_MARGIN * learned.percent if learned else Decimal(0))

    limit = most(GONE_OF_FILINGS if metric == FILINGS else GONE, seen and seen.gone)
    if found.gone.total >= FEWEST and found.gone.percent > limit:
        yield f"{name}: {_of(found.gone, limit)} figures {ARE_GONE}"
    if usual is None or found.moved.total < FEWEST:
        return
    unit = "%" if usual.in_percent else f" {METRICS[metric].unit.name.replace('%', 'points')}"
    for share, by, before, default in (
        (found.moved, usual.moved_by, seen and seen.moved, usual.moved),
        (found.far, usual.far_by, seen and seen.far, usual.far),
    ):
        limit = most(default, before)
        if share.percent > limit:
            changed = f"changed by {by.normalize():f}{unit} or more" if by else "are another"
            yield f"{name}: {_of(share, limit)} figures {changed}"


def _of(share: Share, limit: Decimal | int) -> str:
    return f"{share.part:,} of {share.total:,} ({share.percent:.1f}%; up to {limit:.0f}% is usual)"


def _renamed(written: Written) -> str:
    return "; ".join(f"{key}: {before} → {after}" for key, before, after in written.records_renamed[:EXAMPLES])


def _usual(metric: str, *, placed: bool) -> Limits | None:
    """None: such figures have nothing that could move."""
    if metric not in METRICS or METRICS[metric].shape is Shape.RANGE:
        return None
    unit = METRICS[metric].unit
    return _COUNT_BY_PLACE if placed and unit is JOBS else BY_METRIC.get(metric) or BY_UNIT[unit]


def _learned(release: Release, previous: Release) -> Movement:
    """The most that became of each metric between releases before this one that follow each other; what somebody had
    to accept is no example."""
    before = Release.objects.filter(dataset=release.dataset, undone_at=None).exclude(pk=release.pk).newest_first()
    latest = previous.period_end
    dated = [one for one in before if one.period_end and latest and one.period_end <= latest]
    learned: Movement = {}
    for later, earlier in pairwise(dated[:LEARNED_FROM]):
        if later.report.get("accepted"):
            continue
        for key, moves in movement(earlier.pk, later.pk).items():
            known = learned.get(key, moves)
            learned[key] = Moves(
                *(max(pair, key=lambda share: share.percent) for pair in zip(known, moves, strict=True))
            )
    return learned


_AMOUNTS = ", ".join(f"('{metric}', {column})" for metric, column in WAGES.items())
# Every figure of a release by what it is of. `item`: what a record has several of, such as the skill; of places, which.
# `name`: the label where it is the figure.
FIGURES = f"""
    SELECT f.release_id, f.record_id, f.metric, false AS placed, f.value,
           CASE WHEN f.metric = ANY(%(labels)s) THEN '' ELSE f.label END AS item,
           CASE WHEN f.metric = ANY(%(labels)s) THEN f.label END AS name
    FROM occupations_figure f WHERE f.missing = '' AND f.metric <> ALL(%(rankings)s)
    UNION ALL
    SELECT release_id, record_id, which, area_id IS NOT NULL OR industry_id IS NOT NULL, amount,
           concat(area_id, '/', industry_id), NULL
    FROM occupations_wageestimate
    CROSS JOIN LATERAL (VALUES {_AMOUNTS}) AS amounts (which, amount)
    WHERE amount IS NOT NULL AND employer_id IS NULL
    UNION ALL
    SELECT DISTINCT release_id, record_id, %(filings)s, false, NULL::numeric, '', NULL
    FROM occupations_wageestimate WHERE employer_id IS NOT NULL
    UNION ALL
    SELECT release_id, record_id, kind, false, NULL, position::text, NULL FROM occupations_recordtext
    UNION ALL
    SELECT release_id, record_id, 'links', false, NULL, other.system || other.code, NULL
    FROM occupations_recordlink JOIN occupations_statisticalrecord other ON other.id = other_id
"""  # noqa: S608 (nothing in it comes from a file)
# A code of one year of a classification is that code of another: projections have records of each base year.
MOVEMENT = f"""
    WITH limits (metric, moved_by, far_by, in_percent) AS (
        SELECT * FROM unnest(
            %(metrics)s::text[], %(moved_by)s::numeric[], %(far_by)s::numeric[], %(in_percent)s::bool[]
        )
    ),
    figures AS (
        SELECT all_figures.*, r.system || r.code AS code FROM ({FIGURES}) AS all_figures
        JOIN occupations_statisticalrecord r ON r.id = record_id AND r.level = 'detailed'
        WHERE release_id IN (%(old)s, %(new)s)
    ),
    pairs AS (
        SELECT old.metric, old.placed, new.code IS NULL AS gone,
               CASE WHEN old.name <> new.name THEN 1E9 WHEN old.name = new.name OR old.value = new.value THEN 0
                    WHEN NOT in_percent THEN abs(new.value - old.value)
                    ELSE 100 * abs(new.value - old.value) / nullif(abs(old.value), 0) END AS change,
               moved_by, far_by
        FROM (SELECT * FROM figures WHERE release_id = %(old)s) old
        LEFT JOIN (SELECT * FROM figures WHERE release_id = %(new)s) new USING (code, metric, placed, item)
        LEFT JOIN limits ON limits.metric = old.metric
    )
    SELECT metric, placed, count(*), count(*) FILTER (WHERE gone), count(change),
           count(*) FILTER (WHERE change >= greatest(moved_by, 0.0001)),
           count(*) FILTER (WHERE change >= greatest(far_by, 0.0001))
    FROM pairs GROUP BY metric, placed ORDER BY metric, placed
"""  # noqa: S608 (nothing in it comes from a file)


def movement(old: int, new: int) -> Movement:
    """What became of the figures of one release in another."""
    limits: Mapping[str, Limits] = {
        metric: usual for metric in METRICS if (usual := _usual(metric, placed=False)) is not None
    }
    values: dict[str, Any] = {
        "old": old,
        "new": new,
        "labels": [key for key, metric in METRICS.items() if metric.shape is Shape.LABEL],
        "rankings": list(RANKINGS),
        "filings": FILINGS,
        "metrics": list(limits),
        "moved_by": [usual.moved_by for usual in limits.values()],
        "far_by": [usual.far_by for usual in limits.values()],
        "in_percent": [usual.in_percent for usual in limits.values()],
    }
    with connection.cursor() as cursor:
        # Of rows just written the planner knows nothing, and would join them row by row.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(MOVEMENT, values)
        found = {
            (metric, placed): Moves(Share(gone, total), Share(moved, compared), Share(far, compared))
            for metric, placed, total, gone, compared, moved, far in cursor.fetchall()
        }
        cursor.execute("SET LOCAL enable_nestloop = on")
    return found
