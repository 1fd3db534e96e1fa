"""Restores the editors' part of an old edition as the draft.

Release rows are never rewritten, texts from releases do not become an editor's, and the slug stays the same. The next
build equals the edition if releases, category names and verbatim words are the same.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models, transaction
from msgspec.structs import replace

from occupations.metrics import METRICS, Missing, from_scale
from occupations.models import (
    AlternateTitle,
    Classification,
    Edition,
    Figure,
    Occupation,
    OccupationSkill,
    Responsibility,
    Skill,
    StatisticalRecord,
    WageEstimate,
)
from occupations.models.facts import Fact
from occupations.profiles import document as profiles
from occupations.profiles.document import Figure as ProfileFigure
from occupations.profiles.document import ListEdit, Profile
from occupations.publishing.building import WAGE_METRIC_OF, names_for, verbatim_words
from occupations.publishing.publish import lock

WAGE_COLUMN_OF = {metric: column for column, metric in WAGE_METRIC_OF.items()}


def editors_part(profile: Profile) -> Profile:
    """The editors' part of a profile, which can be restored."""
    own: dict = {
        "figures": tuple(figure for figure in profile.figures if figure.release < 0),
        "job_titles": (),
        "job_titles_reported": 0,
        "job_titles_releases": (),
        "description_after_release": -1,
        "benchmarks": (),
        "history": (),
        "related": (),
        "related_release": -1,
        "releases": (),
    }
    if profile.description_release >= 0:
        own |= {"description": "", "description_release": -1}
    if profile.responsibilities_release >= 0:
        texts = tuple([edit.text for edit in profile.responsibilities_edits if edit.text])
        own |= {"responsibilities": texts, "responsibilities_release": -1}
    if profile.names.official and not profile.overrides.common_name:
        title = profile.names.official
        own["names"] = names_for(title, title, profile.overrides, verbatim_words())
    return replace(profile, **own)


class Written(NamedTuple):
    """What an edition has of editors, as rows that are not stored: fields of the occupation, and rows of its lists."""

    fields: dict[str, Any]
    lists: dict[type[models.Model], list[models.Model]]


def written_by_editors(edition: Edition) -> Written:
    profile = profiles.decode(edition.document)
    editors = editors_part(profile)
    all_ours = bool(profile.responsibilities) and profile.responsibilities_release < 0
    fields = {
        "title": profile.names.official_title,
        "common_name": profile.overrides.common_name,
        "plural": profile.overrides.plural,
        "article": profile.overrides.article,
        "running": profile.overrides.running,
        "description": editors.description,
        "description_after": editors.description_after,
        "own_responsibilities": all_ours or profile.responsibilities_ours,
        "own_skills": bool(profile.skills),
        "category": edition.category,
    }
    wages = [figure for figure in editors.figures if figure.metric in WAGE_COLUMN_OF]
    figures = [figure for figure in editors.figures if figure.metric not in WAGE_COLUMN_OF]
    lists: dict[type[models.Model], list[models.Model]] = {
        AlternateTitle: list(_titles(profile)),
        Responsibility: list(_responsibilities(profile)),
        OccupationSkill: list(_skills(edition, profile)),
        Classification: list(_classifications(profile)),
        Figure: [_figure(figure) for figure in figures],
        WageEstimate: [_wage(wages)] if wages else [],
    }
    return Written(fields, lists)


@transaction.atomic
def restore(edition: Edition) -> Occupation:
    """Write the edition's editor-owned rows back. Visitors see no change until the next publishing."""
    occupation = lock(edition.occupation_id)
    fields, lists = written_by_editors(edition)
    for name, value in fields.items():
        setattr(occupation, name, value)
    occupation.version += 1
    occupation.changed = True
    occupation.save()
    for model, rows in lists.items():
        own = model._default_manager.filter(occupation=occupation)
        (own.filter(release=None) if issubclass(model, Fact) else own).delete()
        for row in rows:
            if isinstance(row, OccupationSkill) and row.skill and row.skill.pk is None:
                row.skill.save()
                row.skill = row.skill  # by its new key
            row.occupation = occupation  # type: ignore[attr-defined]
            row.save(force_insert=True)
    return occupation


def _titles(profile: Profile) -> Iterable[AlternateTitle]:
    for title in profile.also_called:
        yield AlternateTitle(title=title)
    for title in profile.job_titles_hidden:
        yield AlternateTitle(title=title, hidden=True)


def _responsibilities(profile: Profile) -> Iterable[Responsibility]:
    for edit in profile.responsibilities_edits:
        yield Responsibility(text=edit.text, **_listed(edit))
    if profile.responsibilities_release < 0:
        for position, text in enumerate(profile.responsibilities, start=1):
            yield Responsibility(position=position, text=text)


def _skills(edition: Edition, profile: Profile) -> Iterable[OccupationSkill]:
    for edit in profile.skills_edits:
        yield OccupationSkill(skill=_skill(edit.text) if edit.text else None, **_listed(edit))
    releases = {release.key: release for release in edition.releases.select_related("dataset__source")}
    for position, ref in enumerate(profile.skills, start=1):
        yield OccupationSkill(
            skill=_skill(ref.name),
            position=position,
            share=None if ref.share is None else from_scale(ref.share, METRICS["skill_share"].unit),
            release=None if ref.release < 0 else releases[profile.releases[ref.release].key],
        )


def _listed(edit: ListEdit) -> dict:
    return {"instead_of": edit.instead_of, "position": edit.place or None, "hidden": edit.hidden}


def _skill(name: str) -> Skill:
    return Skill.objects.filter(name__iexact=name).first() or Skill(name=name)


def _classifications(profile: Profile) -> Iterable[Classification]:
    for ref in profile.records:
        yield Classification(record=StatisticalRecord.objects.by_key(ref.key), quality=ref.quality, note=ref.note)


def _shared_fields(figure: ProfileFigure) -> dict:
    return {
        name: getattr(figure, name)
        for name in (
            "method",
            "population",
            "period_start",
            "period_end",
            "note",
            "reason",
            "expires_on",
            "sample_size",
        )
    }


def _figure(figure: ProfileFigure) -> Figure:
    unit = METRICS[figure.metric].unit
    numbers = {
        name: None if getattr(figure, name) is None else from_scale(getattr(figure, name), unit)
        for name in ("value", "low", "high", "at_least", "at_most", "standard_error")
    }
    return Figure(
        metric=figure.metric,
        label=figure.label,
        missing=figure.missing,
        level=figure.level,
        group=figure.group,
        base=figure.base,
        **numbers,
        **_shared_fields(figure),
    )


def _wage(figures: list[ProfileFigure]) -> WageEstimate:
    """The row that these figures were read from."""
    row = WageEstimate(**_shared_fields(figures[0]))
    for figure in figures:
        column = WAGE_COLUMN_OF[figure.metric]
        if figure.value is not None:
            setattr(row, column, from_scale(figure.value, METRICS[figure.metric].unit))
        elif figure.missing == Missing.ANNUAL_ONLY:
            row.annual_only = True
        elif figure.missing == Missing.HOURLY_ONLY:
            row.hourly_only = True
    return row
