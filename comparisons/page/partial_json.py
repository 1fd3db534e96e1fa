"""Less than a whole comparison: with some sections only, or in brief."""

from collections.abc import Collection
from typing import Any

from comparisons.page.assemble import ComparisonPage
from comparisons.page.formats import comparison_json
from occupations.metrics import PAY
from occupations.rendering.partial_views import asked_for, brief, cited_sources, key_row, key_rows, with_sections

_LEFT_OUT = {
    *("where_it_flips", "scoreboard", "choose", "lead_sentences", "skill_sentences", "moving"),
    *("rows_same_count", "rows_count", "rows_shared_count", "not_separated"),
}
_TEXTS = ("description", "responsibilities")


def in_brief(assembled: ComparisonPage) -> ComparisonPage:
    """With the key rows only."""
    cells = assembled.comparison.row(PAY.key).cells
    pay = next((cell for cell in cells if not cell.missing), cells[0])
    return assembled._replace(view=brief(assembled.view, pay))


def of_sections(assembled: ComparisonPage, keys: Collection[str]) -> ComparisonPage:
    """With the rows of these sections only."""
    return assembled._replace(view=with_sections(assembled.view, keys))


def brief_json(assembled: ComparisonPage) -> dict[str, Any]:
    """Of a comparison in brief."""
    view, slugs = assembled.view, [live.slug for live in assembled.lives]
    highest = {row.key: assembled.comparison.row(row.key).highest for row in key_rows(view)}
    return {
        "title": view.page.title,
        "page_url": view.page.canonical,
        **asked_for(view),
        "side_slugs": slugs,
        "key_rows": [
            key_row(row) | {"highest": None if (side := highest[row.key]) is None else slugs[side]}
            for row in key_rows(view)
        ],
        "cited_sources": cited_sources(view),
    }


def sections_json(whole: ComparisonPage, keys: Collection[str]) -> dict[str, Any]:
    """What belongs to no section is absent."""
    view = of_sections(whole, keys).view
    rows = {row.key for row in key_rows(view)}
    shown = {section.key for section in view.sections}
    cited = {source.n for source in view.sources}
    complete = comparison_json(whole)
    data = {name: value for name, value in complete.items() if name not in _LEFT_OUT}
    return data | {
        "sides": [
            {name: value for name, value in side.items() if not name.startswith(_TEXTS)} for side in complete["sides"]
        ],
        "sections": [
            section | {"rows": [row for row in section["rows"] if row["key"] in rows]}
            for section in complete["sections"]
            if section["key"] in shown
        ],
        "sources": [source for source in complete["sources"] if source["source_number"] in cited],
    }
