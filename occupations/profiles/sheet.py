"""The Sheet: one profile laid out by the rows of a page, ready to be shown alone or compared with others.

For each slot it holds the cells that could fill it, best first. Derivations happen here, with their formula. Pure, and
made of one profile alone, so that it can be cached for as long as the edition lives.
"""

import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec

from occupations.metrics import METHOD_NAMES, METRICS, SLOTS, Level, Method, Metric, Missing, Shape, Slot, slots
from occupations.profiles import entry_level, formatting
from occupations.profiles.document import Figure, Profile, SkillRef
from occupations.profiles.groups import wider_group
from occupations.profiles.pay_errors import ERROR_OF_MEAN, PERCENTILE_METRICS, with_errors

HOURS_A_YEAR = 2080
EDITORS = "editors"  # stands for the dataset of what editors entered themselves

FILED_AS = {"top_employer": "top_filed_wage"}
"""What a metric is where its figures are filed: the pay that an application states is no one's pay yet."""

Period = tuple[datetime.date, datetime.date]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one side can show in one row: the figures of one metric from one place, and what a reader may ask of
    them."""

    metric: str
    text: str
    figures: tuple[Figure, ...] = ()
    missing: str = ""  # why there is no value
    release: int = -1  # index into the profile's releases; -1: an editor's own, or nobody's
    dataset: str = ""
    period: Period | None = None
    method: str = ""
    population: str = ""
    record: str = ""
    level: str = Level.DETAILED
    group: str = ""  # whose figure it is, where not of this occupation alone
    derivation: str = ""
    error_note: str = ""  # where the standard error is from, if the source does not publish it
    notes: tuple[str, ...] = ()
    benchmark: str = ""  # the same metric for all workers, where it must be shown
    all_workers: Figure | None = None  # the same figure for all workers, which a chart may show; of a range, the median
    shares_of_all: tuple[Figure, ...] = ()  # SHARES: the same shares for all workers
    held: dict[str, Figure] = {}  # SET: what the occupation has, best first, by case-folded label
    by_label: dict[str, Figure] = {}  # SET, SHARES: all figures by case-folded label

    @property
    def when(self) -> str:
        """The period in words."""
        return formatting.period(*(self.period or (None, None)))

    @property
    def remarks(self) -> list[str]:
        """What every format shows beside the value: the benchmark, how it was derived, notes."""
        benchmark = [f"All workers: {self.benchmark}"] if self.benchmark else []
        derivation = [f"Derived: {self.derivation}"] if self.derivation else []
        return [*benchmark, *derivation, *self.notes]


class Sheet(msgspec.Struct, frozen=True):
    profile: Profile
    cells: dict[str, tuple[Cell, ...]]  # slot → cells with a value, best first
    gaps: dict[str, Cell]  # slot → what to show where there is none
    own: dict[str, Cell]  # slot → what the occupation shows when nothing else is beside it

    def candidates(self, slot: Slot, hidden: frozenset[str]) -> tuple[tuple[Cell, ...], Cell]:
        """The cells that may be shown in this row, best first, and what to show where there is none."""
        cells, gap = self.cells[slot.key], self.gaps[slot.key]
        if not hidden or hidden.isdisjoint(slot.metrics):
            return cells, gap
        shown = tuple(cell for cell in cells if cell.metric not in hidden)
        if len(shown) < len(cells) or gap.metric in hidden:
            gap = withheld(gap.metric)
        return shown, gap

    def shown(self, slot: Slot, hidden: frozenset[str]) -> Cell:
        """As `own`, under a policy that hides some metrics."""
        cells, gap = self.candidates(slot, hidden)
        return cells[0] if cells else gap


def lay_out(profile: Profile) -> Sheet:
    """The sheet of a profile."""
    found: dict[str, list[Cell]] = {}
    figures = with_errors(profile.figures)
    borrowed = {id(figure) for figure, own in zip(figures, profile.figures, strict=True) if figure is not own}
    groups = [(_filed_as(group[0]), group) for group in _groups(figures, profile.skills)]
    groups += [("wage_range", group) for group in _ranges(figures)]
    for metric, group in groups:
        cell = _cell(profile, group, metric)
        if not borrowed.isdisjoint(map(id, group)):
            cell = _replace(cell, error_note=ERROR_OF_MEAN)
        found.setdefault(cell.metric, []).append(cell)
    found["wage_hourly_mean"] = _hourly_pay(found)
    if found.get("entry_education"):
        found["entry_education"] = _own_level(found)
    path = _entry_path(found)
    if path:
        found["entry_path"] = [path]
    systems = {record.key.partition("-")[0] for record in profile.records if record.quality != "none"}
    cells: dict[str, tuple[Cell, ...]] = {}
    gaps: dict[str, Cell] = {}
    for _, slot in slots():
        candidates = [cell for metric in slot.metrics for cell in found.get(metric, ())]
        cells[slot.key] = tuple(cell for cell in candidates if not cell.missing)
        gaps[slot.key] = next((cell for cell in candidates if cell.missing), _gap(slot, systems))
    own = {key: fitting[0] if fitting else gaps[key] for key, fitting in cells.items()}
    return Sheet(profile, cells, gaps, own)


def _gap(slot: Slot, systems: set[str]) -> Cell:
    """What to show where no figure is: a survey that knows the occupation may have it in a table not imported yet."""
    return not_imported(slot.key) if METRICS[slot.metrics[0]].survey in systems else nothing(slot.key)


@cache
def not_imported(slot: str) -> Cell:
    reason = Missing.NOT_IMPORTED.value
    metric = METRICS[SLOTS[slot].metrics[0]]
    return Cell(metric=metric.key, text=formatting.missing(metric, reason)[0], missing=reason)


@cache
def nothing(slot: str) -> Cell:
    """The cell of a row on which no source says anything. One object for each row: it is recognised by `is`."""
    reason = Missing.NOT_COLLECTED.value
    metric = METRICS[SLOTS[slot].metrics[0]]
    return Cell(metric=metric.key, text=formatting.missing(metric, reason)[0], missing=reason)


@cache
def withheld(metric: str) -> Cell:
    """The cell of a metric that the site's policy has switched off: nothing of it is left."""
    reason = Missing.WITHDRAWN.value
    return Cell(metric=metric, text=formatting.missing(METRICS[metric], reason)[0], missing=reason)


def _groups(figures: Sequence[Figure], skills: Sequence[SkillRef]) -> list[tuple[Figure, ...]]:
    """The figures that make one cell together: one by one, or all labels of one metric, release and record.

    Skills are one cell whatever release each share is from: a list that editors and files write together.
    """
    groups: dict[tuple[str, int, str, int], list[Figure]] = {}
    for position, figure in enumerate(figures):
        several = METRICS[figure.metric].shape in (Shape.MODE, Shape.SHARES, Shape.SET)
        groups.setdefault((figure.metric, figure.release, figure.record, -1 if several else position), []).append(
            figure
        )
    result = [tuple(group) for group in groups.values()]
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
    """The cell of a group of figures; they share release and record, so the first one speaks for all."""
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
    common_note = first.note if all(figure.note == first.note for figure in figures) else ""  # not of one item of many
    group = wider_group(profile, first)
    notes = [note for note in (horizon, common_note, f"Figure for the group: {group}" if group else "") if note]
    missing = first.missing if all(figure.missing for figure in figures) else ""
    if method == Method.MODELLED and not missing:  # made by a machine, which readers see at once
        notes.append(f"Estimated by {population}" if population else METHOD_NAMES[Method.MODELLED].capitalize())
    text = "" if missing else formatting.cell(meaning, figures)
    if not text:  # nothing can be said of figures that have neither number nor name
        missing = missing or first.missing or Missing.NOT_COLLECTED.value
    benchmark = _benchmark(profile, meaning, ref.dataset if ref else "") if meaning.sensitive else ""
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
        # A source that does not say how it counted is not credited with the usual way.
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
        held=_by_label(formatting.held(meaning, figures)) if meaning.shape is Shape.SET else {},
        by_label=_by_label(figures) if meaning.shape in (Shape.SET, Shape.SHARES) else {},
    )


def _by_label(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {figure.label.casefold(): figure for figure in figures}


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
    """The figures of wage distributions, one group for each survey row that gives an end of it."""
    rows: dict[tuple[int, str], dict[str, Figure]] = {}
    for figure in figures:
        if figure.metric in PERCENTILE_METRICS:
            rows.setdefault((figure.release, figure.record), {})[figure.metric] = figure
    # The lowest given percentile speaks for the row: where it is missing, so is the range.
    return [
        tuple(row[key] for key in PERCENTILE_METRICS if key in row)
        for row in rows.values()
        if PERCENTILE_METRICS[0] in row or PERCENTILE_METRICS[-1] in row
    ]


def _hourly_pay(found: dict[str, list[Cell]]) -> list[Cell]:
    """As published, else derived; of yearly pay that editors entered, so that the two agree, before what is
    official."""
    yearly = [cell for cell in found.get("wage_annual_mean", ()) if not cell.missing]
    hourly = found.get("wage_hourly_mean", [])
    if not hourly:
        return [_hourly(cell) for cell in yearly]
    published = [cell for cell in hourly if not cell.missing]  # where hours are unusual, none is
    alone = bool(yearly) and yearly[0].dataset == EDITORS and all(cell.dataset != EDITORS for cell in hourly)
    return [_hourly(yearly[0]), *hourly] if alone and published else hourly


def _hourly(yearly: Cell) -> Cell:
    """Where a survey gives no hourly pay and does not say why: yearly pay by the hours of a full-time year."""
    figure = yearly.figures[0]
    unit = METRICS["wage_hourly_mean"].unit

    def divided(value: int | None) -> int | None:
        return None if value is None else (2 * value + HOURS_A_YEAR) // (2 * HOURS_A_YEAR)

    derived = Figure(
        metric="wage_hourly_mean",
        release=figure.release,
        record=figure.record,
        level=figure.level,
        group=figure.group,
        population=figure.population,
        sample_size=figure.sample_size,
        value=divided(figure.value),
        at_least=divided(figure.at_least),
        at_most=divided(figure.at_most),
        standard_error=divided(figure.standard_error),
    )
    return _replace(
        yearly,
        metric="wage_hourly_mean",
        text=formatting.value(derived, unit),
        figures=(derived,),
        method=Method.DERIVED.value,
        derivation=f"{yearly.text} a year ÷ {HOURS_A_YEAR:,} hours",
    )


def _own_level(found: dict[str, list[Cell]]) -> list[Cell]:
    """The cells of the entry education. Where it is a wider group's, what people in the occupation itself say it
    requires stands beside it; where they contradict the group beyond their error, in its place."""
    group = next((cell for cell in found["entry_education"] if not cell.missing), None)
    answers = next((cell for cell in found.get("education_required", ()) if not (cell.missing or cell.group)), None)
    level = entry_level.middle(answers.figures) if answers else ""
    if group is None or not group.group or answers is None or not level:
        return found["entry_education"]
    asked = answers.figures[0]
    count = f"{asked.sample_size} answers" if asked.sample_size else "the answers"
    if not entry_level.contradicts(answers.figures, group.text):
        beside = f"People in the occupation itself say it requires: {level} (the median of {count})"
        return [_replace(group, notes=(*group.notes, beside))]
    own = Figure(
        metric=group.metric,
        label=level,
        release=asked.release,
        record=asked.record,
        sample_size=asked.sample_size,
        population=answers.population,
    )
    return [
        _replace(
            answers,
            metric=group.metric,
            text=level,
            figures=(own,),
            method=Method.DERIVED.value,
            derivation=f"the median of {count} on the education that the occupation requires",
            notes=(f"For the wider group {group.group} it is: {group.text}. The answers contradict that",),
            held={},
            by_label={},
        )
    ]


def _replace(cell: Cell, **changes: Any) -> Cell:
    return msgspec.structs.replace(cell, **changes)


def _entry_path(found: dict[str, list[Cell]]) -> Cell | None:
    """Typical entry education, related experience and training as one phrase; None where the education is not known."""
    first = next((cell for cell in found.get("entry_education", ()) if not cell.missing), None)
    if first is None:
        return None
    parts = [first]
    for key in ("entry_experience", "entry_training"):
        parts += [cell for cell in found.get(key, ()) if not cell.missing and cell.dataset == first.dataset][:1]
    words = [_entry_words(part) for part in parts if not formatting.needs_nothing(part.figures[0])]
    if not words:
        return None
    phrase = ", then ".join([words[0], *(word[0].lower() + word[1:] for word in words[1:])])
    return _replace(
        first,
        metric="entry_path",
        text=phrase,
        figures=tuple(msgspec.structs.replace(part.figures[0], note="") for part in parts),
        method=Method.DERIVED.value,
        derivation="typical entry education, related experience and on-the-job training, combined",
    )


def _entry_words(cell: Cell) -> str:
    """ "Less than 5 years" means little on its own."""
    return f"{cell.text} of related experience" if cell.metric == "entry_experience" else cell.text
