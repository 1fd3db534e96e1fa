"""The flag of unpublished changes, found out by comparing drafts with live editions."""

from collections.abc import Iterable

from django.db import transaction

from occupations.models import Occupation
from occupations.profiles import document as profiles
from occupations.publishing.building import build_profiles
from occupations.publishing.publish import lock_all


@transaction.atomic
def recheck(keys: Iterable[int]) -> int:
    """Set the flag of these occupations by what their drafts say now. Returns how many have unpublished changes.

    Builds a profile for each. To be called where something that many of them draw on may be as it was before: a flag
    that was set when it changed would otherwise stay.
    """
    held = Occupation.objects.filter(pk__in=lock_all(keys)).select_related("category", "live").order_by("pk")
    unpublished = [
        occupation.pk
        for occupation, profile, _ in build_profiles(held.defer("live__document"))
        if occupation.live is None or occupation.live.digest != profiles.digest(profiles.encode(profile))
    ]
    Occupation.objects.filter(pk__in=held).update(changed=False)
    Occupation.objects.filter(pk__in=unpublished).update(changed=True)
    return len(unpublished)
