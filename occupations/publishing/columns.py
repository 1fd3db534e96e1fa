"""The columns of an edition: the few facts of its document that lists show, filter and sort by. Pure."""

from decimal import Decimal
from typing import Any

from occupations.metrics import METRICS, from_scale
from occupations.profiles import formatting
from occupations.profiles.document import Profile
from occupations.profiles.groups import group_of_record, wider_group
from occupations.profiles.sheet import EDITORS, Cell, Sheet
from occupations.text.slugs import TITLE_LENGTH, slug_of

USES = {"skill": "skills", "knowledge": "knowledge", "technology": "technology"}
"""Kinds of uses → the slot with them."""
LIKENESS = ("skill_importance", "knowledge_importance")
RANKED = ("pay", "pay_mean", "growth", "jobs", "openings")  # slots, and the pay that leads
PAY_RANGE, LOWEST, HIGHEST = "range", "wage_annual_p10", "wage_annual_p90"
SOURCED = (*RANKED, PAY_RANGE)
ENTRY = ("entry_education", "entry_experience", "entry_training")


def columns(sheet: Sheet) -> dict[str, Any]:
    """The columns of an edition that are read from its document, except its category."""
    profile = sheet.profile
    pay, pay_mean, growth, jobs, openings = (sheet.own[slot] for slot in RANKED)
    pay_range = sheet.own[PAY_RANGE]
    return {
        **standing_columns(sheet),
        "official_title": profile.names.official,
        "pay_at_least": _number(pay, "at_least"),
        "pay_metric": _metric(pay),
        "pay_mean": _value(pay_mean),
        "pay_mean_at_least": _number(pay_mean, "at_least"),
        "pay_mean_period_end": _period_end(pay_mean),
        "pay_low": _number(pay_range, "value", LOWEST),
        "pay_high": _number(pay_range, "value", HIGHEST),
        "pay_high_at_least": _number(pay_range, "at_least", HIGHEST),
        "pay_range_period_end": _period_end(pay_range),
        "growth": _value(growth),
        "growth_period_end": _period_end(growth),
        "jobs_metric": _metric(jobs),
        "jobs_period_end": _period_end(jobs),
        "openings": _value(openings),
        "openings_period_end": _period_end(openings),
        "entry_experience": _name(sheet.own["entry_experience"]),
        "entry_training": _name(sheet.own["entry_training"]),
        "sources": {slot: _source(profile, sheet.own[slot]) for slot in SOURCED if not sheet.own[slot].missing},
        "uses": _uses(sheet),
        "importances": {
            figure.label: figure.value
            for figure in profile.figures
            if figure.metric in LIKENESS and figure.value is not None
        },
        # Nobody searches for a title that is longer than any of ours.
        "also_called": [*profile.also_called, *(title for title in profile.job_titles if len(title) <= TITLE_LENGTH)],
        "title_sources": [formatting.release(profile.releases[index]) for index in profile.job_titles_releases],
        "employers": _named(sheet, "top_employer"),
        "industries": _named(sheet, "top_industry"),
    }


def standing_columns(sheet: Sheet) -> dict[str, Any]:
    """Those of them that say how the occupation stands to others."""
    profile, pay = sheet.profile, sheet.own["pay"]
    return {
        "title": profile.names.title,
        "pay": _value(pay),
        "pay_period_end": _period_end(pay),
        "jobs": _value(sheet.own["jobs"]),
        "entry_education": _name(sheet.own["entry_education"]),
        "groups": _groups(sheet),
        "records": {record.key: record.quality for record in profile.records if record.quality != "none"},
        "related": list(profile.related),
    }


def use_key(kind: str, name: str) -> str:
    """ "skill:critical-thinking": the key of a use, in the column and in the URL of its page."""
    return f"{kind}:{slug_of(name) or 'other'}"


def _uses(sheet: Sheet) -> dict[str, list]:
    """Key → [name, weight in the scale of its metric or None, metric, note], and the code if there is one, for
    everything the occupation uses."""
    return {
        use_key(kind, figure.label): [
            figure.label,
            figure.value,
            cell.metric,
            figure.note,
            *filter(None, [figure.part_code]),
        ]
        for kind, slot in USES.items()
        for cell in sheet.cells[slot][:1]
        for figure in cell.held.values()
    }


def _groups(sheet: Sheet) -> dict[str, str]:
    """The wider groups that figures are for, by slot and by key of the record."""
    cells = {slot: sheet.own[slot] for slot in (*SOURCED, *ENTRY)}
    profile = sheet.profile
    records = {record.key: group_of_record(profile, record) for record in profile.records}
    return {
        **{slot: cell.group for slot, cell in cells.items() if cell.group and not cell.missing},
        **{key: group for key, group in records.items() if group},
    }


def _value(cell: Cell) -> Decimal | None:
    """The number of a cell in its unit; None for bounds and missing figures."""
    return _number(cell, "value")


def _number(cell: Cell, part: str, metric: str = "") -> Decimal | None:
    """`metric`: of a range, one of its ends."""
    figures = [figure for figure in cell.figures if metric in ("", figure.metric)]
    number = getattr(figures[0], part) if figures and not cell.missing else None
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
    """(name, whole US$ a year, source) of each figure that names somebody and is the occupation's own."""
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
