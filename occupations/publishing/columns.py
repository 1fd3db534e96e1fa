"""What an edition carries beside its document: the few facts that lists show, filter and sort by. Pure."""

from decimal import Decimal
from typing import Any

from occupations.metrics import METRICS, from_scale
from occupations.profiles import formatting
from occupations.profiles.document import Figure, Profile
from occupations.profiles.groups import wider_group
from occupations.profiles.sheet import EDITORS, Cell, Sheet
from occupations.text.slugs import TITLE_LENGTH, slug_of

USES = {"skill": "skills", "knowledge": "knowledge", "technology": "technology"}
"""Kinds of things that occupations use → the slot that tells which."""
LIKENESS = ("skill_importance", "knowledge_importance")
RANKED = ("salary", "growth", "jobs", "openings")  # slots
ENTRY = ("entry_education", "entry_experience", "entry_training")


def columns(sheet: Sheet) -> dict[str, Any]:
    """The columns of an edition that are read off its document, except its category."""
    profile = sheet.profile
    salary, growth, jobs, openings = (sheet.own[slot] for slot in RANKED)
    return {
        "title": profile.names.title,
        "salary": _value(salary),
        "salary_at_least": _number(salary, "at_least"),
        "salary_metric": _metric(salary),
        "salary_period_end": _period_end(salary),
        "growth": _value(growth),
        "growth_period_end": _period_end(growth),
        "jobs": _value(jobs),
        "jobs_metric": _metric(jobs),
        "jobs_period_end": _period_end(jobs),
        "openings": _value(openings),
        "openings_period_end": _period_end(openings),
        "entry_education": _name(sheet.own["entry_education"]),
        "entry_experience": _name(sheet.own["entry_experience"]),
        "entry_training": _name(sheet.own["entry_training"]),
        "sources": {slot: _source(profile, sheet.own[slot]) for slot in RANKED if not sheet.own[slot].missing},
        "groups": _groups(sheet),
        "records": {record.key: record.quality for record in profile.records if record.quality != "none"},
        "related": list(profile.related),
        "uses": _uses(sheet),
        "importances": {
            figure.label: figure.value
            for figure in profile.figures
            if figure.metric in LIKENESS and figure.value is not None
        },
        # A title longer than any of ours is not what people type into a search.
        "also_called": [*profile.also_called, *(title for title in profile.job_titles if len(title) <= TITLE_LENGTH)],
        "employers": _named(sheet, "top_employer"),
        "industries": _named(sheet, "top_industry"),
    }


def use_key(kind: str, name: str) -> str:
    """ "skill:critical-thinking": what a use is known by, in the column and in its page's address."""
    return f"{kind}:{slug_of(name) or 'other'}"


def _uses(sheet: Sheet) -> dict[str, list]:
    """Key → [name, weight in the scale of its metric or None, metric, note] of all that the occupation has."""
    return {
        use_key(kind, figure.label): [figure.label, figure.value, cell.metric, figure.note]
        for kind, slot in USES.items()
        for cell in sheet.cells[slot][:1]
        for figure in cell.held.values()
    }


def _groups(sheet: Sheet) -> dict[str, str]:
    """The wider groups that figures are of, by slot and by the key of the record."""
    cells = {slot: sheet.own[slot] for slot in (*RANKED, *ENTRY)}
    profile = sheet.profile
    records = {one.key: wider_group(profile, Figure(metric="", record=one.key)) for one in profile.records}
    return {
        **{slot: cell.group for slot, cell in cells.items() if cell.group and not cell.missing},
        **{key: group for key, group in records.items() if group},
    }


def _value(cell: Cell) -> Decimal | None:
    """The number of a cell, in its unit; None for bounds and for what is missing."""
    return _number(cell, "value")


def _number(cell: Cell, part: str) -> Decimal | None:
    number = getattr(cell.figures[0], part) if cell.figures and not cell.missing else None
    return None if number is None else from_scale(number, METRICS[cell.metric].unit)


def _metric(cell: Cell) -> str:
    return "" if cell.missing else cell.metric


def _name(cell: Cell) -> str:
    return "" if cell.missing else cell.text


def _period_end(cell: Cell):
    return cell.period[1] if cell.period else None


def _source(profile: Profile, cell: Cell) -> str:
    return formatting.release(profile.releases[cell.release]) if cell.dataset != EDITORS else formatting.BY_EDITORS


def _named(sheet: Sheet, slot: str) -> list[tuple[str, int | None, str]]:
    """(name, whole US$ a year, source) of each figure that names somebody and is the occupation\'s own."""
    return [
        (
            figure.label,
            None if figure.value is None else int(from_scale(figure.value, METRICS[cell.metric].unit)),
            _source(sheet.profile, cell),
        )
        for cell in sheet.cells[slot]
        for figure in cell.figures
        if figure.label and not wider_group(sheet.profile, figure)
    ]
