"""Checks whether a release changes more than releases of its table usually do: figures that are missing or have
changed.

A file that is truncated, damaged or from another table can still be readable. What gives it away is that far more is
missing or changed than between earlier releases; then somebody has to confirm that it is right. Only detailed
occupations count, each metric separately. Rankings do not count, because the amounts behind them do.
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
from occupations.metrics import METRICS, RANKINGS, Shape
from occupations.metrics.usual_changes import Limits, usual
from occupations.models import Release

FEWEST = 20  # minimum number of figures in the previous release; fewer say nothing
LEARNED_FROM = 4  # maximum number of earlier releases to learn from
LEARNED_MARGIN = Decimal("1.5")  # factor on the largest change seen
EXAMPLES = 5

# Beside what is usual for changed figures (metrics/usual_changes.py): if available releases changed more than that or
# this, they set the limit; see `_learned`.
GONE = 10  # OEWS 2.5 %, by metropolitan area 7 %; CPS 5 %, for the base; interests of O*NET 1.5 %
GONE_OF_FILINGS = 60  # who files for whom changes from quarter to quarter
RENAMED = 10  # titles of the same codes; none from 2019 to 2025
SHIFTED = 1  # of these, those that another code had before: rows next to each other's codes
LOST = 2  # rows with an unknown code, in percent of all rows

ARE_GONE = "of the previous release are gone"
FILINGS = "filed wages"
WAGES = {
    "wage_annual_mean": "annual_mean",
    "wage_annual_median": "annual_median",
    "wage_hourly_mean": "hourly_mean",
    "wage_hourly_median": "hourly_median",
    "employees": "employment",
}
NAMES = {"description": "descriptions", "responsibility": "responsibilities", "links": "links between records"}


class ImplausibleRelease(LoadError):
    """A release that changes more than usual. Nothing of it is written."""


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


Movement = dict[tuple[str, bool], Moves]  # by metric and whether for a place or industry


def check(batch: Batch, written: Written, impact: Consequences, *, accept: bool) -> None:
    """Raises ImplausibleRelease if the release changes more than usual, unless that is accepted; then what was accepted
    is stored with it."""
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
        yield f"{_of(renamed, RENAMED)} records have a different title: {_renamed(written)}"
    called_before = {before for _, before, _ in written.records_renamed}
    shifted = Share(sum(after in called_before for *_, after in written.records_renamed), renamed.total)
    if shifted.total >= FEWEST and renamed.percent <= RENAMED and shifted.percent > SHIFTED:
        yield f"{_of(shifted, SHIFTED)} records have the title of another record: {_renamed(written)}"
    moves = movement(previous.pk, release.pk)
    learned = _learned(release, previous)
    for (metric, placed), of in moves.items():
        yield from _judged(metric, of, usual(metric, placed=placed), learned.get((metric, placed)))


def _judged(metric: str, found: Moves, limits: Limits | None, seen: Moves | None) -> Iterator[str]:
    name = METRICS[metric].name if metric in METRICS else NAMES.get(metric, metric.replace("_", " ") + "s")

    def most(limit: int, learned: Share | None) -> Decimal:
        return max(Decimal(limit), LEARNED_MARGIN * learned.percent if learned else Decimal(0))

    limit = most(GONE_OF_FILINGS if metric == FILINGS else GONE, seen and seen.gone)
    if found.gone.total >= FEWEST and found.gone.percent > limit:
        yield f"{name}: {_of(found.gone, limit)} figures {ARE_GONE}"
    if limits is None or found.moved.total < FEWEST:
        return
    unit = "%" if limits.in_percent else f" {METRICS[metric].unit.name.replace('%', 'points')}"
    for share, by, before, default in (
        (found.moved, limits.moved_by, seen and seen.moved, limits.moved),
        (found.far, limits.far_by, seen and seen.far, limits.far),
    ):
        limit = most(default, before)
        if share.percent > limit:
            changed = f"changed by {by.normalize():f}{unit} or more" if by else "are different"
            yield f"{name}: {_of(share, limit)} figures {changed}"


def _of(share: Share, limit: Decimal | int) -> str:
    return f"{share.part:,} of {share.total:,} ({share.percent:.1f}%; up to {limit:.0f}% is usual)"


def _renamed(written: Written) -> str:
    return "; ".join(f"{key}: {before} → {after}" for key, before, after in written.records_renamed[:EXAMPLES])


def _learned(release: Release, previous: Release) -> Movement:
    """The largest changes of each metric between successive earlier releases; a release that had to be accepted does
    not count."""
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
# Every figure of a release with what it is for. `item`: if a record has several, such as the skill; for places, which
# place. `name`: the label, if it is the figure.
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
# Codes mean the same in every year of a classification: projections have separate records for each base year.
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
    """How the figures of one release changed in another."""
    limits: Mapping[str, Limits] = {metric: limit for metric in METRICS if (limit := usual(metric)) is not None}
    values: dict[str, Any] = {
        "old": old,
        "new": new,
        "labels": [key for key, metric in METRICS.items() if metric.shape is Shape.LABEL],
        "rankings": list(RANKINGS),
        "filings": FILINGS,
        "metrics": list(limits),
        "moved_by": [limit.moved_by for limit in limits.values()],
        "far_by": [limit.far_by for limit in limits.values()],
        "in_percent": [limit.in_percent for limit in limits.values()],
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
