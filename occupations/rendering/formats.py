"""CSV, Markdown and JSON of a page. They are made from the same View as the HTML, so all formats say the same."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import repeat
from typing import Any

import msgspec

from occupations.links import id_url
from occupations.metrics import METRICS, Missing, Shape, Unit, in_unit
from occupations.profiles.document import Figure, RecordRef
from occupations.profiles.formatting import marks, missing
from occupations.profiles.preparation.data import as_data
from occupations.profiles.sheet import Cell
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import Live
from occupations.rendering.sources import SourceView
from occupations.rendering.view import CellView, SectionView, TrendView, View

_MARKUP = re.compile(r"[\\*_`\[\]~]|^[-+#=>]|&(?=#?\w+;)")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """Escapes a text that a spreadsheet could read as a formula, with a leading apostrophe."""
    return f"'{text}" if text.lstrip().startswith(_DANGEROUS) or text.startswith(("\t", "\r")) else text


def as_csv(view: View, remarks: Sequence[str] = ()) -> str:
    """A line for every row of the page, then texts, sentences and sources. `remarks`: headings of the rows' remarks."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    titles = [side.title for side in view.sides]
    header = ["Section", "Row", *(name for title in titles for name in (title, f"{title}: sources")), *remarks]
    writer.writerow([inert(cell) for cell in header])
    for line in _csv_lines(view, len(header)):
        writer.writerow([inert(cell) for cell in line])
    return out.getvalue()


def _csv_lines(view: View, width: int) -> Iterator[list[str]]:
    yield from (_padded(["Titles taken", one.asked, one.slug, one.how], width) for one in view.taken)
    for section in view.sections:
        for row in section.rows:
            cells = [text for cell in row.cells for text in (full_text(cell.cell), str(cell.source or ""))]
            yield [section.title, row.name, *cells, *row.remarks]
        for trend in section.trends:
            for point in trend.points:
                yield _padded([trend.heading, point.period, point.text, str(point.source)], width)
            yield _padded([trend.heading, "Caution", " ".join(trend.cautions)], width)
        for text in section.texts:
            yield _padded([section.title, text.heading, text.plain or text.missing, _numbers(text.sources)], width)
        for listed in section.lists:
            for item, sources in zip(listed.plain, listed.item_sources or repeat(listed.sources), strict=False):
                yield _padded([section.title, listed.heading, item, _numbers(sources)], width)
            yield from [_padded([section.title, listed.heading, listed.remark], width)] if listed.remark else ()
    yield from (_padded(["Summary", about, sentence], width) for about, sentence in _summary(view))
    yield from [_padded(["Left out", "", view.left_out], width)] if view.left_out else ()
    for source in view.sources:
        yield _padded(["Sources", str(source.n), source_line(source)], width)


def _summary(view: View) -> Iterator[tuple[str, str]]:
    """The sentences of the page, then those that open its sections, with their titles."""
    yield from (("", sentence) for sentence in (*view.official_titles, *view.sentences_and_notices))
    yield from ((section.title, section.sentence) for section in view.sections if section.sentence)


def _numbers(sources: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in sources)


def _padded(line: list[str], width: int) -> list[str]:
    return line + [""] * (width - len(line))


def full_text(cell: Cell) -> str:
    """A cell as plain text: the value or the reason for a missing one, and the notes."""
    text = f"{cell.text}: {missing(METRICS[cell.metric], cell.missing)[1]}" if cell.missing else cell.text
    return f"{text} ({'; '.join(cell.remarks)})" if cell.remarks else text


def source_line(source: SourceView) -> str:
    origin = source.origin
    parts = [
        origin.publisher,
        origin.title,
        origin.period,
        origin.method,
        origin.population,
        origin.license,
        origin.url,
    ]
    return "; ".join(part for part in parts if part)


def as_markdown(view: View, remarks: Sequence[str] = ()) -> str:
    """The page as a document. `remarks`: headings of the rows' remarks."""
    lines = [f"# {one_line(view.page.heading)}", ""]
    for one in view.taken:
        lines += [one_line(f"“{one.asked}” was taken to mean {one.title} ({one.how})."), ""]
    for sentence in (*view.official_titles, *view.sentences_and_notices):
        lines += [one_line(sentence), ""]
    for section in view.sections:
        lines += [f"## {one_line(section.title)}", "", *_markdown_section(view, section, remarks), ""]
    lines += [one_line(view.left_out), ""] if view.left_out else []
    lines += ["## Sources", ""]
    lines += [f"{source.n}. {one_line(source_line(source))}" for source in view.sources]
    lines += ["", f"Canonical address: {view.page.canonical}" if view.page.canonical else ""]
    return "\n".join(lines).rstrip() + "\n"


def _markdown_section(view: View, section: SectionView, remarks: Sequence[str]) -> Iterator[str]:
    if section.sentence:
        yield from (one_line(section.sentence), "")
    if section.rows:
        titles = [side.title for side in view.sides]
        yield _table_line(_escaped(["", *titles, *remarks]))
        yield "|" + "---|" * (1 + len(titles) + len(remarks))
        for row in section.rows:
            texts = _escaped(full_text(cell.cell) for cell in row.cells)
            cells = [
                f"{text} [{cell.source}]" if cell.source else text for text, cell in zip(texts, row.cells, strict=True)
            ]
            yield _table_line([*_escaped([row.name]), *cells, *_escaped(row.remarks)])
    for trend in section.trends:
        points = [f"- {point.period}: {point.text} [{point.source}]" for point in trend.points]
        yield from ("", f"### {one_line(trend.heading)}", "", *points, "", *map(one_line, trend.cautions))
    for text in section.texts:
        # An editor's text is already Markdown.
        quoted = (text.sources and not text.adapted) or text.worded
        content = one_line(text.plain) if quoted else text.plain or text.missing
        cited = _sources_line(text.sources, adapted=text.adapted)
        yield from (f"### {one_line(text.heading)}", "", content, "", *cited)
    for listed in section.lists:
        mark = "1." if listed.ordered else "-"
        items = [f"{mark} {one_line(item)}" for item in listed.plain]
        yield from (f"### {one_line(listed.heading)}", "", *items, "", *_sources_line(listed.sources))
        yield from [one_line(listed.remark), ""] if listed.remark else ()


def _sources_line(numbers: tuple[int, ...], *, adapted: bool = False) -> Iterator[str]:
    """The line with the source numbers of a text; `adapted`: whether editors made it from theirs."""
    if numbers:
        yield from (f"{'Adapted from' if adapted else 'Source'}: {' '.join(f'[{number}]' for number in numbers)}", "")


def _table_line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(texts: Iterable[str]) -> list[str]:
    return [one_line(text).replace("|", "\\|") for text in texts]


def one_line(text: str) -> str:
    """One line, escaped for Markdown and HTML."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split())).replace("<", "&lt;")


def plain(value: Decimal | int | None) -> int | float | None:
    """Whole numbers become integers, as everywhere in JSON."""
    return None if value is None else int(value) if value == int(value) else float(value)


_encoder = msgspec.json.Encoder(decimal_format="number")


def to_json(data: Any) -> bytes:
    return _encoder.encode(data)


def as_json(data: Any) -> str:
    """The text for readers."""
    return msgspec.json.format(to_json(data), indent=2).decode() + "\n"


def cell_json(view: CellView, fragments: Fragments) -> msgspec.Raw:
    """A typed cell: numbers in the unit of the metric, bounds, reasons for missing figures, and the number of its
    source in the response. Everything but this number is made once for each edition."""
    key = id(view.cell)
    cell, encoded = fragments.json_cells.get(key, (None, b""))
    if cell is not view.cell:
        _, encoded = fragments.json_cells[key] = (view.cell, to_json(_cell(view.cell)))
    return msgspec.Raw(b'{"source":%s,%s' % (str(view.source).encode() if view.source else b"null", encoded[1:]))


def _cell(cell: Cell) -> dict[str, Any]:
    metric = METRICS[cell.metric]
    data: dict[str, Any] = {
        "metric": cell.metric,
        "unit": metric.unit.name,
        "scale": metric.unit.scale,
        "text": cell.text,
    }
    optional: dict[str, Any]
    if cell.missing:
        data |= {"missing": cell.missing, "because": missing(metric, cell.missing)[1]}
        optional = {"notes": cell.notes, "all_workers": cell.benchmark}
    else:
        data |= _numbers_of(cell.figures[0], metric.unit) if metric.shape is Shape.NUMBER else {}
        data |= {
            "figures": [figure_json(figure) for figure in cell.figures],
            "period": [day.isoformat() for day in cell.period] if cell.period else None,
            "method": cell.method,
            "population": cell.population or None,
            "level": cell.level,
        }
        optional = {
            "record": cell.record,
            "wider_than_occupation": bool(cell.group),
            "group": cell.group,
            "derivation": cell.derivation,
            "standard_error_note": cell.error_note,
            "notes": cell.notes,
            "all_workers": cell.benchmark,
            "steps": [as_data(step) for step in cell.steps],
            "benchmarks": [figure_json(figure) for figure in (cell.all_workers, *cell.shares_of_all) if figure],
        }
    return data | {key: value for key, value in optional.items() if value}


def figure_json(figure: Figure) -> dict[str, Any]:
    data: dict[str, Any] = {"metric": figure.metric}
    if figure.label:
        data["label"] = figure.label
    data |= _numbers_of(figure, METRICS[figure.metric].unit)
    if figure.standard_error is not None:
        data["standard_error"] = in_unit(figure.standard_error, METRICS[figure.metric].unit)
    if figure.missing:
        data["missing"] = figure.missing
    if figure.sample_size is not None:
        data["sample_size"] = figure.sample_size
    if figure.base is not None:
        data["base"] = figure.base
    if marked := marks(figure):
        data["marks"] = marked
    return data


def trend_json(view: TrendView) -> dict[str, Any]:
    """A figure over its releases: points, and which pairs of them belong together."""
    trend = view.trend
    unit = METRICS[trend.metric].unit
    return {
        "metric": trend.metric,
        "unit": unit.name,
        "points": [
            {
                "day": point.day.isoformat(),
                "value": in_unit(point.value, unit),
                "text": point.text,
                "source": one.source,
            }
            for point, one in zip(trend.points, view.points, strict=True)
        ],
        "joined": [list(pair) for pair in trend.lines],
        "cautions": view.cautions,
    }


def _numbers_of(figure: Figure, unit: Unit) -> dict[str, Any]:
    """The value, the range, or the bound with its reason."""
    data: dict[str, Any] = {
        name: in_unit(given, unit)
        for name in ("value", "low", "high", "at_least", "at_most")
        if (given := getattr(figure, name)) is not None
    }
    if figure.low is not None and figure.high is None:
        data["high"] = None
    if figure.at_least is not None:
        data["reason"] = Missing.TOP_CODED.value
    if figure.at_most is not None:
        data["reason"] = Missing.BOTTOM_CODED.value
    return data


def only(sources: tuple[int, ...]) -> int | None:
    """The number of the single source of a text; None for an editor's own."""
    return sources[0] if sources else None


UNNAMED = ("key", "program", "table")  # parts of an origin that data formats leave out


def source_json(source: SourceView) -> dict[str, Any]:
    origin = source.origin._asdict()
    return {"number": source.n, **{name: text or None for name, text in origin.items() if name not in UNNAMED}}


def side_json(view: View, index: int, live: Live) -> dict[str, Any]:
    side = view.sides[index]
    profile = side.fragments.sheet.profile
    return {
        "slug": live.slug,
        "id": live.id,
        "id_url": view.page.site + id_url(live.id),
        "title": side.title,
        "official_title": profile.names.official_title,
        "url": side.url,
        "category": {"slug": profile.category.slug, "name": profile.category.name},
        "edition": side.edition,
        "published": live.published_at,
        "digest": live.digest,
        "records": [record_json(record) for record in profile.records],
    }


def record_json(record: RecordRef) -> dict[str, Any]:
    data = {name: getattr(record, name) for name in ("key", "system", "code", "title", "quality")}
    return data | ({"note": record.note} if record.note else {})
