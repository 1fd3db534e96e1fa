"""What /sources/ shows: the releases that are in use, by source. Rows in, plain dicts for the template out."""

import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.text import slugify

from occupations.browse.catalogue import catalogue
from occupations.models import Occupation, Release
from occupations.pages.release_rows import feeds
from occupations.profiles import formatting
from occupations.sql import prepared_cursor

# Releases and sources are described by few rows, which an import or an editor may change without any new edition.
_DESCRIBED = """
SELECT (SELECT sum(hashtextextended(r::text, r.id))
        FROM (SELECT id, title, retrieved, next_expected, undone_at FROM occupations_release) r),
       (SELECT sum(hashtextextended(s::text, s.id)) FROM occupations_source s)
"""


def sources() -> list[dict[str, Any]]:
    """The releases that live editions are built from, by source. Two queries, and one more where anything changed."""
    known = catalogue()
    with prepared_cursor() as cursor:
        cursor.execute(_DESCRIBED)
        described = cursor.fetchone()
    today = timezone.now().date()
    return known.once(("sources", today, described), lambda: _sources(today))


def _sources(today: datetime.date) -> list[dict[str, Any]]:
    live = Occupation.objects.public().values("live")
    releases = (
        Release.objects.filter(editions__in=live)
        .annotate(occupations=Count("editions"))
        .select_related("dataset__source")
        .defer("report", "files")
        .order_by("dataset__source__publisher", "dataset__source__title", "dataset__table", "-period_end", "pk")
    )
    return [
        {
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "licence": source.licence,
            "attribution": source.attribution,
            "id": slugify(f"{source.title} {source.pk}"),
            "releases": [_release(release, release.occupations, today) for release in group],
        }
        for source, group in groupby(releases, key=lambda release: release.dataset.source)
    ]


def sources_in_full() -> list[dict[str, Any]]:
    """As sources(), with the rows that each release feeds."""
    found = sources()
    fed = feeds(tuple(release["pk"] for source in found for release in source["releases"]))
    return [
        source | {"releases": [release | {"feeds": fed[release["pk"]]} for release in source["releases"]]}
        for source in found
    ]


def _release(release: Release, occupations: int, today: datetime.date) -> dict[str, Any]:
    return {
        "pk": release.pk,
        "title": release.title or "As loaded from a file",
        "period": formatting.period(release.period_start, release.period_end),
        "method": release.get_method_display(),
        "population": release.population,
        "retrieved": formatting.day(release.retrieved) if release.retrieved else "",
        "read": formatting.day(release.loaded_at),
        "next_expected": formatting.day(release.next_expected) if release.next_expected else "",
        "due": release.next_expected is not None and release.next_expected < today,
        "occupations": occupations,
    }
