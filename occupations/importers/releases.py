"""Finds or creates sources, datasets and releases, for files of every kind."""

import datetime
import hashlib
from dataclasses import dataclass

from django.utils.text import slugify

from occupations.importers.batch import SourceEntry
from occupations.metrics import Method
from occupations.models import Dataset, Release, Source


@dataclass
class DatasetEntry:
    """A release as described by a file. `digest`: of the bytes it was read from."""

    source: SourceEntry
    title: str
    table: str
    geography: str = ""
    method: str = Method.UNSTATED.value
    population: str = ""
    period: tuple[datetime.date, datetime.date] | None = None
    retrieved: datetime.date | None = None
    next_expected: datetime.date | None = None
    digest: str = ""


def dataset_of(entry: DatasetEntry) -> Dataset:
    """The dataset of an entry, created with its source if it does not exist yet."""
    words = {name: getattr(entry.source, name) for name in ("url", "license", "attribution")}
    source = Source.objects.get_or_create(title=entry.source.title, publisher=entry.source.publisher, defaults=words)[0]
    return Dataset.objects.get_or_create(
        source=source,
        table=entry.table,
        geography=entry.geography,
        defaults={"key": _free_key(source.publisher, source.title, entry.table, entry.geography)},
    )[0]


def release_of(entry: DatasetEntry, dataset: Dataset | None = None) -> tuple[Release, bool]:
    """The release with these bytes, and whether it is new."""
    dataset = dataset or dataset_of(entry)
    release, new = Release.objects.get_or_create(
        dataset=dataset,
        digest=entry.digest,
        defaults={
            "title": entry.title,
            "period_start": entry.period[0] if entry.period else None,
            "period_end": entry.period[1] if entry.period else None,
            "method": entry.method,
            "population": entry.population,
            "retrieved": entry.retrieved,
            "next_expected": entry.next_expected,
        },
    )
    if new:  # else editors may have corrected them since
        words = {name: getattr(entry.source, name) for name in ("url", "license", "attribution")}
        Source.objects.filter(pk=dataset.source_id).update(**{name: text for name, text in words.items() if text})
    return release, new


def _free_key(*names: str) -> str:
    """A readable key that stays different if names look the same in plain letters ("table 1.2" and "table 12")."""
    key = slugify(" ".join(names))[:200]
    if key and not Dataset.objects.filter(key=key).exists():
        return key
    return f"{key[:180]}-{hashlib.sha256(repr(names).encode()).hexdigest()[:12]}".strip("-")
