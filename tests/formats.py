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
    source: int  # 0 for none, or one of those that the section names for all


class RowContent(NamedTuple):
    """`values` and `remarks` are the two parts of the text of each cell; a page says of several cells at once what is so
    for all of them. `names`: of the items of a set."""

    label: str
    cells: list[CellContent]
    differences: list[str]  # against the first side: "$4,430 higher (6%)", "not comparable (mean and median)"
    values: list[str] = []
    remarks: list[list[str]] = []
    names: frozenset[str] = frozenset()
    unmarked: frozenset[int] = frozenset()  # the sources that a page names once for all figures without a mark


class PageContent(NamedTuple):
    heading: str
    titles: list[str]
    sections: dict[str, list[RowContent]]  # title → rows
    responsibilities: dict[str, list[str]]  # heading → items
    sentences: list[str]
    sources: list[str]  # titles, in order
    lists: dict[tuple[str, str], list[str]] = {}  # (section, row) → what a page lists in the place of the row


def parse(page: str) -> Element:
    """The page as a tree. Raises html5lib's ParseError for what the standard does not allow."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    return parser.parse(page)


def has_class(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def having(element: Element, name: str) -> list[Element]:
    return [one for one in element.iter() if has_class(one, name)]


def the(element: Element, path: str) -> Element:
    """The first one there, which must exist."""
    found = element.find(path)
    assert found is not None, path
    return found


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


# HTML


def read_html(tree: Element) -> PageContent:
    body = the(tree, "body")
    blocks = {words(the(piece, "h2")): piece for piece in having(body, "section")}
    tables = {
        title: sheets
        for title, piece in blocks.items()
        if (sheets := having(piece, "sheet")) and piece.get("id") != "one-record"
    }
    opening = having(body, "opening")[0]
    heading = words(the(body, ".//h1"))
    heads = [[words(cell) for cell in the(sheet, "thead").iter("th")] for sheets in tables.values() for sheet in sheets]
    columns = next((head[1:] for head in heads if head[1:] != ["All sides"]), [])  # those of a fold
    # A page on which no source says anything has no table.
    columns = columns or [words(name) for name in having(opening, "name")] or [heading]
    sides = len([title for title in columns if not title.startswith("Difference")])
    groups = [group for name in ("choose", "lead") for group in having(body, name)]
    sentences = [words(paragraph) for group in groups for paragraph in group.iter("p")]
    sentences += [words(paragraph) for paragraph in having(opening, "notice")]
    responsibilities = {}
    for piece in blocks.values():
        for column in piece.iter():
            lists = [one for one in column.iter("ol") if has_class(one, "responsibilities")]
            if lists and column.tag == "div" and (title := column.find("h3")) is not None:
                responsibilities[words(title)] = [words(item) for one in lists for item in one]
    sections = {
        title: [
            *(_html_row(row, piece, sides) for table in tables.get(title, ()) for row in the(table, "tbody")),
            *(row for line in having(piece, "silent") for row in _only_named(line, sides)),
        ]
        for title, piece in blocks.items()
        if title in tables or having(piece, "silent") or having(piece, "set")
    }
    listed = {
        (title, _name_of_list(one)): _listed(one) for title, piece in blocks.items() for one in having(piece, "set")
    }
    return PageContent(
        heading,
        [title for title in columns if not title.startswith("Difference")],
        _with_shared(sections, body, sides),
        responsibilities,
        sentences,
        [title for group in having(body, "sources")[:1] for title in listed_sources(group)],
        listed,
    )


SECTIONS = ("Pay", "Jobs and growth", "How to enter", "People", "Skills")


def _with_shared(sections: dict[str, list[RowContent]], body: Element, sides: int) -> dict[str, list[RowContent]]:
    """The sections with the rows that a page shows in one column for all sides."""
    found = dict(sections)
    named = re.search(
        r"these are one occupation: (.+?)(?:, with [\d,]+ \w+)?\.",
        " ".join(words(one) for one in having(body, "notice")),
    )
    of_group = [f"a wider group: {named[1]}"] if named else []
    for block in having(body, "one-record"):
        for group in block.iter("tbody"):
            head, *rows = group
            shared = [_html_row(row, block, sides) for row in rows]
            found.setdefault(words(head), []).extend(
                row._replace(remarks=[[*remarks, *of_group] for remarks in row.remarks]) for row in shared
            )
    return {title: found[title] for title in sorted(found, key=SECTIONS.index)}


def _name_of_list(part: Element) -> str:
    return (the(part, "h3").text or "").strip()


def _listed(part: Element) -> list[str]:
    """The names in a list that stands in the place of a row."""
    rows = [row for row in part.iter("th") if row.get("scope") == "row"]
    return [_unmarked(name) for name in [*rows, *part.iter("li")]]


def _unmarked(element: Element) -> str:
    """The words without marks such as "hot"."""
    return " ".join("".join([element.text or "", *(mark.tail or "" for mark in element)]).split())


def _only_named(line: Element, sides: int) -> list[RowContent]:
    """The rows that a line like "Not covered by any of our sources: Skills; Interests." stands for."""
    why = {
        "Not covered by any of our sources": "not in our sources: Our sources do not have this figure.",
        "Published by a source, but not imported yet": "not imported yet: A source publishes this figure; we have not imported it yet.",
    }[words(line).partition(":")[0]]
    pieces = [CellContent(why, 0)] * sides, ["no comparison (both figures are missing)"] * (sides - 1)
    return [RowContent(words(name), *pieces) for name in line.findall("span")]


def _html_row(row: Element, section: Element, sides: int) -> RowContent:
    """The row of so many sides; a single cell is of them all."""
    header = the(row, "th")
    summary = header.find("details/summary")
    label = words(having(header, "row-name")[0] if summary is None else summary)
    cells: list[Element] = []
    differences: list[str] = []
    for cell in row.findall("td"):
        if not has_class(cell, "diff"):
            cells.append(cell)
        pieces = [part for part in [cell, *cell.iter("span")] if has_class(part, "diff")]
        differences.extend(_html_difference(part) for part in pieces)
    if folded := having(row, "short"):
        cells = folded * (sides if len(folded) == 1 else 1)
        same = ["the same"] if len(folded) == 1 else []
        differences = differences or same * (sides - 1)
    elif len(row.findall("td")) < sides:
        cells *= sides
        differences = ["not separated (one official record covers both)"] * (sides - 1)
    values = [_html_value(cell) for cell in cells]
    together = [
        words(note) for note in [*header, *having(section, "of-rows")] if has_class(note, "note") or note.tag == "p"
    ]
    remarks = [[words(note) for note in cell if has_class(note, "note")] for cell in cells]
    refs = [_source_in(cell) or _source_in(header) for cell in cells]
    whole = [
        CellContent(f"{value} ({'; '.join(notes)})" if notes else value, ref)
        for value, notes, ref in zip(values, remarks, refs, strict=True)
    ]
    lines = [line for line in having(section, "from") if "popovertarget" in next(iter(line)).attrib]
    unmarked = frozenset(map(int, re.findall(r"\d+", words(lines[0]).rpartition("[")[2]))) if lines else frozenset()
    return RowContent(label, whole, differences, values, [[*notes, *together] for notes in remarks], unmarked=unmarked)


def _source_in(element: Element) -> int:
    """The number of the source that a cell or header names; 0 for none."""
    refs = [link for link in element if has_class(link, "ref")]
    return int(words(refs[0])) if refs else 0


def listed_sources(group: Element) -> list[str]:
    """The titles of the sources in the panels of a page, in the order of their numbers, which are without gaps."""
    found = {}
    for panel in group:
        program = words(the(panel, ".//h3"))
        releases = [line.text or "" for line in panel.iter("h4")]
        for number, _, title in [line.strip().partition(". ") for line in releases or [program]]:
            found[int(number)] = f"{program}, {title}" if releases else title
    assert sorted(found) == list(range(1, len(found) + 1))
    return [found[number] for number in sorted(found)]


def _html_value(cell: Element) -> str:
    first = next(part for part in cell if not has_class(part, "who"))
    if has_class(first, "missing"):
        why = "Our sources do not have this figure." if has_class(first, "why") else words(having(cell, "why")[0])
        return f"{words(first)}: {why}"
    if has_class(first, "shares"):
        return ", ".join(
            f"{words(the(item, 'span'))} {words(the(item, 'b'))}" for item in first if item.find("b") is not None
        )
    if has_class(first, "items"):
        return "; ".join(_item(item) for group in having(cell, "items") for item in group)
    return words(first)


def _item(item: Element) -> str:
    return " ".join(words(part) for part in item if part.tag in ("span", "b"))


def _html_difference(pieces: Element) -> str:
    notes = [words(note) for note in pieces if has_class(note, "note")]
    verdict = next(words(part) for part in pieces if has_class(part, "verdict"))
    return f"{verdict} ({notes[0]})" if notes else verdict


def same_rows(tree: Element) -> list[tuple[str, str]]:
    """(section, row) of those that are the same on all sides."""
    found: list[tuple[str, str]] = []
    for piece in having(the(tree, "body"), "section"):
        section = words(the(piece, "h2"))
        found += [(section, words(having(row, "row-name")[0])) for row in piece.iter("tr") if has_class(row, "same")]
        found += [(section, _name_of_list(one)) for one in having(piece, "set") if has_class(one, "same")]
    return found


# JSON


def read_json(text: str) -> PageContent:
    data = json.loads(text)
    if "sides" in data:
        slugs = [side["slug"] for side in data["sides"]]
        titles = [side["title"] for side in data["sides"]]
        responsibilities = {side["title"]: side["responsibilities"] for side in data["sides"]}
        sentences = [choice["sentence"] for choice in data["choose"]]
        sentences += [*data["lead_sentences"], *data["skill_sentences"], *data["notices"]]
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
        [CellContent(_json_text(cell), cell["source_number"] or 0) for cell in cells],
        [f"{one['text']} ({one['note']})" if "note" in one else one["text"] for one in against],
        [_json_value(cell) for cell in cells],
        [_json_remarks(cell) for cell in cells],
        frozenset(figure["part"] for cell in cells for figure in cell.get("figures", ()) if "part" in figure),
    )


def _json_text(cell: dict) -> str:
    remarks = _json_remarks(cell)
    return f"{_json_value(cell)} ({'; '.join(remarks)})" if remarks else _json_value(cell)


def _json_value(cell: dict) -> str:
    return f"{cell['text']}: {cell['because']}" if "missing_reason" in cell else cell["text"]


def _json_remarks(cell: dict) -> list[str]:
    benchmark = [f"All workers: {cell['all_workers_text']}"] if "all_workers_text" in cell else []
    derivation = [f"Derived: {cell['derivation']}"] if "derivation" in cell else []
    return [*benchmark, *derivation, *cell.get("notes", [])]


# CSV


TITLES_OF_SECTIONS = dict(
    zip(("pay", "outlook", "entry", "people", "skills", "rows"), (*SECTIONS, "Biggest differences first"), strict=True)
)


def read_csv(text: str) -> PageContent:
    lines = [
        {name: _active(cell) for name, cell in line.items()} for line in csv.DictReader(io.StringIO(text, newline=""))
    ]
    titles: dict[str, str] = {}
    cells: dict[tuple[str, str], dict[str, CellContent]] = {}
    differences: dict[tuple[str, str], dict[str, str]] = {}
    responsibilities: dict[str, list[str]] = {}
    sentences, sources = [], []
    for line in lines:
        if line["section"] == "sources":
            sources.append(line["text"])
        elif line["section"] == "summary":
            sentences.append(line["text"])
        elif line["section"] == "responsibilities" and line["text"]:
            responsibilities.setdefault(line["title"], []).append(line["text"])
        elif line["row"]:
            place = line["section"], line["label"]
            titles[line["occupation"]] = line["title"]
            first = next(iter(titles))
            said = f"{line['text']} ({line['note']})" if line["note"] else line["text"]
            if line.get("against") == first:
                differences.setdefault(place, {}).setdefault(line["occupation"], said)
            elif not line.get("against"):
                if line["because"]:
                    said = said.replace(line["text"], f"{line['text']}: {line['because']}", 1)
                cell = CellContent(said, int(line["source_number"] or 0))
                cells.setdefault(place, {}).setdefault(line["occupation"], cell)
    table: dict[str, list[RowContent]] = {}
    for place, found in cells.items():
        section, label = TITLES_OF_SECTIONS[place[0]], place[1]
        assert list(found) == list(titles)
        told = list(differences.get(place, {}).values())
        assert len(told) == len(titles) - 1
        table.setdefault(section, []).append(RowContent(label, list(found.values()), told))
    return PageContent(
        " vs ".join(titles.values()),
        list(titles.values()),
        table,
        responsibilities,
        sentences,
        [_source_title(line) for line in sources],
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
        text, source = re.findall(r"\A(.*?)(?: \[(\d+)\])?\Z", cell, flags=re.DOTALL)[0]
        pieces.append(CellContent(_read(text), int(source or 0)))
    return RowContent(_read(cells[0]), pieces, [_read(cell) for cell in cells[1 + sides :]])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _read(text: str) -> str:
    """What a Markdown reader shows of one escaped line."""
    signs = r"\\([!-/:-@\[-`{-~])|&#?\w+;"  # an escaped "&" begins no character reference
    return re.sub(signs, lambda found: found[1] or unescape(found[0]), text).strip()


# A page beside its data


def assert_shows(html: PageContent, data: PageContent) -> None:
    """Whether a page shows what the data say. What it lists in the place of a row, the data have as a row."""
    assert list(html.sections) == list(data.sections)
    read = _by_label(data)
    shown = _by_label(html)
    assert shown.keys() | html.lists.keys() == read.keys()
    assert shown.keys().isdisjoint(html.lists)
    for key, names in html.lists.items():
        assert names
        assert {" ".join(name.split()) for name in names if name} <= {
            " ".join(name.split()) for name in read[key].names
        }, key
    for key, row in shown.items():
        same = read[key]
        # A source that stands at a row is that of all its figures; a cell without one has none.
        for cell, other in zip(row.cells, same.cells, strict=True):
            assert cell.source == other.source or (not cell.source and other.source in row.unmarked) or not other.source
        for value, whole in zip(row.values, same.values, strict=True) if row.values else ():
            assert (
                value == " ".join(whole.split())
                or _is_distribution_of(value, whole)
                or _is_the_whole_of(value, whole)
                or _names_some_of(value, whole)
                or _has_large_shares_of(value, whole)
            ), key
        for on_page, remarks in zip(row.remarks, same.remarks, strict=True) if row.values else ():
            assert_remarks(on_page, remarks)
        for difference, text in zip(_told_apart(row, html), _told_apart(same, html), strict=True):
            assert _says_the_same(difference, text, html.titles), (difference, text)


def _told_apart(row: RowContent, page: PageContent) -> list[str]:
    """Of several sides, the page says once for all rows which of them one official record covers."""
    once = "not separated" if len(page.titles) > 2 else "…"
    return [difference for difference in row.differences if not difference.startswith(once)]


def assert_remarks(on_page: list[str], remarks: list[str]) -> None:
    """Every remark on a figure stands in its cell, its row or its section."""
    text = " | ".join(on_page).casefold()  # surveys write titles in different cases
    for remark in remarks:
        for part in re.split(r"; | (?=with at least )|^Figure for (?=a wider group)", remark):
            assert " ".join(part.split()).casefold() in text


def _by_label(read: PageContent) -> dict[tuple[str, str], RowContent]:
    return {(section, " ".join(row.label.split())): row for section, rows in read.sections.items() for row in rows}


def _says_the_same(on_page: str, plain: str, titles: list[str]) -> bool:
    """The page names the side that a difference is about, and of two sides the higher one; other formats have it of each
    side against the first."""
    plain = " ".join(plain.split())
    # A folded row has one value for all sides.
    if on_page == plain or (on_page == "the same" and re.fullmatch(r"about the same|the same( [a-z]+)+", plain)):
        return True
    one, *others = titles
    text = on_page.casefold().replace(f" than {one.casefold()}", "").replace(one.casefold(), "the first")
    for other in others:
        unnamed = text.replace(other.casefold(), "the second")
        if plain.casefold() in (unnamed, unnamed.removeprefix("the second: "), unnamed.removeprefix("the second ")):
            return True
    amount = re.match(r"the first ((?:about )?[$\d.,]*)", text)
    return amount is not None and plain.startswith(amount[1])


def _names_some_of(brief: str, whole: str) -> bool:
    """The page names the first of a long list ("Python; SQL; Git; and 9 more"); its table of who has what has the others."""
    found = re.match(r"(.+); and [\d,]+ more", brief)
    return found is not None and all(item in whole for item in found[1].split("; "))


def _is_distribution_of(whole: str, largest: str) -> bool:
    """The page draws all shares ("Bachelor's 52%, Master's 20%") where the others name the largest ("Bachelor's, 52%")."""
    whole, largest = (text.partition(" (")[0] for text in (whole, largest))
    names, _, amounts = largest.rpartition(", ")
    shares = [(label, amount) for label, amount in re.findall(r"(?:^|, )(.+?) ([\d.]+%)(?: or \w+)?(?=, |$)", whole)]
    running = names.casefold()  # of two levels the second is written as within a sentence
    read = [
        (label, amount) for label, amount in shares if label.casefold() in running and amount in amounts.split(" and ")
    ]
    return len(shares) > 0 and len(read) >= len(amounts.split(" and "))


def _has_large_shares_of(value: str, whole: str) -> bool:
    """The page counts small shares ("Bachelor's 52%; 3 others, below 5% each"), which the others have one by one."""
    shares = [share for share in value.split(", ") if re.search(r" [\d.]+%$", share)]
    return len(shares) > 0 and all(share in whole for share in shares)


def _is_the_whole_of(whole: str, counted: str) -> bool:
    """The page of one occupation lists all ("Excel; Word; …") where the others name the first and count the rest."""
    named, _, rest = counted.partition("; and ")
    return rest.endswith(" more") and whole.startswith(named) and whole.count("; ") > named.count("; ")
