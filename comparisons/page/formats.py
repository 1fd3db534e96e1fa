"""One comparison as HTML, JSON, CSV and Markdown: each a reading of the same ComparisonPage."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from comparisons.page.arrangement import choices
from comparisons.page.assemble import ComparisonPage
from comparisons.page.fragments import fragments_of
from comparisons.page.json_ld import pair
from comparisons.page.side_links import changes, one_more
from comparisons.page.view import category_links, next_comparisons
from comparisons.prose import claims
from comparisons.prose.difference_phrases import phrase
from comparisons.prose.transitions import as_data
from comparisons.rules.compare import Comparison
from comparisons.rules.difference import Difference
from occupations.links import comparison_url, report_url
from occupations.metrics import ABOUT, METRICS, RESPONSIBILITIES, in_unit
from occupations.rendering.citation import citation
from occupations.rendering.formats import as_csv, as_json, as_markdown, cell_json, only, side_json, source_json
from occupations.rendering.templating import render_page
from occupations.rendering.view import RowView, Side, View
from occupations.scope.control import control, scope_json
from occupations.text import markdown


def render(assembled: ComparisonPage, output_format: str = "html") -> str:
    match output_format:
        case "json":
            return as_json(comparison_json(assembled))
        case "csv":
            return as_csv(assembled.view, [f"Difference: {remark}" for remark in _against(assembled.view)])
        case "md":
            return as_markdown(assembled.view, _against(assembled.view))
        case _:
            return render_page("comparisons/comparison.html", html_context(assembled))


def _against(view: View) -> list[str]:
    """What the remarks of the rows are about: each side against the first."""
    first, *others = [side.title for side in view.sides]
    return [f"{title} compared with {first}" for title in others]


def html_context(assembled: ComparisonPage) -> dict[str, Any]:
    """The context of comparisons/comparison.html, which says what each entry is."""
    view, comparison, narrative, lives = assembled.view, assembled.comparison, assembled.narrative, assembled.lives
    slugs = [live.slug for live in lives]
    titles = [side.title for side in view.sides]
    scope = assembled.scope
    sections = [view.overview, *view.sections] if view.overview else view.sections
    keep = scope.choice.keep
    return {
        "page": view.page,
        "structured": pair(view, lives, comparison_url(sorted(slugs))),
        "sides": view.sides,
        "cards": [fragments_of(side.fragments).card(side) for side in view.sides],
        "lead": narrative.lead,
        "notices": view.notices,
        "words": _rendered(assembled),
        "control": control(scope, comparison_url(slugs), comparison.sheets, assembled.arrangement.given),
        "changes": changes(slugs, titles, assembled.arrangement.query),
        "add": one_more(comparison.sides),
        "keep": assembled.arrangement.fields,
        "same_label": same_label(comparison),
        "choices": choices(assembled.arrangement),
        "toc": tuple([(section.key, section.title) for section in sections]),
        "sections": sections,
        "left_out": view.left_out,
        "asides": narrative.skills,
        "next": [(label, keep(url)) for label, url in next_comparisons(lives, titles)],
        "category_links": category_links(view.sides),
        "sources": view.sources,
        "report": report_url(comparison_url(slugs)),
        "cite": None if scope.choice.given else citation(view, lives),
    }


def same_label(comparison: Comparison) -> str:
    verb = "is" if comparison.same == 1 else "are"
    return f"{comparison.same} of {comparison.counted} rows {verb} the same"


def claimed_by(assembled: ComparisonPage) -> claims.Pair:
    """The comparison as words about a pair speak of it. Of two sides."""
    first = 0 if assembled.lives[0].slug == assembled.words.first else 1
    return claims.Pair(assembled.comparison, first, 1 - first, frozenset(assembled.lives[0].hidden))


def _rendered(assembled: ComparisonPage) -> dict[str, Markup] | None:
    words = assembled.words
    if not (words.introduction or words.verdict):
        return None
    pair = claimed_by(assembled)
    filled = {name: claims.fill(getattr(words, name), pair) for name in ("introduction", "verdict")}
    return {name: Markup(markdown.render(text)) for name, text in filled.items()}  # noqa: S704 (cleaned by nh3)


def comparison_json(assembled: ComparisonPage) -> dict[str, Any]:
    """The Comparison, typed, with the provenance of every figure and text."""
    view, comparison, narrative, lives = assembled.view, assembled.comparison, assembled.narrative, assembled.lives
    scope = assembled.scope
    slugs = [live.slug for live in lives]
    about, responsibilities = view.section(ABOUT.key), view.section(RESPONSIBILITIES.key)
    return {
        "title": view.page.title,
        "canonical": view.page.canonical,
        "cite_as": None if scope.choice.given else str(citation(view, lives)),
        "past": view.page.past or None,
        **scope_json(scope),
        "sides": [side_json(view, index, live) for index, live in enumerate(lives)],
        "sentences": {"lead": narrative.lead, "skills": narrative.skills, "notices": narrative.notices},
        "rows_the_same": comparison.same,
        "rows_counted": comparison.counted,
        "order": assembled.arrangement.order or "page",
        "shown": assembled.arrangement.show or "all",
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "rows": [_row_json(row, comparison, view.sides, slugs) for row in section.rows],
            }
            for section in view.sections
            if section.rows
        ],
        "descriptions": {
            slug: sheet.profile.description or None for slug, sheet in zip(slugs, comparison.sheets, strict=True)
        },
        "description_sources": {slug: only(text.sources) for slug, text in zip(slugs, about.texts, strict=True)},
        "responsibilities": {
            slug: list(sheet.profile.responsibilities) for slug, sheet in zip(slugs, comparison.sheets, strict=True)
        },
        "responsibilities_sources": {
            slug: only(each.sources) for slug, each in zip(slugs, responsibilities.lists, strict=True)
        },
        "moving": [as_data(move, slugs) for move in assembled.moves],
        "sources": [source_json(source) for source in view.sources],
    }


def _row_json(view: RowView, comparison: Comparison, sides: Sequence[Side], slugs: list[str]) -> dict[str, Any]:
    row = comparison.row(view.key)
    return {
        "key": view.key,
        "label": view.name,
        "same": row.same,
        "highest": None if row.highest is None else slugs[row.highest],
        "cells": {
            slug: cell_json(cell, side.fragments) for slug, side, cell in zip(slugs, sides, view.cells, strict=True)
        },
        "differences": [
            _difference_json(difference, comparison, view.key, slugs, pair)
            for pair, difference in row.differences.items()
        ],
    }


def _difference_json(
    difference: Difference, comparison: Comparison, slot: str, slugs: list[str], pair: tuple[int, int]
) -> dict[str, Any]:
    """`of` as against `against`; gaps in the unit of the metric, percent of the lower side."""
    left, right = pair
    row = comparison.row(slot)
    unit = METRICS[difference.metric].unit
    text, note = phrase(difference, row.cells[left], row.cells[right])
    data: dict[str, Any] = {
        "against": slugs[left],
        "of": slugs[right],
        "outcome": difference.outcome.value,
        "metric": difference.metric,
        "text": text,
    }
    optional = {
        "note": note,
        "reason": difference.reason.value,
        "cautions": [caution.value for caution in difference.cautions],
        "gap": None if difference.gap is None else in_unit(difference.gap, unit),
        "percent": None if difference.percent is None else difference.percent / 10,
        "times_tolerance": None if difference.magnitude is None else difference.magnitude / 1000,
        "better": None if difference.better is None else slugs[right if difference.better else left],
        "parts": [
            {"label": part.label, "gap": in_unit(part.gap, unit), "same": part.same, "outcome": part.outcome.value}
            for part in difference.parts
        ],
        "shared": difference.shared,
        "only_against": difference.only_left,
        "only_of": difference.only_right,
    }
    return data | {key: value for key, value in optional.items() if value not in (None, "", [], ())}
