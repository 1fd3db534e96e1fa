"""The context of /sources/: the releases in use, by source."""

import datetime
from itertools import groupby
from typing import Any

from django.db.models import Max
from django.utils import timezone

from occupations.browse.catalogue import catalogue
from occupations.local_copy import keeping, state
from occupations.local_copy.renewing import versions
from occupations.models import Occupation, Release
from occupations.pages.release_rows import feeds
from occupations.profiles import formatting
from occupations.rendering.releases_in_use import DESCRIBED, releases_in_use
from occupations.sql import LIVE, rows

_SAYING_SOMETHING = "SELECT DISTINCT release_id FROM release_row WHERE kind <> 'text' OR of <> 'title'"
BEHIND = "which occupations there are, and what records belong together"
AT_ONCE = 4  # releases of a source that are not folded


def sources() -> list[dict[str, Any]]:
    """The releases that live editions are built from, by source."""
    today = timezone.now().date()
    return catalogue().once(("sources", today, versions(DESCRIBED)), lambda: _sources(today))


def _sources(today: datetime.date) -> list[dict[str, Any]]:
    releases = releases_in_use()
    behind = _behind()
    newest: dict[int, datetime.date] = {}
    for release, _ in releases:
        if release.period_end:
            newest[release.dataset_id] = max(release.period_end, newest.get(release.dataset_id, release.period_end))
    return [
        {
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "license": source.license,
            "attribution": source.attribution,
            "id": source.key,
            "releases": [_release(release, number, today, newest.get(release.dataset_id)) for release, number in group],
            "behind": [
                _release(release, None, today, None) | {"feeds": [BEHIND]} for release in behind.get(source.pk, [])
            ],
        }
        for source, group in groupby(releases, key=lambda used: used.release.dataset.source)
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


def as_of_if_old() -> str:
    """ "November 30, 2026, at 10:32 UTC": when the site last knew that it shows what is live; empty if it does now."""
    if not keeping.unconfirmed():
        return ""
    moment = datetime.datetime.fromtimestamp(state.confirmed_at(), datetime.UTC)
    return f"{formatting.day(moment)}, at {moment:%H:%M} UTC"


def _behind() -> dict[int, list[Release]]:
    """Current releases without figures or texts, which say which occupations there are and what records belong
    together, by source. Only those from before the last publication: a newer one has decided nothing that is public."""
    public = Occupation.objects.using(LIVE).public().aggregate(last=Max("live__published_at"))["last"]
    if not public:
        return {}
    saying = [release for (release,) in rows(_SAYING_SOMETHING)]
    silent = Release.objects.using(LIVE).current().filter(loaded_at__lte=public, editions=None).exclude(pk__in=saying)
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
