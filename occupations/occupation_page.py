"""The page of one occupation: the same rows as a comparison, with one side."""

import json
from typing import Any

from markupsafe import Markup

from occupations import language, markdown, structured, wording
from occupations.blocks import Blocks, definition, label, table_row
from occupations.citing import citation
from occupations.faces import cell_json, one_line, only, side_json, source_json
from occupations.live import Live
from occupations.metrics import SECTIONS, SLOTS, Section
from occupations.page import (
    ABOUT,
    DUTIES,
    JOB_TITLES,
    Block,
    CellView,
    Page,
    RowView,
    Side,
    Sources,
    View,
    about_text,
    comparison_url,
    duties_list,
    formats,
    job_titles_list,
    report_url,
    side_view,
)
from occupations.profile import Profile
from occupations.sheet import Sheet


def build_view(live: Live, sheet: Sheet, blocks: Blocks, site: str) -> View:
    profile = sheet.profile
    side = side_view(0, live, blocks)
    sources = Sources([blocks])
    hidden = frozenset(live.hidden)
    *sections, skills = SECTIONS
    # Made in the order of the page, which is that of the numbers of its sources.
    page_blocks = [
        Block("texts", "about", ABOUT, texts=[about_text(0, blocks, sources)]),
        *[_rows(section, sheet, blocks, sources, hidden) for section in sections],
        Block("lists", "responsibilities", DUTIES, lists=[duties_list(0, blocks, sources)]),
    ]
    if profile.job_titles:
        page_blocks.append(Block("lists", "job-titles", JOB_TITLES, lists=[job_titles_list(0, blocks, sources)]))
    page_blocks.append(_rows(skills, sheet, blocks, sources, hidden)._replace(kind="skills"))
    names = profile.names
    sentence = _summary(sheet, hidden)
    return View(
        page=Page(
            title=names.title,
            heading=names.title,
            description=_description(profile) or sentence,
            canonical=site + side.url,
            formats=formats(side.url),
        ),
        sides=[side],
        sentences=[sentence] if sentence else [],
        notices=_notices(sheet),
        blocks=page_blocks,
        sources=sources.listed(),
    )


def _rows(section: Section, sheet: Sheet, blocks: Blocks, sources: Sources, hidden: frozenset[str]) -> Block:
    rows = []
    for slot in section.slots:
        cell = sheet.shown(slot, hidden)
        if cell.missing and not slot.always:
            continue
        html = blocks.cell(slot.key, cell)
        number = sources.cite(0, html, slot.label)
        metrics = (cell.metric,)
        row = table_row([definition(slot.key, metrics), *html.pieces(number, False)])
        rows.append(RowView(row, False, slot.key, label(slot, metrics), [CellView(cell, number)], []))
    return Block("rows", section.key, section.title, rows=rows)


def _description(profile: Profile) -> str:
    """The beginning of the description, as search engines show it."""
    official = profile.description_release >= 0
    return markdown.plain(one_line(profile.description) if official else profile.description, 155)


def _summary(sheet: Sheet, hidden: frozenset[str]) -> str:
    """One sentence on pay, as far as it is known; it says of when the figure is, and whose, where not this title's."""
    cell = sheet.shown(SLOTS["salary"], hidden)
    if cell.missing:
        return ""
    plural = language.sentence_start(sheet.profile.names.plural)
    how = "on average" if cell.metric == "wage_annual_mean" else "at the median"
    about = [wording.period(*cell.period)] if cell.period else []
    about += [f"figure of the group: {cell.group}"] if cell.group else []
    remarks = f" ({'; '.join(about)})" if about else ""
    return f"{plural} earn {cell.text} a year {how}{remarks}."


def _notices(sheet: Sheet) -> list[str]:
    qualities = {record.quality for record in sheet.profile.records} - {"none"}
    if not qualities:
        return ["This title is matched to no official statistical record, so official figures are not shown for it."]
    if "exact" not in qualities:
        return [
            "Official statistics do not count exactly this occupation; the figures are those of the records named "
            "below."
        ]
    return []


def html_context(view: View, live: Live, sheet: Sheet) -> dict[str, Any]:
    """The context of occupations/occupation.html, which says what each entry is."""
    side = view.sides[0]
    return {
        "page": view.page,
        "structured": _structured(view.page, side),
        "side": side,
        "also_called": sheet.profile.also_called,
        "lead": view.sentences,
        "skill_sentences": [],
        "notices": view.notices,
        "standing": _standing(live),
        "toc": tuple([(block.key, block.title) for block in view.blocks]),
        "blocks": view.blocks,
        "picker": {"action": "/compare/", "title": side.title},
        "next": [
            (f"{side.title} vs {title}", comparison_url([live.slug, slug]))
            for slug, title in json.loads(live.nearest or "[]")
        ],
        "category_links": [(f"Browse {side.category_name.lower()} jobs", side.category_url)],
        "sources": view.sources,
        "cite": citation(view, [live]),
        "report": report_url(side.url) if view.page.canonical else "",
    }


def _structured(page: Page, side: Side) -> Markup | None:
    """What machines read of the page of today; None for a preview and for a day past."""
    if page.robots:
        return None
    site = page.canonical.removesuffix(side.url)
    trail = (("Professions", "/categories/"), (side.category_name, side.category_url), (side.title, side.url))
    return structured.graph(structured.breadcrumbs(site, *trail), side.blocks.structured)


def _standing(live: Live) -> list[str]:
    if live.salary_percentile is None:
        return []
    return [f"Pays more than {live.salary_percentile}% of the occupations here that have a yearly salary."]


def occupation_json(view: View, live: Live, sheet: Sheet) -> dict[str, Any]:
    profile = sheet.profile
    blocks = {block.key: block for block in view.blocks}
    titles = blocks["job-titles"].lists[0].sources if profile.job_titles else ()
    return {
        **side_json(view, 0, live.slug, live.digest),
        "canonical": view.page.canonical,
        "cite_as": str(citation(view, [live])),
        "past": view.page.past or None,
        "notices": view.notices,
        "plural": profile.names.plural,
        "also_called": list(profile.also_called),
        "job_titles": list(profile.job_titles),
        "job_titles_sources": list(titles),
        "description": profile.description or None,
        "description_source": only(blocks["about"].texts[0].sources),
        "responsibilities": list(profile.duties),
        "responsibilities_source": only(blocks["responsibilities"].lists[0].sources),
        "sections": [
            {
                "key": block.key,
                "title": block.title,
                "rows": [{"key": row.key, "label": row.name, "cell": cell_json(row.cells[0])} for row in block.rows],
            }
            for block in view.blocks
            if block.rows
        ],
        "salary_percentile": live.salary_percentile,
        "sources": [source_json(source) for source in view.sources],
    }
