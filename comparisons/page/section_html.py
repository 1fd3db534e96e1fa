"""The sections of the page, joined from pieces that are finished already.

A template's loop would take as long for this as comparing the sides does. The pieces are components all the same.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from occupations.rendering.fragments import joined, macro
from occupations.rendering.sources import SourceView
from occupations.rendering.view import ListView, SectionView, Side, TextView

Frame = tuple[str, str]
BODY = '<tbody role="rowgroup">'


def sections(views: Iterable[SectionView], sides: Sequence[Side], asides: Sequence[str]) -> Markup:
    """`asides`: sentences on skills, which stand above their figures."""
    many = len(sides) > 2
    head = macro("comparisons/sections", "head")(sides, many)
    pieces: list[str] = []
    for section in views:
        before, after = _section(section.key, section.title)
        pieces.append(before)
        if section.kind == "rows":
            if asides and section.key == "skills":
                pieces.append(macro("comparisons/sections", "asides")(asides))
            pieces.append(section.over)
            if any(row.html for row in section.rows):
                opening, closing = _table(section.title, many)
                pieces += [opening, head, BODY, *[row.html for row in section.rows], closing]
            pieces.append(section.under)
        else:
            pieces += [
                '<div class="columns">',
                *[_column(one, many) for one in section.texts or section.lists],
                "</div>",
            ]
        pieces.append(after)
    return joined(pieces)


@lru_cache(maxsize=64)
def _section(key: str, title: str) -> Frame:
    return macro("comparisons/sections", "open")(key, title), macro("comparisons/sections", "close")()


@lru_cache(maxsize=64)
def _table(title: str, many: bool) -> Frame:
    return macro("comparisons/sections", "table_open")(title, many), macro("comparisons/sections", "table_close")(many)


def _column(one: TextView | ListView, many: bool) -> str:
    if isinstance(one, ListView):
        return _cached_column(one.heading, one.html, "", one.cited, many)
    make = _new_column if one.worded else _cached_column
    return make(one.heading, one.html, one.missing, one.cited, False)


def _new_column(heading: str, html: Markup | None, missing: str, cited: Markup, folded: bool) -> str:
    return macro("comparisons/sections", "column")(heading, html, missing, cited, folded)


_cached_column = lru_cache(maxsize=4096)(_new_column)  # of one edition, for each number that its source can have


def sources(views: Iterable[SourceView], report: str) -> Markup:
    """`report`: the form for errors on this page, to be followed by the report_query of a source."""
    form = escape(report)
    pieces: list[str] = []
    for view in views:
        before, after = _source_end(view.n, view.report_query)
        pieces += [view.html, view.uses, before, form, after]
    return joined(pieces)


@lru_cache(maxsize=4096)
def _source_end(number: int, report_query: str) -> Frame:
    return macro("comparisons/sections", "source_end")(), macro("comparisons/sections", "report_end")(
        number, report_query
    )


@lru_cache(maxsize=8192)
def link(label: str, address: str) -> Markup:
    """An item of a list of links."""
    return macro("comparisons/sections", "link")(label, address)


def links(pairs: Iterable[tuple[str, str]]) -> Markup:
    return joined([link(label, address) for label, address in pairs])
