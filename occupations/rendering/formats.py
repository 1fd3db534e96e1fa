"""Markdown and JSON of a page, and what its formats share. They are made from the same View as the HTML, so all formats
say the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from occupations.metrics import METRICS
from occupations.profiles.formatting import missing
from occupations.profiles.sheet import Cell
from occupations.rendering.sources import SourceView
from occupations.rendering.view import SectionView, View

_MARKUP = re.compile(r"[\\*_`\[\]~]|^[-+#=>]|&(?=#?\w+;)")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """Escapes a text that a spreadsheet could read as a formula, with a leading apostrophe."""
    return f"'{text}" if text.lstrip().startswith(_DANGEROUS) or text.startswith(("\t", "\r")) else text


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


def only(sources: tuple[int, ...]) -> int | None:
    """The number of the single source of a text; None for an editor's own."""
    return sources[0] if sources else None
