"""Reads a page of occupations back in each of its formats, so that tests can hold them against each other.

Every reader returns a `PageContent`. None of them shares code with what wrote the format.
"""

import csv
import io
import json
import re
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

import html5lib

TEXTS = (
    "What they do",
    "Job titles",
    "Related occupations",
    "Moving from one to the other",
    "Left out",
)  # sections without rows of figures


class CellContent(NamedTuple):
    text: str  # the value, or "no source: Our sources do not have this figure."; with " (Derived: …; …)"
    source: int  # 0 for none


class RowContent(NamedTuple):
    label: str
    cells: list[CellContent]
    differences: list[str]  # against the first side: "$4,430 higher (6%)", "not comparable (mean and median)"


class PageContent(NamedTuple):
    heading: str
    titles: list[str]
    sections: dict[str, list[RowContent]]  # title → rows
    responsibilities: dict[str, list[str]]  # heading → items
    sentences: list[str]
    sources: list[str]  # titles, in order


def parse(page: str) -> Element:
    """The page as a tree. Raises html5lib's ParseError for what the standard does not allow."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    return parser.parse(page)


def has_class(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def having(element: Element, name: str) -> list[Element]:
    return [one for one in element.iter() if has_class(one, name)]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


# HTML


def read_html(tree: Element) -> PageContent:
    body = tree.find("body")
    blocks = {words(block.find("h2")): block for block in having(body, "section")}
    tables = {title: sheets[0] for title, block in blocks.items() if (sheets := having(block, "sheet"))}
    opening = having(body, "opening")[0]
    heading = words(body.find(".//h1"))
    heads = [table.find("thead") for table in tables.values()][:1]
    columns = [re.sub(r"^[A-E] ", "", words(cell)) for head in heads for cell in head.iter("th")][1:]
    # A page on which no source says anything has no table.
    columns = columns or [words(name) for name in having(opening, "name")] or [heading]
    sides = len([title for title in columns if not title.startswith("Difference")])
    groups = [group for name in ("lead", "asides") for group in having(body, name)]
    sentences = [words(paragraph) for group in groups for paragraph in group.iter("p")]
    sentences += [words(paragraph) for paragraph in having(opening, "notice")]
    responsibilities = {}
    for block in blocks.values():
        for column in block.iter():
            lists = [one for one in column.iter("ol") if has_class(one, "responsibilities")]
            if lists and column.tag == "div" and column.find("h3") is not None:
                responsibilities[words(column.find("h3"))] = [words(item) for one in lists for item in one]
    sections = {
        title: [
            *(_html_row(row) for row in (tables[title].find("tbody") if title in tables else ())),
            *(row for line in having(block, "silent") for row in _only_named(line, sides)),
        ]
        for title, block in blocks.items()
        if title in tables or having(block, "silent")
    }
    return PageContent(
        heading,
        [title for title in columns if not title.startswith("Difference")],
        sections,
        responsibilities,
        sentences,
        [words(having(item, "source-title")[0]) for group in having(body, "sources")[:1] for item in group],
    )


def without_overview(read: PageContent) -> PageContent:
    """The page without the rows that it shows once more at its top, each of which must stand in its section, alike."""
    rows = [row for title, listed in read.sections.items() if title != "Overview" for row in listed]
    assert [row for row in read.sections.get("Overview", []) if row not in rows] == []
    return read._replace(sections={title: listed for title, listed in read.sections.items() if title != "Overview"})


def _only_named(line: Element, sides: int) -> list[RowContent]:
    """The rows that a line like "Not covered by any of our sources: Skills; Interests." stands for."""
    why = {
        "Not covered by any of our sources": "not in our sources: Our sources do not have this figure.",
        "Published by a source, but not imported yet": "not imported yet: A source publishes this figure; we have not imported it yet.",
    }[words(line).partition(":")[0]]
    pieces = [CellContent(why, 0)] * sides, ["no comparison (both figures are missing)"] * (sides - 1)
    return [RowContent(words(name), *pieces) for name in line.findall("span")]


def _html_row(row: Element) -> RowContent:
    label = words(row.find("th").find("details").find("summary"))
    cells, differences = [], []
    for cell in row.findall("td"):
        if not has_class(cell, "diff"):
            cells.append(_html_cell(cell))
        pieces = [part for part in [cell, *cell.iter("span")] if has_class(part, "diff")]
        differences.extend(_html_difference(part) for part in pieces)
    return RowContent(label, cells, differences)


def _html_cell(cell: Element) -> CellContent:
    parts = list(cell)
    first = parts[0]
    if has_class(first, "missing"):
        text = f"{words(first)}: {words(having(cell, 'why')[0])}"
    elif has_class(first, "shares"):
        text = ", ".join(f"{words(item.find('span'))} {words(item.find('b'))}" for item in first)
    elif has_class(first, "items"):
        text = "; ".join(_item(item) for group in having(cell, "items") for item in group)
    else:
        text = words(first)
    if remarks := [words(note) for note in parts if has_class(note, "note")]:
        text += f" ({'; '.join(remarks)})"
    refs = [link for link in parts if has_class(link, "ref")]
    return CellContent(text, int(refs[0].get("href").removeprefix("#source-")) if refs else 0)


def _item(item: Element) -> str:
    return " ".join(words(part) for part in item if part.tag in ("span", "b"))


def _html_difference(pieces: Element) -> str:
    notes = [words(note) for note in pieces if has_class(note, "note")]
    verdict = next(words(part) for part in pieces if has_class(part, "verdict"))
    return f"{verdict} ({notes[0]})" if notes else verdict


def same_rows(tree: Element) -> list[tuple[str, str]]:
    """(section, row) of those that the page lets a reader fold away, without those of the overview."""
    found = []
    for block in having(tree.find("body"), "section"):
        section = words(block.find("h2"))
        if section == "Overview":
            continue
        same = [row for row in block.iter("tr") if has_class(row, "same")]
        found.extend((section, words(row.find("th").find("details").find("summary"))) for row in same)
    return found


# JSON


def read_json(text: str) -> PageContent:
    data = json.loads(text)
    if "sides" in data:
        slugs = [side["slug"] for side in data["sides"]]
        titles = [side["title"] for side in data["sides"]]
        responsibilities = {title: data["responsibilities"][slug] for title, slug in zip(titles, slugs, strict=True)}
        sentences = [sentence for kind in ("lead", "skills", "notices") for sentence in data["sentences"][kind]]
    else:
        slugs, titles = [data["slug"]], [data["title"]]
        responsibilities, sentences = {data["title"]: data["responsibilities"]}, []
    return PageContent(
        data["title"],
        titles,
        {section["title"]: [_json_row(row, slugs) for row in section["rows"]] for section in data["sections"]},
        responsibilities,
        sentences,
        [source["title"] for source in data["sources"]],
    )


def _json_row(row: dict, slugs: list[str]) -> RowContent:
    cells = [row["cell"]] if "cell" in row else [row["cells"][slug] for slug in slugs]
    against = [one for one in row.get("differences", []) if one["against"] == slugs[0]]
    assert [one["of"] for one in against] == slugs[1:]
    return RowContent(
        row["label"],
        [CellContent(_json_text(cell), cell["source"] or 0) for cell in cells],
        [f"{one['text']} ({one['note']})" if "note" in one else one["text"] for one in against],
    )


def _json_text(cell: dict) -> str:
    text = f"{cell['text']}: {cell['because']}" if "missing" in cell else cell["text"]
    benchmark = [f"All workers: {cell['all_workers']}"] if "all_workers" in cell else []
    derivation = [f"Derived: {cell['derivation']}"] if "derivation" in cell else []
    remarks = [*benchmark, *derivation, *cell.get("notes", [])]
    return f"{text} ({'; '.join(remarks)})" if remarks else text


# CSV


def read_csv(text: str) -> PageContent:
    header, *lines = [[_active(cell) for cell in line] for line in csv.reader(io.StringIO(text, newline=""))]
    titles = [name for name in header[2:] if not name.startswith("Difference: ") and not name.endswith(": sources")]
    sides = len(titles)
    table: dict[str, list[RowContent]] = {}
    responsibilities: dict[str, list[str]] = {}
    sentences, sources = [], []
    for section, label, *cells in lines:
        if section == "Sources":
            sources.append(cells[0])
        elif section == "Summary":
            sentences.append(cells[0])
        elif section == "Example responsibilities":
            responsibilities.setdefault(label, []).append(cells[0])
        elif section not in TEXTS and not section.endswith("over the years"):
            pieces = [CellContent(cells[2 * side], int(cells[2 * side + 1] or 0)) for side in range(sides)]
            table.setdefault(section, []).append(RowContent(label, pieces, cells[2 * sides :]))
    return PageContent(
        " vs ".join(titles), titles, table, responsibilities, sentences, [_source_title(line) for line in sources]
    )


def _active(cell: str) -> str:
    return cell.removeprefix("'")


def _source_title(line: str) -> str:
    return line


# Markdown


def read_markdown(text: str) -> PageContent:
    heading, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    table: dict[str, list[RowContent]] = {}
    responsibilities: dict[str, list[str]] = {}
    titles: list[str] = []
    sources: list[str] = []
    for section in sections:
        title, _, content = section.partition("\n")
        title = _read(title)
        if title == "Sources":
            sources = [_read(line.partition(". ")[2]) for line in content.splitlines() if re.match(r"\d+\. ", line)]
        lines = [_cells(line) for line in content.splitlines() if line.startswith("|")]
        if lines:
            names = [_read(cell) for cell in lines[0]][1:]
            titles = [name for name in names if f" compared with {names[0]}" not in name]
            table[title] = [_markdown_row(line, len(titles)) for line in lines[2:]]
        if title == "Example responsibilities":
            for part in re.split(r"^### ", content, flags=re.MULTILINE)[1:]:
                name, _, items = part.partition("\n")
                listed = [_read(line[3:]) for line in items.splitlines() if line.startswith("1. ")]
                if listed:
                    responsibilities[_read(name)] = listed
    first, *paragraphs = [line for line in heading.splitlines() if line]
    return PageContent(
        _read(first.removeprefix("# ")), titles, table, responsibilities, [_read(line) for line in paragraphs], sources
    )


def _markdown_row(cells: list[str], sides: int) -> RowContent:
    pieces = []
    for cell in cells[1 : 1 + sides]:
        text, source = re.fullmatch(r"(.*?)(?: \[(\d+)\])?", cell, flags=re.DOTALL).groups()
        pieces.append(CellContent(_read(text), int(source or 0)))
    return RowContent(_read(cells[0]), pieces, [_read(cell) for cell in cells[1 + sides :]])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _read(text: str) -> str:
    """What a Markdown reader shows of one escaped line."""
    signs = r"\\([!-/:-@\[-`{-~])|&#?\w+;"  # an escaped "&" begins no character reference
    return re.sub(signs, lambda found: found[1] or unescape(found[0]), text).strip()
