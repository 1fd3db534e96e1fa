"""Taking a release back: the one before it is current again, and so are the editions from before it."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from occupations.importers.impact import mark_touched
from occupations.models import Occupation, Release
from occupations.publishing import followup, locks


@dataclass
class UndoneRelease:
    """`moved`: title, number of the edition that was live, number of the one that is now; None: no longer public."""

    current: Release | None
    moved: list[tuple[str, int, int | None]] = field(default_factory=list)
    changed: int = 0


@transaction.atomic
def undo(release: Release) -> UndoneRelease:
    """Count the release as never imported; its rows stay. Waits for those who are publishing, and they for this. Raises
    ValueError where it has been undone before."""
    locks.releases_go()
    release = Release.objects.select_for_update(of=("self",)).select_related("dataset").get(pk=release.pk)
    if release.undone_at is not None:
        raise ValueError(f"{release} has been undone before")
    if release.dataset.pinned_id == release.pk:
        release.dataset.pinned = None
        release.dataset.save(update_fields=["pinned"])
    release.undone_at = timezone.now()
    release.save(update_fields=["undone_at"])
    current = Release.objects.current().filter(dataset=release.dataset).first()
    undone = UndoneRelease(current)
    built_on_it = Occupation.objects.filter(live__releases=release).order_by("pk")
    Occupation.objects.filter(pk__in=built_on_it.values("pk")).order_by("pk").select_for_update().exists()
    for occupation in list(built_on_it.select_related("live")):
        live = occupation.live
        if live is None:
            continue
        earlier = (
            occupation.editions.filter(number__lt=live.number)
            .exclude(releases__undone_at__isnull=False)
            .order_by("-number")
            .first()
        )
        undone.moved.append((live.title, live.number, earlier.number if earlier else None))
        occupation.live = earlier
        occupation.changed = True
        occupation.save(update_fields=["live", "changed"])
    undone.changed = mark_touched({release.pk} | ({current.pk} if current else set()))
    followup.follow()
    return undone
