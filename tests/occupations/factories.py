"""Small valid rows, one call each: `occupation("Cook")`, `figure(growth=3, occupation=cook)`. Names are made up where not given."""

import datetime
import hashlib
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model

from occupations import models
from occupations.profiles import document

_number = count(1)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def user(name: str = "", **fields: Any):
    return get_user_model().objects.create(username=name or f"editor{next(_number)}", **fields)


def category(name: str = "Food and drink") -> models.Category:
    return models.Category.objects.get_or_create(name=name)[0]


def occupation(title: str = "", **fields: Any) -> models.Occupation:
    fields.setdefault("category", None)
    fields["category"] = fields["category"] or category()
    return models.Occupation.objects.create(title=title or f"Cook {next(_number)}", **fields)


def responsibilities(owner: models.Occupation, *texts: str) -> None:
    """A list of the editors, which replaces the official one."""
    models.Occupation.objects.filter(pk=owner.pk).update(own_responsibilities=True)
    owner.own_responsibilities = True
    models.Responsibility.objects.bulk_create(
        models.Responsibility(occupation=owner, position=position, text=text)
        for position, text in enumerate(texts, start=1)
    )


def skills(owner: models.Occupation, shares: dict[str, Any], release: models.Release | None = None) -> None:
    """A list of the editors or of a release, which replaces the official ratings."""
    models.Occupation.objects.filter(pk=owner.pk).update(own_skills=True)
    owner.own_skills = True
    models.OccupationSkill.objects.bulk_create(
        models.OccupationSkill(occupation=owner, skill=skill(name), position=position, share=share, release=release)
        for position, (name, share) in enumerate(shares.items(), start=1)
    )


def skill(name: str) -> models.Skill:
    return models.Skill.objects.get_or_create(name=name)[0]


def dataset(table: str = "", source: str = "Survey of cooks", **fields: Any) -> models.Dataset:
    table = table or f"table {next(_number)}"
    owner = models.Source.objects.get_or_create(title=source, publisher="Agency")[0]
    return models.Dataset.objects.create(source=owner, key=f"{source}-{table}", table=table, **fields)


def release(of: models.Dataset | None = None, year: int | None = 2024, **fields: Any) -> models.Release:
    """Of one calendar year, or undated."""
    dates = {"period_start": datetime.date(year, 1, 1), "period_end": datetime.date(year, 12, 31)} if year else {}
    facts = {"title": str(year or "undated"), "method": "measured", "digest": digest(f"bytes {next(_number)}"), **dates}
    return models.Release.objects.create(dataset=of or dataset(), **(facts | fields))


def record(code: str = "", **fields: Any) -> models.StatisticalRecord:
    facts = {"system": "oews", "vintage": "2018", "code": code or f"35-{next(_number):05}", "title": "Cooks"}
    return models.StatisticalRecord.objects.create(**(facts | fields))


def classify(owner: models.Occupation, as_record: models.StatisticalRecord, quality: str = "exact", note: str = ""):
    return models.Classification.objects.create(occupation=owner, record=as_record, quality=quality, note=note)


def build_figure(metric: str = "growth", value: Any = None, **fields: Any) -> models.Figure:
    """Unsaved. Without record or release it is an editor's own."""
    if "release" not in fields:
        fields.setdefault("reason", "Asked them.")
    return models.Figure(metric=metric, value=value, **fields)


def figure(metric: str = "growth", value: Any = None, **fields: Any) -> models.Figure:
    row = build_figure(metric, value, **fields)
    row.save()
    return row


def build_wage(**fields: Any) -> models.WageEstimate:
    """Unsaved. Without release it is an editor's own."""
    if "release" not in fields:
        fields.setdefault("reason", "Asked them.")
    return models.WageEstimate(**fields)


def wage(**fields: Any) -> models.WageEstimate:
    row = build_wage(**fields)
    row.save(force_insert=True)
    return row


def area(name: str, code: str = "", kind: str = "metro") -> models.Area:
    return models.Area.objects.get_or_create(kind=kind, code=code or f"{next(_number):05}", name=name)[0]


def industry(name: str, code: str = "") -> models.Industry:
    return models.Industry.objects.get_or_create(name=name, code=code or str(next(_number)))[0]


def employer(name: str) -> models.Employer:
    return models.Employer.objects.get_or_create(name=name)[0]


def wages(release: models.Release, of: dict[models.StatisticalRecord, dict[str, Any]], **place: Any) -> None:
    """Rows of pay, one for each record; `place`: the area, industry or employer they are of, none for the nation."""
    models.WageEstimate.objects.bulk_create(
        build_wage(release=release, record=row, **facts, **place) for row, facts in of.items()
    )


def edition(of: models.Occupation, number: int = 1, **fields: Any) -> models.Edition:
    """A row as it is stored; `publish` makes real ones."""
    facts = {"document": "{}", "digest": digest(f"{of.pk} {number}"), "title": of.title, "category": of.category}
    return models.Edition.objects.create(occupation=of, number=number, **(facts | fields))


def published(edition: models.Edition | None) -> document.Profile:
    """What that edition says."""
    assert edition is not None
    return document.decode(edition.document)


def values_of(of: document.Profile, metric: str) -> list[tuple[str, int | None]]:
    """(label, value in the scale of the unit) of each figure of a metric, in order."""
    return [(figure.label, figure.value) for figure in of.figures if figure.metric == metric]
