"""Publishing: the only way from rows to the public.

`publish` freezes the current rows into an edition and makes it live; `withdraw` takes a page offline and says where to
go instead. Each is one transaction that locks the occupation's row, so that its editions are numbered without gaps.
restore.py goes the other way, from an old edition to rows; batches.py publishes everything that has changed, and takes
a batch back.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from occupations import locks
from occupations.models import Edition, Occupation, Release
from occupations.profiles import document as profiles
from occupations.profiles.document import Profile
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import Sheet
from occupations.publishing import followup
from occupations.publishing.building import build_profile, build_profiles, verbatim_words
from occupations.publishing.columns import columns
from occupations.publishing.copying import copy

PART = 15  # occupations that are built and then stored: a quarter of a second's work


def publish(occupation: Occupation, by=None, note: str = "") -> Edition | None:
    """Make the current rows the live edition. Returns it, or None if it would equal the live one."""
    editions = publish_all([occupation], by, note)
    return editions[0] if editions else None


@transaction.atomic
def publish_all(
    occupations: Iterable[Occupation],
    by=None,
    note: str = "",
    *,
    batch: UUID | None = None,
    accept: Callable[[Occupation, Sheet], bool] = lambda occupation, sheet: True,
    on_progress: Callable[[int], None] = lambda done: None,
    on_follow: Callable[[int], None] = lambda done: None,
) -> list[Edition]:
    """Publish all of them or none. Returns the new editions; occupations without changes get none.

    `batch` marks the editions as made together. `accept` is called for every edition that would be made; an occupation
    it rejects stays as it is. `on_progress` receives the number of occupations newly done, 0 in between; `on_follow` is
    as in followup. An exception of theirs publishes nothing.
    """
    verbatim = verbatim_words()
    editions: list[Edition] = []
    keys = lock_all(occupation.pk for occupation in occupations)
    for start in range(0, len(keys), PART):
        chunk = Occupation.objects.filter(pk__in=keys[start : start + PART]).select_related("category", "live")
        new_drafts = list(drafts_of(chunk.defer("live__document").order_by("pk"), verbatim, accept, on_progress))
        editions += make_live(new_drafts, by=by, note=note, batch=batch)
        on_progress(0)
    if editions:
        followup.follow(on_follow)
    return editions


class Draft(NamedTuple):
    occupation: Occupation
    releases: list[Release]
    facts: dict  # of the new edition; empty if the live one is equal


def drafts_of(
    occupations: Iterable[Occupation],
    verbatim: frozenset[str],
    accept: Callable[[Occupation, Sheet], bool],
    on_progress: Callable[[int], None] = lambda done: None,
) -> Iterator[Draft]:
    """The plan for each occupation; those that are not accepted are left out."""
    for occupation, profile, releases in build_profiles(occupations, verbatim):
        document = profiles.encode(profile)
        digest = profiles.digest(document)
        if occupation.live is not None and occupation.live.digest == digest:
            yield Draft(occupation, releases, {})
        elif accept(occupation, sheet := lay_out(profile)):
            yield Draft(
                occupation,
                releases,
                {"category": occupation.category, "document": document, "digest": digest, **columns(sheet)},
            )
        on_progress(1)


def make_live(drafts: list[Draft], **shared) -> list[Edition]:
    """Store the editions and make them live. The occupations are locked."""
    editions = store(drafts, **shared)
    new = [draft.occupation for draft in drafts if draft.facts]
    for edition, occupation in zip(editions, new, strict=True):
        occupation.live = edition
    Occupation.objects.filter(pk__in=[draft.occupation.pk for draft in drafts]).update(changed=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE occupations_occupation AS owner SET live_id = new.edition "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS new (owner, edition) WHERE owner.id = new.owner",
            [[occupation.pk for occupation in new], [edition.pk for edition in editions]],
        )
    return editions


def store(drafts: list[Draft], **shared) -> list[Edition]:
    """Store the editions of those that would change, which nobody sees yet. The occupations are locked."""
    new = [draft for draft in drafts if draft.facts]
    last = dict(
        Edition.objects.filter(occupation__in=[draft.occupation for draft in new])
        .order_by()
        .values_list("occupation")
        .annotate(Max("number"))
    )
    editions = copy(
        [
            Edition(occupation=draft.occupation, number=last.get(draft.occupation.pk, 0) + 1, **draft.facts, **shared)
            for draft in new
        ]
    )
    built_on = Edition.releases.through
    copy(
        [
            built_on(edition_id=edition.pk, release_id=release.pk)
            for edition, draft in zip(editions, new, strict=True)
            for release in draft.releases
        ]
    )
    return editions


def lock_all(pks: Iterable[int]) -> list[int]:
    """Locks the occupations and prevents undoing releases until the transaction ends. Returns the primary keys, each
    once and in order. Raises Occupation.DoesNotExist if one is gone."""
    locks.releases_stay()
    # In order of primary keys, so that two publishers cannot wait for each other. Locked first and read afterward:
    # waiting for a lock on a join returns the new row together with the old edition and category.
    wanted = set(pks)
    held = Occupation.objects.filter(pk__in=wanted).order_by("pk").select_for_update().values_list("pk", flat=True)
    keys = list(held)
    if gone := wanted.difference(keys):
        raise Occupation.DoesNotExist(f"There are no occupations {sorted(gone)} any longer.")
    return keys


def lock(pk: int) -> Occupation:
    """The occupation, locked until the transaction ends. Take this lock before writing rows that editions are built
    from."""
    lock_all([pk])
    return Occupation.objects.select_related("category", "live").get(pk=pk)


def draft_profile(occupation: Occupation) -> Profile:
    """What publishing would make live now. For previews; writes nothing."""
    return build_profile(occupation)[0]


@transaction.atomic
def note_changes(occupation: Occupation) -> bool:
    """Set the flag by comparing the draft with the live edition. Called after an editor has saved. Returns the flag."""
    locked = lock(occupation.pk)
    document = profiles.encode(build_profile(locked)[0])
    locked.changed = locked.live is None or locked.live.digest != profiles.digest(document)
    locked.save(update_fields=["changed"])
    return locked.changed


@transaction.atomic
def withdraw(occupation: Occupation, reason: str, successor: Occupation | None = None) -> None:
    """Respond with 410 from now on, with the reason and a successor. Editions stay."""
    locked = lock(occupation.pk)
    locked.withdrawn_at = timezone.now()
    locked.withdrawal_reason = reason
    locked.successor = successor
    locked.save(update_fields=["withdrawn_at", "withdrawal_reason", "successor"])
    followup.follow()


@transaction.atomic
def reinstate(occupation: Occupation) -> None:
    """Undo a withdrawal: the live edition is public again."""
    locked = lock(occupation.pk)
    locked.withdrawn_at = None
    locked.save(update_fields=["withdrawn_at"])
    followup.follow()
