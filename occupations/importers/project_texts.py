"""Loads the descriptions and responsibilities that were written for this project (fixtures/occupation_texts/).

They are texts of a release about O*NET-SOC records, like a publisher's, so that pages name their source and a later
version of the files replaces them. They come before the texts of publishers and after those that editors write.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from django.conf import settings
from django.db import transaction

from occupations import locks
from occupations.importers.batch import Batch, SourceEntry, shaped
from occupations.importers.errors import LoadError
from occupations.importers.impact import touched_by
from occupations.importers.sources.onet_tables import TAXONOMY
from occupations.importers.writing import write
from occupations.links import SITE_NAME
from occupations.metrics import Method
from occupations.models import Classification, Occupation, Release, StatisticalRecord
from occupations.models.record_keys import KEY
from occupations.text.own_words import Words, words_of

FOLDER = settings.BASE_DIR / "fixtures" / "occupation_texts"
FILES = "[0-9][0-9].json"  # one for each major group of the SOC
SOURCE = SourceEntry(
    title="Written for this project",
    publisher=SITE_NAME,
    license="BSD-3-Clause",
    attribution=f"Written for {SITE_NAME} (BSD-3-Clause).",
)


class Entry(NamedTuple):
    """A text, and the day on which a second reader reviewed it; None: nobody has."""

    words: Words
    reviewed: datetime.date | None

    @property
    def record(self) -> str:
        """The key of the O*NET-SOC record that it is about."""
        return f"{TAXONOMY}:{self.words.code}"


@dataclass
class LoadedTexts:
    """`unchanged`: the same texts had been loaded before, so nothing was written. `shown`: how many occupations have a
    text of these, and `kept`: how many have texts by editors instead. `unknown`: codes that are not in the database.
    `changed`: how many occupations have unpublished changes now because of these texts."""

    release: Release | None
    unchanged: bool = False
    texts: int = 0
    shown: int = 0
    kept: int = 0
    changed: int = 0
    unreviewed: int = 0
    unknown: list[str] = field(default_factory=list)


def load_project_texts(folder: Path = FOLDER) -> LoadedTexts:
    """Load the reviewed texts about the records in the database, all or nothing; nothing is published. To be called
    after the occupations are there; where some come later, again. Raises LoadError with file, entry and what was
    expected."""
    entries = read_entries(folder)
    reviewed = [entry for entry in entries if entry.reviewed]
    with transaction.atomic():
        locks.import_alone()
        keys = set(StatisticalRecord.objects.values_list(KEY, flat=True))
        known = [entry for entry in reviewed if entry.record in keys]
        loaded = LoadedTexts(
            release=None,
            unchanged=True,
            texts=len(known),
            unreviewed=len(entries) - len(reviewed),
            unknown=sorted(entry.words.code for entry in reviewed if entry.record not in keys),
        )
        _count(loaded, known)
        if known:
            written = write(_batch(known, _digests(folder)))
            loaded.release, loaded.unchanged = written.release, written.unchanged
            if not written.unchanged:
                touched = touched_by({written.release.pk} | ({written.previous.pk} if written.previous else set()))
                loaded.changed = Occupation.objects.filter(pk__in=touched).mark_changed()
    return loaded


def read_entries(folder: Path) -> list[Entry]:
    """The texts of all files, in order. Raises LoadError."""
    paths = sorted(folder.glob(FILES))
    if not paths:
        raise LoadError(f"{folder}: there is no file like 29.json, with the texts of a major group")
    found: dict[str, Path] = {}
    entries = []
    for path in paths:
        for place, entry in _entries_of(path):
            code = entry.words.code
            if code in found:
                raise LoadError(f"{place}: {code} has a text in {found[code].name} already; one for each is expected")
            found[code] = path
            entries.append(entry)
    return entries


def _entries_of(path: Path) -> Iterator[tuple[str, Entry]]:
    """Each entry with its place for messages."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise LoadError(f"{path}: is not readable as JSON ({error}); a list of entries is expected") from error
    if not isinstance(content, list):
        raise LoadError(f"{path}: is not a list; a list of entries is expected")
    for number, value in enumerate(content, start=1):
        place = f"{path}, entry {number}"
        yield place, _entry(place, value)


def _entry(place: str, value: Any) -> Entry:
    if not isinstance(value, dict):
        raise LoadError(f"{place}: is not an object; one with code, title, description and duties is expected")
    try:
        words, mark = words_of(value), value["reviewed"]
    except KeyError as error:
        raise LoadError(f"{place}: has no {error.args[0]}, which is expected") from error
    except ValueError as error:
        raise LoadError(f"{place}: {error}") from error
    try:
        reviewed = datetime.date.fromisoformat(mark["on"]) if mark else None
    except ValueError as error:
        raise LoadError(f"{place}: {words.code}: {mark['on']} is not a day; one like 2026-11-29 is expected") from error
    if not words.description.strip() or not all(duty.strip() for duty in words.duties):
        raise LoadError(f"{place}: {words.code} has an empty text; a description and duties are expected")
    return Entry(words, reviewed)


def _digests(folder: Path) -> tuple[tuple[str, str], ...]:
    return tuple((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(folder.glob(FILES)))


def _batch(entries: Sequence[Entry], files: tuple[tuple[str, str], ...]) -> Batch:
    """The release. The same if it says the same about the same records, whatever else the files have."""
    texts = [
        {"record": entry.record, "kind": kind, "position": position, "text": text}
        for entry in entries
        for kind, listed in (("description", [entry.words.description]), ("responsibility", entry.words.duties))
        for position, text in enumerate(listed, start=1)
    ]
    said = json.dumps([list(text.values()) for text in texts])
    last = max(entry.reviewed for entry in entries if entry.reviewed)
    return Batch(
        source=SOURCE,
        table="descriptions and responsibilities",
        geography="",
        title="descriptions and responsibilities",
        period=(last, last),
        method=Method.EDITOR.value,
        population="",
        files=files,
        digest=hashlib.sha256(said.encode()).hexdigest(),
        texts=shaped(pl.DataFrame(texts), "texts"),
        rows_read=len(texts),
    )


def _count(loaded: LoadedTexts, entries: Sequence[Entry]) -> None:
    """Fill in how many occupations have texts of these, and how many have editors' instead of both."""
    keyed = StatisticalRecord.objects.alias(natural=KEY).filter(natural__in=[entry.record for entry in entries])
    mapped = Classification.objects.filter(quality="exact", record__in=keyed)
    of_codes = Occupation.objects.filter(pk__in=mapped.values("occupation"))
    loaded.kept = of_codes.exclude(description="").filter(responsibilities__isnull=False).distinct().count()
    loaded.shown = of_codes.count() - loaded.kept
