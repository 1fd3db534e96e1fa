"""Lays a profile out by the rows of a page, ready to be shown alone or compared.

Pure, and from one profile alone, so that a sheet can be cached while the edition lives.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from sys import intern

import msgspec

from occupations.metrics import (
    LEADS,
    METHOD_NAMES,
    METRICS,
    Method,
    Metric,
    Missing,
    Shape,
    Slot,
    slots,
)
from occupations.profiles import formatting
from occupations.profiles.derived_cells import hourly_pay
from occupations.profiles.document import Figure, ListEdit, Profile, SkillRef
from occupations.profiles.entry_cells import ways_in
from occupations.profiles.groups import wider_group
from occupations.profiles.pay_errors import ERROR_OF_MEAN, PERCENTILE_METRICS, with_errors
from occupations.profiles.sheet import EDITORS, NO_LABELS, Cell, Period, Sheet, group_note, not_imported, nothing
from occupations.profiles.skill_lists import EDITED, edited, remarks

FILED_AS = {"top_employer": "top_filed_wage"}
"""The metric of filed figures: the pay that an application states is not what anybody earns."""


def lay_out(profile: Profile) -> Sheet:
    """The sheet of a profile."""
    found: dict[str, list[Cell]] = {}
    figures = with_errors(profile.figures)
    borrowed = {id(figure) for figure, own in zip(figures, profile.figures, strict=True) if figure is not own}
    groups = [(_filed_as(group[0]), group) for group in _groups(figures, profile.skills, profile.skills_edits)]
    groups += [("wage_range", group) for group in _ranges(figures)]
    for metric, group in groups:
        cell = _cell(profile, group, metric)
        if not borrowed.isdisjoint(map(id, group)):
            cell = msgspec.structs.replace(cell, error_note=ERROR_OF_MEAN)
        if cell.metric == EDITED:
            cell = msgspec.structs.replace(cell, notes=(*cell.notes, *remarks(profile.skills_edits)))
        found.setdefault(cell.metric, []).append(cell)
    found |= hourly_pay(found)
    found |= ways_in(found, profile)
    systems = {record.key.partition("-")[0] for record in profile.records if record.quality != "none"}
    cells: dict[str, tuple[Cell, ...]] = {}
    gaps: dict[str, Cell] = {}
    for slot in (*LEADS, *(slot for _, slot in slots())):
        candidates = [cell for metric in slot.metrics for cell in found.get(metric, ())]
        cells[slot.key] = tuple(cell for cell in candidates if not cell.missing)
        gaps[slot.key] = next((cell for cell in candidates if cell.missing), _gap(slot, systems))
    own = {key: fitting[0] if fitting else gaps[key] for key, fitting in cells.items()}
    return Sheet(profile, cells, gaps, own)


def _gap(slot: Slot, systems: set[str]) -> Cell:
    """What to show where no figure is: a survey that knows the occupation may have it in a table not imported yet."""
    return not_imported(slot.key) if METRICS[slot.metrics[0]].survey in systems else nothing(slot.key)


def _groups(
    figures: Sequence[Figure], skills: Sequence[SkillRef], edits: Sequence[ListEdit]
) -> list[tuple[Figure, ...]]:
    """Groups of figures that make one cell each: single figures, or all labels of one metric, release and record.

    Skills are one cell whatever release each share comes from, because editors and files write that list together.
    """
    groups: dict[tuple[str, int, str, int], list[Figure]] = {}
    for position, figure in enumerate(figures):
        several = METRICS[figure.metric].shape in (Shape.MODE, Shape.SHARES, Shape.SET)
        groups.setdefault((figure.metric, figure.release, figure.record, -1 if several else position), []).append(
            figure
        )
    result = [tuple(group) for group in groups.values()]
    if listed := edited(figures, edits) if edits else ():
        result.append(listed)
    if skills:
        result.append(
            tuple(
                Figure(metric="skill_share", label=skill.name, value=skill.share, release=skill.release)
                for skill in skills
            )
        )
    return result


def _filed_as(figure: Figure) -> str:
    return FILED_AS.get(figure.metric, "") if figure.method == Method.FILED else ""


def _cell(profile: Profile, figures: tuple[Figure, ...], metric: str = "") -> Cell:
    """The cell of a group of figures. They share release and record, so the first one represents all of them."""
    first = figures[0]
    meaning = METRICS[metric or first.metric]
    release = next((figure.release for figure in figures if figure.release >= 0), -1)
    ref = profile.releases[release] if release >= 0 else None
    period = _period(first.period_start, first.period_end)
    method = first.method
    population = first.population
    if ref is not None:
        period = period or _period(ref.period_start, ref.period_end)
        method = method or ref.method
        population = population or ref.population
    horizon = f"Over {formatting.period(*period)}" if meaning.key == "growth" and period else ""
    common_note = first.note if all(figure.note == first.note for figure in figures) else ""  # not for a single item
    group = wider_group(profile, first)
    if group and common_note.endswith(f": {group}"):  # "one survey row for: …" says the same as the note on the group
        common_note = ""
    notes = [note for note in (horizon, common_note, group_note(group)) if note]
    missing = first.missing if all(figure.missing for figure in figures) else ""
    if method == Method.MODELLED and not missing:  # made by a machine, which readers should see at once
        notes.append(f"Estimated by {population}" if population else METHOD_NAMES[Method.MODELLED].capitalize())
    text = "" if missing else formatting.cell(meaning, figures)
    if not text:  # figures with neither number nor name have no text
        missing = missing or first.missing or Missing.NOT_COLLECTED.value
    benchmark = _benchmark(profile, meaning, ref.dataset if ref else "") if meaning.sensitive else ""
    by_label = _by_label(figures) if meaning.shape in (Shape.SET, Shape.SHARES) else NO_LABELS
    if meaning.sensitive and not missing:
        unknown = [text for absent, text in ((period, "period unknown"), (benchmark, "no benchmark")) if not absent]
        if unknown:
            notes.append(", ".join(unknown).capitalize())
    return Cell(
        metric=meaning.key,
        text=text or formatting.missing(meaning, missing)[0],
        figures=figures,
        missing=missing,
        release=release,
        dataset=ref.dataset if ref else EDITORS,
        period=period,
        method=method or (Method.EDITOR if ref is None else Method.UNSTATED),
        # A source that does not state its method is not assumed to use the usual population.
        population=population or ("" if method == Method.UNSTATED else meaning.population),
        record=first.record,
        level=first.level,
        group=group,
        notes=tuple(notes),
        benchmark=benchmark,
        all_workers=_all_workers(profile, meaning, ref.dataset if ref else ""),
        shares_of_all=_benchmarks(profile, meaning.key, ref.dataset if ref else "")
        if meaning.shape is Shape.SHARES
        else (),
        held=_held(meaning, figures, by_label) if meaning.shape is Shape.SET else NO_LABELS,
        by_label=by_label,
    )


def _by_label(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {intern(figure.label.casefold()): figure for figure in figures}


def _held(metric: Metric, figures: tuple[Figure, ...], by_label: Mapping[str, Figure]) -> Mapping[str, Figure]:
    """The same mapping where the occupation has all that are listed."""
    return by_label if metric.held_from is None else _by_label(formatting.held(metric, figures))


def _period(start: datetime.date | None, end: datetime.date | None) -> Period | None:
    return None if start is None or end is None else (start, end)


def _benchmark(profile: Profile, metric: Metric, dataset: str) -> str:
    return formatting.cell(metric, _benchmarks(profile, metric.key, dataset))


def _benchmarks(profile: Profile, metric: str, dataset: str) -> tuple[Figure, ...]:
    return tuple(
        figure
        for figure in profile.benchmarks
        if figure.metric == metric and profile.releases[figure.release].dataset == dataset
    )


def _all_workers(profile: Profile, metric: Metric, dataset: str) -> Figure | None:
    if metric.shape is Shape.PERCENTILES:
        found = _benchmarks(profile, "wage_annual_median", dataset)
    else:
        found = _benchmarks(profile, metric.key, dataset) if metric.shape is Shape.NUMBER else ()
    return found[0] if found else None


def _ranges(figures: Sequence[Figure]) -> list[tuple[Figure, ...]]:
    """The figures of wage distributions, one group for each survey row that has one end."""
    rows: dict[tuple[int, str], dict[str, Figure]] = {}
    for figure in figures:
        if figure.metric in PERCENTILE_METRICS:
            rows.setdefault((figure.release, figure.record), {})[figure.metric] = figure
    # The lowest percentile represents the row: if it is missing, so is the range.
    return [
        tuple(row[key] for key in PERCENTILE_METRICS if key in row)
        for row in rows.values()
        if PERCENTILE_METRICS[0] in row or PERCENTILE_METRICS[-1] in row
    ]
