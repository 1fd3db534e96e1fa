"""Publishing: the one gate between rows and the public.

`publish` freezes what the rows say now into an edition and makes it live; `withdraw` takes a page away and says where
to go instead. Each is one transaction that holds the occupation's row, so that editions of one occupation follow each
other without gaps. The way back from an old edition to rows is in restoring.py; batches.py publishes what has changed,
and takes a batch back.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from occupations.models import Edition, Occupation, Release
from occupations.profiles import document as profiles
from occupations.profiles.document import Profile
from occupations.profiles.sheet import Sheet, lay_out
from occupations.publishing import followup, locks
from occupations.publishing.building import CHUNK, build_profile, build_profiles, verbatim_words
from occupations.publishing.columns import columns


def publish(occupation: Occupation, by=None, note: str = "") -> Edition | None:
    """Make what the rows say now the live edition. Returns it, or None where it would equal the one that is live."""
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
) -> list[Edition]:
    """Publish all of them or none. Returns the editions that were made; those without changes make none.

    `batch` marks the editions as made in one go. `accept` is asked about every edition that would be made; an
    occupation it does not accept stays as it is. `on_progress` receives how many more occupations are done.
    """
    verbatim = verbatim_words()
    editions: list[Edition] = []
    keys = lock_all(occupation.pk for occupation in occupations)
    for start in range(0, len(keys), CHUNK):
        chunk = Occupation.objects.filter(pk__in=keys[start : start + CHUNK]).select_related("category", "live")
        new_drafts = list(_drafts(chunk.defer("live__document").order_by("pk"), verbatim, accept, on_progress))
        editions += make_live(new_drafts, by=by, note=note, batch=batch)
    if editions:
        followup.follow()
    return editions


class Draft(NamedTuple):
    occupation: Occupation
    releases: list[Release]
    facts: dict  # of the edition to be made; empty where the live one says the same


def _drafts(
    occupations: Iterable[Occupation],
    verbatim: frozenset[str],
    accept: Callable[[Occupation, Sheet], bool],
    on_progress: Callable[[int], None],
) -> Iterator[Draft]:
    """What becomes of each occupation; those that are not accepted are left out."""
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
    """Store the editions and point the occupations, which are locked, at them."""
    new = [draft for draft in drafts if draft.facts]
    last = dict(
        Edition.objects.filter(occupation__in=[draft.occupation for draft in new])
        .order_by()
        .values_list("occupation")
        .annotate(Max("number"))
    )
    editions = Edition.objects.bulk_create(
        Edition(occupation=draft.occupation, number=last.get(draft.occupation.pk, 0) + 1, **draft.facts, **shared)
        for draft in new
    )
    built_on = Edition.releases.through
    built_on.objects.bulk_create(
        built_on(edition=edition, release=release)
        for edition, draft in zip(editions, new, strict=True)
        for release in draft.releases
    )
    for edition, draft in zip(editions, new, strict=True):
        draft.occupation.live = edition
    occupations = [draft.occupation for draft in drafts]
    Occupation.objects.filter(pk__in=[occupation.pk for occupation in occupations]).update(changed=False)
    Occupation.objects.bulk_update([draft.occupation for draft in new], ["live"])
    return editions


def lock_all(pks: Iterable[int]) -> list[int]:
    """The keys, each once and in order, of occupations that are now held until the transaction ends; until then no
    release is taken back either. Raises Occupation.DoesNotExist where one is gone."""
    locks.releases_stay()
    # In the order of their keys, so that two publishers cannot wait for each other. Locked by themselves and read
    # afterwards: whoever waits for a lock on a join is handed the new row beside the old edition and category.
    wanted = set(pks)
    held = Occupation.objects.filter(pk__in=wanted).order_by("pk").select_for_update().values_list("pk", flat=True)
    keys = list(held)
    if gone := wanted.difference(keys):
        raise Occupation.DoesNotExist(f"There are no occupations {sorted(gone)} any longer.")
    return keys


def lock(pk: int) -> Occupation:
    """The occupation, held until the transaction ends: whoever writes rows that editions are made of takes this
    first."""
    lock_all([pk])
    return Occupation.objects.select_related("category", "live").get(pk=pk)


def draft_profile(occupation: Occupation) -> Profile:
    """What publishing now would make live. For previews; writes nothing."""
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
    """Answer 410 from now on, with the reason and the way on. Editions stay."""
    locked = lock(occupation.pk)
    locked.withdrawn_at = timezone.now()
    locked.withdrawal_reason = reason
    locked.successor = successor
    locked.save(update_fields=["withdrawn_at", "withdrawal_reason", "successor"])
    followup.follow()


@transaction.atomic
def reinstate(occupation: Occupation) -> None:
    """Take a withdrawal back: the live edition is public again."""
    locked = lock(occupation.pk)
    locked.withdrawn_at = None
    locked.save(update_fields=["withdrawn_at"])
    followup.follow()
