"""The releases that live editions are built from: what is imported and not published is not public."""

from typing import NamedTuple

from django.db.models import F

from occupations.local_copy.live_value import TABLES, LiveValue
from occupations.models import Release
from occupations.sql import LIVE, rows

# Releases and their sources can be changed by an import or an editor without a new edition.
DESCRIBED = ("occupations_release", "occupations_dataset", "occupations_source")
_OCCUPATIONS = "SELECT release_id, count(*) FROM occupations_edition_releases GROUP BY release_id"


class UsedRelease(NamedTuple):
    """`occupations`: the number of live editions that are built from it."""

    release: Release
    occupations: int


def _read() -> list[UsedRelease]:
    numbers = dict(rows(_OCCUPATIONS))
    found = Release.objects.using(LIVE).filter(pk__in=numbers).select_related("dataset__source")
    ordered = found.defer("report", "files").order_by(
        "dataset__source__publisher",
        "dataset__source__title",
        "dataset__table",
        F("period_end").desc(nulls_first=True),
        "pk",
    )
    return [UsedRelease(release, numbers[release.pk]) for release in ordered]


_releases = LiveValue(_read, (*TABLES, *DESCRIBED))


def releases_in_use() -> list[UsedRelease]:
    """By publisher, source and table, the newest first."""
    return _releases.get()
