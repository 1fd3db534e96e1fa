"""Undoes a release: the one before it becomes current again, and live editions are rebuilt on that."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from occupations import locks
from occupations.importers.impact import touched_by
from occupations.models import Edition, Occupation, Release
from occupations.publishing import followup
from occupations.publishing.fall_back import MovedEdition, fall_back
from occupations.publishing.publish import lock_all
from occupations.publishing.recheck import recheck


@dataclass
class UndoneRelease:
    """`current`: the current release of the dataset now. `changed`: how many of the affected occupations have
    unpublished changes now."""

    current: Release | None
    moved: list[MovedEdition]
    changed: int = 0


@transaction.atomic
def undo(release: Release, on_progress: Callable[[int], None] = lambda steps: None) -> UndoneRelease:
    """Treat the release as never imported; its rows stay. Publishing and undoing wait for each other. `on_progress` is
    given the number of steps newly done. Raises ValueError if it has been undone before."""
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
    touched = touched_by({release.pk} | ({current.pk} if current else set()))
    built_on_it = set(Occupation.objects.filter(live__releases=release).values_list("pk", flat=True))
    held = lock_all(built_on_it | touched)
    note = f"Without {release}, which was undone"[: Edition._meta.get_field("note").max_length]
    undone = UndoneRelease(current, fall_back([key for key in held if key in built_on_it], note, on_progress))
    recheck(touched - built_on_it, on_progress)
    undone.changed = Occupation.objects.changed().filter(pk__in=held).count()
    followup.follow(on_progress)
    return undone
