"""Recomputes the flag for unpublished changes by comparing drafts with live editions."""

from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction

from occupations import background, locks
from occupations.models import Occupation
from occupations.profiles import document as profiles
from occupations.publishing.building import build_profiles
from occupations.publishing.publish import lock_all


@transaction.atomic
def recheck(keys: Iterable[int], on_progress: Callable[[int], None] = lambda compared: None) -> int:
    """Set the flag of these occupations from their drafts. Returns how many have unpublished changes. `on_progress` is
    given the number of those newly compared.

    Builds a profile for each. To be called where something that many of them draw on may be as it was before: a flag
    that was set when it changed would otherwise stay.
    """
    held = Occupation.objects.filter(pk__in=lock_all(keys)).select_related("category", "live").order_by("pk")
    unpublished = []
    for occupation, profile, _ in build_profiles(held.defer("live__document")):
        if occupation.live is None or occupation.live.digest != profiles.digest(profiles.encode(profile)):
            unpublished.append(occupation.pk)
        on_progress(1)
    Occupation.objects.filter(pk__in=held).update(changed=False, recheck_due=False)
    Occupation.objects.filter(pk__in=unpublished).update(changed=True)
    return len(unpublished)


@transaction.atomic
def recheck_soon(keys: Iterable[int]) -> int:
    """As recheck, if nobody should wait: many are flagged now, and compared in the background once this is committed.
    Returns how many those are."""
    keys = lock_all(keys)
    if len(keys) <= background.AT_ONCE:
        recheck(keys)
        return 0
    Occupation.objects.filter(pk__in=keys).update(changed=True, recheck_due=True)
    background.after_commit("Looking for unpublished changes", recheck_due)  # run_schedule does what it leaves
    return len(keys)


def recheck_due(on_progress: Callable[[int], None] = lambda compared: None) -> int:
    """Compare what is still to be compared, part by part. Returns how many those were; others may have done some.
    `on_progress` is given the number of those newly compared."""
    return background.part_by_part(partial(_one_part, on_progress))


@transaction.atomic
def _one_part(on_progress: Callable[[int], None]) -> int:
    background.lift_time_limit()
    locks.releases_stay()
    due = Occupation.objects.filter(recheck_due=True).order_by("pk").select_for_update(skip_locked=True)
    keys = list(due.values_list("pk", flat=True)[: background.PART])
    if keys:
        recheck(keys, on_progress)
    return len(keys)
