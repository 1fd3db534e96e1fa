"""Publishes many occupations in one batch, and takes a batch back. Each is one transaction."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction

from occupations.models import Edition, Occupation
from occupations.publishing import followup
from occupations.publishing.completeness import lacking
from occupations.publishing.fall_back import MovedEdition
from occupations.publishing.publish import lock_all, publish_all


class Refused(NamedTuple):
    slug: str
    title: str
    lacks: list[str]


class Published(NamedTuple):
    batch: UUID
    editions: list[Edition]
    refused: list[Refused]


class UndoneBatch(NamedTuple):
    """`left`: (title, number of the live edition) for those that have been published again since."""

    moved: list[MovedEdition]
    left: list[tuple[str, int]]


class NoBatch(Exception):
    """No edition has that batch."""


@transaction.atomic
def publish_batch(
    occupations: Iterable[Occupation],
    by=None,
    note: str = "",
    on_progress: Callable[[int], None] = lambda done: None,
    on_follow: Callable[[int], None] = lambda done: None,
    batch: UUID | None = None,
) -> Published:
    """Publish the occupations that have changed and are complete enough (completeness.lacking); the others stay as they
    are and are reported. `on_progress` and `on_follow` are as in publish_all."""
    refused: list[Refused] = []

    def accept(occupation, sheet) -> bool:
        if lacks := lacking(sheet):
            refused.append(Refused(occupation.slug, occupation.title, lacks))
        return not lacks

    batch = batch or uuid4()
    callbacks = {"on_progress": on_progress, "on_follow": on_follow}
    return Published(batch, publish_all(occupations, by, note, batch=batch, accept=accept, **callbacks), refused)


@transaction.atomic
def undo_batch(batch: UUID, on_follow: Callable[[int], None] = lambda done: None) -> UndoneBatch:
    """Make the edition from before the batch live again, for each occupation whose live edition belongs to the batch.
    Raises NoBatch. `on_follow` is as in publish_all.

    That is the edition with the highest lower number that neither belongs to this batch nor uses an undone release.
    Editions stay. The rows have not changed, so the occupations now have unpublished changes.
    """
    held = lock_all(Edition.objects.filter(batch=batch).values_list("occupation", flat=True))
    if not held:
        raise NoBatch(f"There is no batch {batch}.")
    numbers = dict(Edition.objects.filter(batch=batch).order_by("number").values_list("occupation", "number"))
    occupations = Occupation.objects.filter(pk__in=held).select_related("live").defer("live__document").order_by("pk")
    public = [(occupation, occupation.live) for occupation in occupations if occupation.live]
    moving = [(occupation, live) for occupation, live in public if live.batch == batch]
    earlier = _earlier({occupation.pk: live.number for occupation, live in moving}, batch)
    undone = UndoneBatch([], [(live.title, live.number) for row, live in public if live.number > numbers[row.pk]])
    for occupation, before in moving:
        now, edition = earlier.get(occupation.pk, (None, None))
        undone.moved.append(MovedEdition(before.title, before.number, now))
        occupation.live_id = edition
        occupation.changed = occupation.recheck_due = True  # rows may be as they were before, too
    if moving:
        Occupation.objects.bulk_update([occupation for occupation, _ in moving], ["live", "changed", "recheck_due"])
        followup.follow(on_follow)
    return undone


def _earlier(below: dict[int, int], batch: UUID) -> dict[int, tuple[int, int]]:
    """Number and primary key of the edition to fall back to, by occupation; without those that have none. `below`: the
    number of the live edition of each."""
    standing = (
        Edition.objects.filter(occupation__in=below)
        .exclude(batch=batch)
        .exclude(releases__undone_at__isnull=False)
        .order_by("number")
        .values_list("occupation", "number", "pk")
    )
    return {owner: (number, pk) for owner, number, pk in standing if number < below[owner]}
