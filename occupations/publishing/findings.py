"""Looks at every page for what visitors would miss and for figures that contradict each other, once for each edition.

Occupations that were never published have no edition: their drafts are looked at again when somebody has saved them,
and every hour, because releases change them, too.
"""

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from occupations import background
from occupations.models import Findings, Occupation
from occupations.profiles import document as profiles
from occupations.profiles.document import Profile
from occupations.profiles.doubts import contradictions
from occupations.profiles.layout import lay_out
from occupations.publishing.building import build_profiles
from occupations.publishing.completeness import lacking

DRAFTS_AGAIN = datetime.timedelta(hours=1)
LONGEST = 400  # characters of a sentence


def renew() -> int:
    """Look at what is due, part by part. Returns how many occupations that were."""
    return background.part_by_part(_one_part)


@transaction.atomic
def _one_part() -> int:
    background.lift_time_limit()
    due = list(_due().order_by("pk").select_related("category", "live")[: background.PART])
    Findings.objects.bulk_create(
        [_findings(occupation, profile) for occupation, profile in _profiles(due)],
        update_conflicts=True,
        unique_fields=["occupation"],
        update_fields=["edition", "version", "lacks", "contradictions", "found_at"],
    )
    return len(due)


def _due() -> QuerySet[Occupation]:
    fresh = Q(findings__version=F("version"), live=None, findings__found_at__gt=timezone.now() - DRAFTS_AGAIN) | Q(
        findings__edition=F("live")
    )
    return Occupation.objects.filter(withdrawn_at=None).exclude(pk__in=Occupation.objects.filter(fresh).values("pk"))


def _profiles(occupations: list[Occupation]) -> Iterator[tuple[Occupation, Profile]]:
    for occupation in occupations:
        if occupation.live is not None:
            yield occupation, profiles.decode(occupation.live.document)
    drafts = [occupation for occupation in occupations if occupation.live is None]
    for occupation, profile, _ in build_profiles(drafts):
        yield occupation, profile


def _findings(occupation: Occupation, profile: Profile) -> Findings:
    return Findings(
        occupation=occupation,
        edition=occupation.live,
        version=None if occupation.live else occupation.version,
        lacks=lacking(lay_out(profile)),
        contradictions=[sentence[:LONGEST] for sentence in contradictions(profile)],
        found_at=timezone.now(),
    )
