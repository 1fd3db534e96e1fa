"""The context of /sources/: the releases in use, by source."""

import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef
from django.utils import timezone
from django.utils.text import slugify

from occupations.browse.catalogue import catalogue
from occupations.models import Figure, Occupation, RecordText, Release, WageEstimate
from occupations.pages.release_rows import feeds
from occupations.profiles import formatting
from occupations.sql import prepared_cursor

# Releases and sources have few rows, which an import or an editor can change without a new edition.
_DESCRIBED = """
SELECT (SELECT sum(hashtextextended(r::text, r.id))
        FROM (SELECT id, title, retrieved, next_expected, undone_at FROM occupations_release) r),
       (SELECT sum(hashtextextended(s::text, s.id)) FROM occupations_source s)
"""


BEHIND = "which occupations there are, and what records belong together"
AT_ONCE = 4  # releases of a source that are not folded


def sources() -> list[dict[str, Any]]:
    """The releases that live editions are built from, by source. Two queries, and one more if something has changed."""
    known = catalogue()
    with prepared_cursor() as cursor:
        cursor.execute(_DESCRIBED)
        described = cursor.fetchone()
    today = timezone.now().date()
    return known.once(("sources", today, described), lambda: _sources(today))


def _sources(today: datetime.date) -> list[dict[str, Any]]:
    live = Occupation.objects.public().values("live")
    releases = list(
        Release.objects.filter(editions__in=live)
        .annotate(occupations=Count("editions"))
        .select_related("dataset__source")
        .defer("report", "files")
        .order_by("dataset__source__publisher", "dataset__source__title", "dataset__table", "-period_end", "pk")
    )
    behind = _behind()
    newest: dict[int, datetime.date] = {}
    for release in releases:
        if release.period_end:
            newest[release.dataset_id] = max(release.period_end, newest.get(release.dataset_id, release.period_end))
    return [
        {
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "license": source.license,
            "attribution": source.attribution,
            "id": slugify(f"{source.title} {source.pk}"),
            "releases": [
                _release(release, release.occupations, today, newest.get(release.dataset_id)) for release in group
            ],
            "behind": [
                _release(release, None, today, None) | {"feeds": [BEHIND]} for release in behind.get(source.pk, [])
            ],
        }
        for source, group in groupby(releases, key=lambda release: release.dataset.source)
    ]


def sources_in_full() -> list[dict[str, Any]]:
    """Like sources(), with the rows that each release is used for. Releases with a newer one in use are under
    `earlier`, and those of a source with many tables under `more`."""
    found = sources()
    fed = feeds(tuple(release["pk"] for source in found for release in source["releases"]))
    in_full = []
    for source in found:
        releases = [release | {"feeds": fed[release["pk"]]} for release in source["releases"]]
        current = [release for release in releases if not release["followed"]]
        parts = {
            "releases": current[:AT_ONCE],
            "more": current[AT_ONCE:],
            "earlier": [release for release in releases if release["followed"]],
        }
        in_full.append(source | parts)
    return in_full


def _behind() -> dict[int, list[Release]]:
    """Current releases without figures or texts, which say which occupations there are and what records belong
    together, by source. Only those from before the last publication: a newer one has decided nothing that is public."""
    public = Occupation.objects.public().aggregate(last=Max("live__published_at"))["last"]
    of_release = {"release": OuterRef("pk")}
    texts = RecordText.objects.filter(**of_release).exclude(kind="title")
    silent = (
        Release.objects.current().filter(loaded_at__lte=public, editions=None) if public else Release.objects.none()
    )
    silent = silent.exclude(
        Exists(Figure.objects.filter(**of_release)) | Exists(WageEstimate.objects.filter(**of_release)) | Exists(texts)
    )
    found: dict[int, list[Release]] = {}
    for release in silent.select_related("dataset").defer("report", "files").order_by("dataset__table"):
        found.setdefault(release.dataset.source_id, []).append(release)
    return found


def _release(
    release: Release, occupations: int | None, today: datetime.date, newest: datetime.date | None
) -> dict[str, Any]:
    """`occupations`: None if no edition names it. `newest`: the end of the newest period in use of the same dataset. An
    older release has been followed by a newer one, so nothing is due."""
    followed = bool(newest and release.period_end and release.period_end < newest)
    expected = None if followed else release.next_expected
    return {
        "pk": release.pk,
        "title": release.title or "As loaded from a file",
        "period": formatting.period(release.period_start, release.period_end),
        "method": release.get_method_display(),
        "population": release.population,
        "retrieved": formatting.day(release.retrieved) if release.retrieved else "",
        "imported": formatting.day(release.loaded_at),
        "followed": followed,
        "next_expected": formatting.day(expected) if expected else "",
        "due": expected is not None and expected < today,
        "occupations": occupations,
    }
