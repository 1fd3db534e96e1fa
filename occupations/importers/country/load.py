"""Imports a package: its releases and the occupations that follow from them, in one transaction."""

from collections.abc import Callable
from pathlib import Path

from django.db import connection, transaction

from occupations import locks
from occupations.importers.country import package
from occupations.importers.impact import touched_by
from occupations.importers.run import map_occupations
from occupations.importers.writing import OnProgress, write
from occupations.models import Occupation, Release


def load(
    folder: Path,
    on_release: Callable[[str], None] = lambda title: None,
    on_progress: OnProgress = lambda rows: None,
    *,
    named: bool = True,
) -> list[Release]:
    """Import what the database does not have of the package, or nothing; returns the releases that are new.
    `on_release` receives the title of each; `named`: whether common names are updated, or the caller does that. Raises
    LoadError for a package that cannot be read."""
    batches = package.read(folder)
    with transaction.atomic():
        locks.import_alone()
        new = []
        for batch in batches:
            on_release(batch.title)
            written = write(batch, on_progress)
            if not written.unchanged:
                new.append(written.release)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what follows joins the new rows
        Occupation.objects.filter(pk__in=touched_by({release.pk for release in new})).mark_changed()
        map_occupations(named=named)
    return new
