"""Which bulk release there is, and which one there should be. Loaded by web processes."""

import datetime
import hashlib
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import Max

from occupations.metrics import REGISTRY_VERSION
from occupations.models import Occupation, Release
from occupations.observations.names import public_releases
from occupations.rendering.reference_rows import release_row, source_row

FORMAT = "7"  # version of the file format; a new one makes a new release of the same editions


class State(NamedTuple):
    """What is public. `newest`: when its newest edition was published."""

    digest: str
    newest: datetime.datetime
    occupations: int


def root() -> Path:
    return settings.VAR / "bulk"


def current() -> State | None:
    """None if nothing is public."""
    public = Occupation.objects.public()
    editions = sorted(public.values_list("pk", "slug", "live__digest", "live__number"))
    newest = public.aggregate(at=Max("live__published_at"))["at"]
    if newest is None:
        return None
    releases = (
        Release.objects.filter(pk__in=public_releases()).select_related("dataset__source").defer("report", "files")
    )
    described = [
        (release_row(one), source_row(one.dataset.source), one.dataset.pinned_id == one.pk)
        for one in releases.defer("report", "files").order_by("pk")
    ]
    content = repr((FORMAT, REGISTRY_VERSION, editions, described))
    return State(hashlib.sha256(content.encode()).hexdigest(), newest, len(editions))
