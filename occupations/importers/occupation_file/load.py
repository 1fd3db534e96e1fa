"""Writes a checked occupation file in one transaction, with one release for each source it names."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Upper

from occupations.importers.errors import LoadError
from occupations.importers.occupation_file.json_reader import PlacedError, located, parse
from occupations.importers.occupation_file.schema import OccupationEntry, OccupationFile, RecordEntry, read_file
from occupations.importers.releases import release_of
from occupations.models import (
    AlternateTitle,
    Category,
    Classification,
    Edition,
    Figure,
    Occupation,
    OccupationSkill,
    Release,
    Responsibility,
    Skill,
    StatisticalRecord,
    WageEstimate,
)
from occupations.publishing import common_names
from occupations.publishing import publish as editions


@dataclass
class LoadReport:
    """The result of a load. `unchanged`: the same bytes had been loaded before, so nothing was written."""

    unchanged: bool = False
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    releases: list[str] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def load(data: bytes, *, publish: bool = False, by=None, named: bool = True) -> LoadReport:
    """Load the bytes of an occupation file, all or nothing. `named`: whether common names are updated, or the caller
    does that. Raises LoadError with path and line for an error in it."""
    digest = hashlib.sha256(data).hexdigest()
    top = parse(data)
    try:
        with transaction.atomic():
            report = _write(read_file(top, digest), publish, by)
        if named and not report.unchanged:
            common_names.update()
    except PlacedError as error:
        raise located(error, data) from error
    except (DataError, IntegrityError) as error:
        raise LoadError(f"the database rejected it: {str(error).splitlines()[0]}") from error
    return report


def _write(file: OccupationFile, publish: bool, by) -> LoadReport:
    report = LoadReport(notices=file.notices)
    own, new = release_of(file.source)
    if not new:
        report.unchanged = True
        return report
    report.releases.append(str(own))
    releases: dict[str, Release] = {}
    for key, entry in file.datasets.items():
        release, new = release_of(entry)
        if new:
            releases[key] = release
            report.releases.append(str(release))
    renamed = _write_records(file.records, releases)
    records = {record.key: record for record in StatisticalRecord.objects.all()}
    affected = Occupation.objects.filter(
        Q(classifications__record__in=_touched_records(releases)) | Q(classifications__record__in=renamed)
    )
    _hold(file.occupations, affected)
    touched = []
    for described in file.occupations:
        occupation, created = _occupation(described)
        (report.created if created else report.updated).append(occupation.title)
        _write_texts(occupation, described, own, records)
        _write_facts([("occupation", occupation, described.facts)], {"": own})
        touched.append(occupation)
    affected.mark_changed()
    if publish:
        report.editions = editions.publish_all(touched, by, "Loaded from a file")
    return report


def _hold(entries: list[OccupationEntry], affected: QuerySet[Occupation]) -> None:
    """Lock everything that will be written in order of primary keys, as publishing does, because the file has its own
    order."""
    titles = [Upper(Value(entry.title)) for entry in entries]
    named = Occupation.objects.alias(folded=Upper("title")).filter(folded__in=titles)
    keys = {*named.values_list("pk", flat=True), *affected.values_list("pk", flat=True)}
    editions.lock_all(keys)


def _touched_records(releases: dict[str, Release]) -> set[int]:
    """Primary keys of the records that these releases have data for."""
    # Each table separately: joined, every figure of a record would be combined with every row of its pay.
    rows = {"release__in": releases.values(), "record__isnull": False}
    return {
        key
        for table in (Figure, WageEstimate)
        for key in table.objects.filter(**rows).order_by().values_list("record", flat=True).distinct()
    }


def _write_records(entries: list[RecordEntry], releases: dict[str, Release]) -> list[StatisticalRecord]:
    """Returns those that existed before with a different title or level."""
    before = {record.key: (record.title, record.level) for record in StatisticalRecord.objects.all()}
    StatisticalRecord.objects.bulk_create(
        [
            StatisticalRecord(
                system=entry.system,
                vintage=entry.vintage,
                code=entry.code,
                title=entry.title,
                level=entry.level,
                is_total=entry.is_total,
            )
            for entry in entries
        ],
        update_conflicts=True,
        unique_fields=["system", "vintage", "code"],
        update_fields=["title", "level", "is_total"],
    )
    stored = {record.key: record for record in StatisticalRecord.objects.all()}
    _write_facts([("record", stored[entry.key], entry.facts) for entry in entries], releases)
    return [stored[key] for key, names in before.items() if (stored[key].title, stored[key].level) != names]


def _write_facts(owners: list[tuple[str, Any, Any]], releases: dict[str, Release]) -> None:
    """Writes the figures and wages of records or occupations for new releases."""
    figures, wages = [], []
    for role, owner, facts in owners:
        figures += [
            Figure(**{role: owner}, release=releases[key], **fields) for key, fields in facts.figures if key in releases
        ]
        wages += [
            WageEstimate(**{role: owner}, release=releases[key], **fields)
            for key, fields in facts.wages
            if key in releases
        ]
    Figure.objects.bulk_create(figures)
    WageEstimate.objects.bulk_create(wages)


def _occupation(entry: OccupationEntry) -> tuple[Occupation, bool]:
    category = Category.objects.called(entry.category)
    if category is None:
        category = Category.objects.create(name=entry.category)
    occupation = Occupation.objects.filter(title__iexact=entry.title).select_for_update().first()
    created = occupation is None
    if occupation is None:
        occupation = Occupation(version=0)
    occupation.title = entry.title
    occupation.category = category
    for name in ("plural", "article", "description"):
        value = getattr(entry, name)
        if value is not None:
            setattr(occupation, name, value)
    if entry.responsibilities is not None:
        occupation.own_responsibilities = bool(entry.responsibilities)
    if entry.skills is not None:
        occupation.own_skills = bool(entry.skills)
    occupation.changed = True
    occupation.version += 1
    occupation.save()
    return occupation, created


def _write_texts(
    occupation: Occupation, entry: OccupationEntry, own: Release, records: dict[str, StatisticalRecord]
) -> None:
    """Replace the lists that the file gives; leave the others unchanged."""
    if entry.also_called is not None:
        occupation.alternate_titles.all().delete()
        AlternateTitle.objects.bulk_create(
            AlternateTitle(occupation=occupation, title=title) for title in entry.also_called
        )
    if entry.responsibilities is not None:
        occupation.responsibilities.all().delete()
        Responsibility.objects.bulk_create(
            Responsibility(occupation=occupation, position=position, text=text)
            for position, text in enumerate(entry.responsibilities, start=1)
        )
    if entry.skills is not None:
        occupation.occupation_skills.all().delete()
        OccupationSkill.objects.bulk_create(
            OccupationSkill(occupation=occupation, skill=_skill(name), position=position, share=share, release=own)
            for position, (name, share) in enumerate(entry.skills, start=1)
        )
    if entry.classification is not None:
        occupation.classifications.all().delete()
        Classification.objects.bulk_create(
            Classification(occupation=occupation, record=records[key], quality=quality, note=note)
            for key, quality, note in entry.classification
        )


def _skill(name: str) -> Skill:
    return Skill.objects.filter(name__iexact=name).first() or Skill.objects.create(name=name)
