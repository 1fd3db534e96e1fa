"""A page of occupations as one table, for CSV: a line for each figure, with its unit, metric, source and period beside
it, then for each text and each source. Columns have the names of docs/api-vocabulary.md, as those of observations."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from occupations.metrics import ABOUT, JOB_TITLES, METRICS, RELATED, RESPONSIBILITIES, in_unit
from occupations.metrics.statistics import STATISTIC_OF
from occupations.profiles.document import Figure, Profile
from occupations.profiles.formatting import amount, missing
from occupations.profiles.sheet import Cell
from occupations.rendering.formats import source_line
from occupations.rendering.json_members import figure_json, origin_keys, period_days
from occupations.rendering.origins import Origin, origin_of, release_origin
from occupations.rendering.sources import SourceView
from occupations.rendering.tables import table
from occupations.rendering.view import CellView, RowView, SectionView, Side, View

Line = dict[str, Any]
"""What a line says, by column."""

_WHERE = ("section", "row", "label", "occupation", "title")
_ITEM = ("part", "part_code")
_NUMBERS = ("value", "low", "high", "at_least", "at_most", "bound_reason", "missing_reason", "unit")
_ABOUT = (
    *("standard_error", "sample_size", "base", "population", "method", "level", "group", "record", "because", "note"),
    *("source_number", "source", "release", "period_start", "period_end"),
)
COLUMNS = (*_WHERE, "metric", "statistic", *_ITEM, "text", *_NUMBERS, *_ABOUT)
"""Of the page of an occupation."""
OF_EACH_SIDE = {ABOUT.key, RESPONSIBILITIES.key, JOB_TITLES.key, RELATED.key}
"""Sections with a text or a list for each side, in their order."""
COMPARED = ("outcome", "gap", "percent")
COMPARISON_COLUMNS = (*_WHERE, "against", "metric", "statistic", *_ITEM, "text", *_NUMBERS, *COMPARED, *_ABOUT)
"""Of a comparison. A line with `against` says how the `occupation` differs from that one."""


def as_csv(
    view: View,
    slugs: Sequence[str],
    columns: Sequence[str] = COLUMNS,
    differences: Callable[[str], Iterable[Line]] = lambda _: (),
) -> str:
    """`slugs`: of the sides; `differences`: lines for the row with that key."""
    return table(columns, page_lines(view, slugs, differences))


def page_lines(
    view: View, slugs: Sequence[str], differences: Callable[[str], Iterable[Line]] = lambda _: ()
) -> Iterator[Line]:
    sides = [{"occupation": slug, "title": side.title} for slug, side in zip(slugs, view.sides, strict=True)]
    titles = dict(zip(slugs, [side.title for side in view.sides], strict=True))
    origins = {source.n: source.origin for source in view.sources}
    for one in view.taken:
        yield {"section": "taken", "label": one.asked, "occupation": one.slug, "title": one.title, "text": one.how}
    for section in view.sections:
        for row in section.rows:
            where = {"section": section.key, "row": row.key, "label": row.name}
            yield from (where | line for line in _cells(row, view.sides, sides))
            yield from (where | {"title": titles[line["occupation"]]} | line for line in differences(row.key))
        yield from _trends(section, view.sides[0], sides[0])
        yield from _texts(section, sides, origins)
    yield from ({"section": "summary", "text": text} for text in (*view.official_titles, *view.sentences_and_notices))
    yield from ({"section": one.key, "text": one.sentence} for one in view.sections if one.sentence)
    yield from [{"section": "left_out", "text": view.left_out}] if view.left_out else ()
    yield from map(_source, view.sources)


def _cells(row: RowView, sides: Sequence[Side], about: Sequence[Line]) -> Iterator[Line]:
    for cell, side, whose in zip(row.cells, sides, about, strict=True):
        profile = side.fragments.sheet.profile
        yield from (whose | line for line in cell_lines(cell, profile))


def cell_lines(view: CellView, profile: Profile) -> Iterator[Line]:
    """The first line has the text of the cell and, if it has one figure, its numbers; each of several figures follows
    in a line of its own."""
    cell = view.cell
    common: Line = {
        "metric": cell.metric,
        "statistic": STATISTIC_OF[cell.metric],
        "unit": METRICS[cell.metric].unit.key,
        "population": cell.population or None,
        "method": cell.method or None,
        "level": cell.level if cell.figures else None,
        "group": cell.group or None,
        "record": cell.record or None,
        "source_number": view.source or None,
        **origin_keys(origin_of(profile, cell)),
        **period_days(cell.period),
    }
    said: Line = {"text": cell.text, "note": "; ".join(cell.remarks) or None}
    if cell.missing:
        why = {"missing_reason": cell.missing, "because": missing(METRICS[cell.metric], cell.missing)[1]}
        yield common | said | why
        return
    alone = len(cell.figures) == 1
    yield common | said | (_numbers(cell.figures[0]) if alone else {})
    for figure in () if alone else cell.figures:
        yield common | {"text": _text(figure, cell), "statistic": STATISTIC_OF[figure.metric]} | _numbers(figure)


def _numbers(figure: Figure) -> Line:
    numbers = figure_json(figure)
    marked = numbers.pop("marks", None)
    return numbers | ({"note": "; ".join(marked)} if marked else {})


def _text(figure: Figure, cell: Cell) -> str:
    return amount(figure, METRICS[cell.metric]) or figure.label


def _trends(section: SectionView, side: Side, whose: Line) -> Iterator[Line]:
    releases = side.fragments.sheet.profile.releases
    for shown in section.trends:
        metric = METRICS[shown.trend.metric]
        about: Line = {"section": "trends", "label": shown.heading, **whose, "metric": metric.key}
        about |= {"statistic": STATISTIC_OF[metric.key], "unit": metric.unit.key}
        for point, one in zip(shown.trend.points, shown.points, strict=True):
            origin = release_origin(releases[point.release])
            yield about | {
                "text": point.text,
                "value": in_unit(point.value, metric.unit),
                "source_number": one.source,
                **origin_keys(origin),
                "period_start": origin.days[0],
                "period_end": point.day,
            }
        yield from ({**about, "note": caution} for caution in shown.cautions)


def _texts(section: SectionView, sides: Sequence[Line], origins: Mapping[int, Origin]) -> Iterator[Line]:
    """A line for each text, and for each item of a list."""
    each: Iterable[Line] = sides if section.key in OF_EACH_SIDE else repeat({})
    for text, whose in zip(section.texts, each, strict=False):
        said = text.plain or text.missing
        yield {"section": section.key, "label": text.heading, **whose, "text": said, **_cited(text.sources, origins)}
    for listed, whose in zip(section.lists, each, strict=False):
        about = {"section": section.key, "label": listed.heading, **whose}
        for item, sources in zip(listed.plain, listed.item_sources or repeat(listed.sources), strict=False):
            yield about | {"text": item, **_cited(sources, origins)}
        yield from [about | {"note": listed.remark}] if listed.remark else ()


def _cited(numbers: Sequence[int], origins: Mapping[int, Origin]) -> Line:
    """Several sources are named by their numbers; the keys are those of a single one."""
    if not numbers:
        return {}
    first = numbers[0]
    return {"source_number": first, **origin_keys(origins[first])} if len(numbers) == 1 else {"source_number": numbers}


def _source(source: SourceView) -> Line:
    origin = source.origin
    return {
        "section": "sources",
        "text": source_line(source),
        "population": origin.population or None,
        "method": origin.how,
        "source_number": source.n,
        **origin_keys(origin),
        **period_days(origin.days),
    }
