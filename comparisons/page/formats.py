"""A comparison as HTML, JSON, CSV and Markdown, all made from the same ComparisonPage."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from comparisons.page.arrangement import choices
from comparisons.page.assemble import ComparisonPage
from comparisons.page.json_ld import pair
from comparisons.page.one_record import KEY, one_record
from comparisons.page.side_links import changes, one_more
from comparisons.page.table_rows import remarks
from comparisons.page.view import category_links, next_comparisons
from comparisons.page.where_flips import flips_json, flips_view
from comparisons.prose import claims
from comparisons.prose.choosing_words import Choice
from comparisons.prose.difference_phrases import phrase
from comparisons.prose.one_record import FOR_ALL
from comparisons.prose.transitions import as_data
from comparisons.rules.compare import Comparison
from comparisons.rules.difference import Difference
from comparisons.rules.scoreboard import Score
from occupations.links import api_path, comparison_url
from occupations.metrics import ABOUT, METRICS, RESPONSIBILITIES, in_unit
from occupations.rendering.citation import citation
from occupations.rendering.formats import as_json, as_markdown
from occupations.rendering.json_members import cell_json, description_json, side_json, source_json
from occupations.rendering.page_table import COMPARISON_COLUMNS, Line, as_csv
from occupations.rendering.templating import render_page
from occupations.rendering.view import CellView, RowView, Side, View
from occupations.scope.control import control, scope_json
from occupations.text import markdown
from occupations.text.asked import ASKED

LONG_NAMES = 54
"""Characters of two names that fill three lines of a phone in the usual size of the heading."""


def render(assembled: ComparisonPage, output_format: str = "html") -> str:
    match output_format:
        case "json":
            return as_json(comparison_json(assembled))
        case "csv":
            slugs = [live.slug for live in assembled.lives]
            return as_csv(assembled.view, slugs, COMPARISON_COLUMNS, partial(_differences, assembled.comparison, slugs))
        case "md":
            return as_markdown(view := _with_remarks(assembled), _against(view))
        case _:
            return render_page("comparisons/comparison.html", html_context(assembled))


def _against(view: View) -> list[str]:
    """The headings of the rows' remarks: each side compared with the first."""
    first, *others = [side.title for side in view.sides]
    return [f"{title} compared with {first}" for title in others]


def _with_remarks(assembled: ComparisonPage) -> View:
    """The view with the differences in words, which the page has in its rows."""
    row = assembled.comparison.row
    sections = [
        section._replace(rows=[one._replace(remarks=remarks(row(one.key))) for one in section.rows])
        for section in assembled.view.sections
    ]
    return assembled.view._replace(sections=sections)


def html_context(assembled: ComparisonPage) -> dict[str, Any]:
    """The context of comparisons/comparison.html, which says what each entry is."""
    view, comparison, narrative, lives = assembled.view, assembled.comparison, assembled.narrative, assembled.lives
    slugs = [live.slug for live in lives]
    titles = [side.title for side in view.sides]
    scope = assembled.scope
    keep = scope.choice.keep
    arrangement, said = assembled.arrangement, assembled.titles
    path = said.path if said and said.path else comparison_url(slugs)
    together = one_record(view)
    # A past day has no choice of places.
    placed = None if view.page.past else control(scope, path, comparison.sheets, [*arrangement.own, *arrangement.given])
    shown = [section for section in view.sections if not section.empty]
    return {
        "page": view.page,
        "structured": pair(view, lives, comparison_url(sorted(slugs))),
        "sides": view.sides,
        "board": view.board,
        "anchors": view.anchors,
        "officials": [*view.official_titles, *_unmatched(view.sides)],
        "choose": narrative.choices,
        "long_names": sum(map(len, titles)) > LONG_NAMES,
        "opening": narrative.opening,
        "lead": narrative.lead,
        "notices": view.notices,
        "words": _rendered(assembled),
        "titles": said,
        "control": placed,
        "flips": flips_view(assembled.flips, comparison.sheets, slugs, comparison.row("top_state").cells)
        if assembled.flips
        else None,
        "changes": said.changes if said and said.changes else changes(slugs, titles, arrangement),
        "add": one_more(comparison.sides),
        "keep": [*([(ASKED, said.pair)] if said else []), *arrangement.fields],
        "same_label": same_label(comparison),
        "choices": choices(arrangement),
        "one_record": together,
        "toc": (*((one.key, one.title) for one in shown), *([(KEY, together.heading)] if together else [])),
        "sections": shown,
        "left_out": view.left_out,
        "next": [(label, keep(url)) for label, url in next_comparisons(lives, titles)],
        "category_links": category_links(view.sides),
        "sources": view.panels,
        "report": comparison_url(slugs),
        "cite": None if scope.choice.given else citation(view, lives),
        "share": assembled.share,
    }


def _unmatched(sides: Sequence[Side]) -> list[str]:
    return [f"{side.title}: not matched to any official record" for side in sides if side.unclassified]


def same_label(comparison: Comparison) -> str:
    """How many rows are the same, of those with figures of the sides' own."""
    shared, own = comparison.shared, comparison.counted - comparison.shared
    figures = f"{shared} {'row has' if shared == 1 else 'rows have'} one figure {FOR_ALL[comparison.sides]}"
    if shared and not own:
        return figures
    rows, are = "other rows" if shared else "rows", "is" if comparison.same == 1 else "are"
    same = f"{comparison.same} of {own} {rows} {are} the same"
    return f"{figures}; {same}" if shared else same


def claimed_by(assembled: ComparisonPage) -> claims.Pair:
    """The comparison as seen by notes on a pair. For two sides."""
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
    """The comparison as typed JSON, with the source of every figure and text."""
    view, comparison, narrative, lives = assembled.view, assembled.comparison, assembled.narrative, assembled.lives
    scope = assembled.scope
    slugs = [live.slug for live in lives]
    site = view.page.site
    about, responsibilities = view.section(ABOUT.key).texts, view.section(RESPONSIBILITIES.key).lists
    in_api = api_path("comparisons")
    return {
        "title": view.page.title,
        "api_url": f"{site}{in_api}?occupations={','.join(slugs)}" if in_api else None,
        "page_url": view.page.canonical,
        "cite_as": None if scope.choice.given else str(citation(view, lives)),
        "past": view.page.past or None,
        "taken": [one.as_data() for one in view.taken],
        "pay_and_employment": scope_json(scope),
        "where_it_flips": flips_json(assembled.flips, comparison.sheets, slugs, site) if assembled.flips else None,
        "sides": [
            side_json(view, index, live) | description_json(sheet.profile, about[index], responsibilities[index])
            for index, (live, sheet) in enumerate(zip(lives, comparison.sheets, strict=True))
        ],
        "scoreboard": [_score_json(score, view.sides, slugs) for score in assembled.scores],
        "choose": [_choice_json(choice, slugs) for choice in narrative.choices],
        "lead_sentences": narrative.lead,
        "skill_sentences": narrative.skills,
        "notices": narrative.notices,
        "rows_same_count": comparison.same,
        "rows_count": comparison.counted,
        "rows_shared_count": comparison.shared,
        "not_separated": [
            {
                "side_slugs": [slugs[side] for side in one.sides],
                "row_keys": list(one.slots),
                "one_occupation": one.whole,
            }
            for one in comparison.records
        ],
        "rows_order": assembled.arrangement.order or "page",
        "rows_shown": assembled.arrangement.show or "all",
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "sentence": section.sentence or None,
                "rows": [_row_json(row, comparison, view.sides, slugs) for row in section.rows],
            }
            for section in view.sections
            if section.rows
        ],
        "moving": [as_data(move, slugs) for move in assembled.moves],
        "sources": [source_json(source) for source in view.sources],
    }


def _score_json(score: Score, sides: Sequence[Side], slugs: list[str]) -> dict[str, Any]:
    """`sides_in_order`: by their values, those without one last; `ahead`: the side that beats all others; `together`:
    several that do, and are about the same."""
    order = sorted(range(len(slugs)), key=score.places.__getitem__)
    return {
        "key": score.measure.key,
        "label": score.label,
        "row": score.slot,
        "ahead": None if score.ahead is None else slugs[score.ahead],
        "together": [slugs[side] for side in score.together],
        "word": score.word if score.ahead is not None or score.together else None,
        "sides_in_order": [slugs[side] for side in order],
        "cells": {
            slug: cell_json(CellView(entry.cell, 0), side.fragments)
            for slug, side, entry in zip(slugs, sides, score.entries, strict=True)
        },
    }


def _choice_json(choice: Choice, slugs: list[str]) -> dict[str, Any]:
    return {
        "slug": slugs[choice.side],
        "sentence": choice.sentence,
        "reasons": [
            {
                "row": reason.slot,
                "item": reason.item or None,
                "times_spread": round(reason.times, 2),
                "most": reason.most,
            }
            for reason in choice.reasons
        ],
    }


def _differences(comparison: Comparison, slugs: Sequence[str], slot: str) -> Iterator[Line]:
    """For CSV: how each later side differs from each earlier one, then in each part."""
    row = comparison.row(slot)
    for (left, right), one in row.differences.items():
        unit = METRICS[one.metric].unit
        text, note = phrase(one, row.cells[left], row.cells[right])
        about: Line = {"occupation": slugs[right], "against": slugs[left], "metric": one.metric, "unit": unit.key}
        yield about | {
            "text": text,
            "note": note or None,
            "outcome": one.outcome.value,
            "gap": None if one.gap is None else in_unit(one.gap, unit),
            "percent": None if one.percent is None else one.percent / 10,
        }
        for part in one.parts:
            yield about | {"part": part.label, "outcome": part.outcome.value, "gap": in_unit(part.gap, unit)}


def _row_json(view: RowView, comparison: Comparison, sides: Sequence[Side], slugs: list[str]) -> dict[str, Any]:
    row = comparison.row(view.key)
    return {
        "key": view.key,
        "label": view.name,
        "same": row.same,
        "shared": row.shared,
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
    """`of` compared with `against`; gaps in the unit of the metric, percent of the lower side."""
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
        "no_verdict_reason": difference.reason.value,
        "cautions": [caution.value for caution in difference.cautions],
        "gap": None if difference.gap is None else in_unit(difference.gap, unit),
        "percent": None if difference.percent is None else difference.percent / 10,
        "times_tolerance": None if difference.magnitude is None else difference.magnitude / 1000,
        "better": None if difference.better is None else slugs[right if difference.better else left],
        "parts": [
            {"part": part.label, "gap": in_unit(part.gap, unit), "same": part.same, "outcome": part.outcome.value}
            for part in difference.parts
        ],
        "shared_items": difference.shared,
        "only_against": difference.only_left,
        "only_of": difference.only_right,
    }
    return data | {key: value for key, value in optional.items() if value not in (None, "", [], ())}
