"""The page of an occupation: the same rows as a comparison, with one side."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from markupsafe import Markup

from occupations.links import (
    comparison_url,
    feeds,
    formats,
    id_url,
    occupation_picture_url,
    occupation_url,
    picker_url,
    related_link,
    report_url,
)
from occupations.metrics import ABOUT, JOB_TITLES, PAY, RELATED, RESPONSIBILITIES, SECTIONS, Section, Slot
from occupations.pages.lead import (
    entering,
    gists_of_lists,
    growth,
    hourly_pay,
    key_figures,
    portrait_of,
    standfirst,
    standing,
    without_shared_group,
)
from occupations.profiles.document import Profile
from occupations.profiles.groups import subject
from occupations.profiles.pay_words import stated
from occupations.profiles.sheet import Cell, Sheet, not_imported, nothing
from occupations.rendering import json_ld
from occupations.rendering.cells import cells_html
from occupations.rendering.citation import citation
from occupations.rendering.formats import one_line, only
from occupations.rendering.fragments import Fragments, with_urls
from occupations.rendering.json_members import cell_json, description_json, side_json, source_json, trend_json
from occupations.rendering.live import Live, picture_version
from occupations.rendering.origins import reference, release_origin
from occupations.rendering.row_headers import definition, label, row_name
from occupations.rendering.scores import ScoreLine
from occupations.rendering.share import Share
from occupations.rendering.sources import Sources
from occupations.rendering.templating import render
from occupations.rendering.trend_view import over_time
from occupations.rendering.view import (
    CellView,
    ListView,
    Page,
    RowView,
    SectionView,
    Side,
    View,
    about_section,
    cited_line,
    inside,
    job_titles_list,
    left_out,
    responsibilities_section,
    side_view,
)
from occupations.scope.choice import ScopeChoice
from occupations.scope.control import control, placed_view, scope_json
from occupations.scope.figures import NOWHERE, Scope
from occupations.text import english, markdown

SNIPPET = 155  # characters of a description for search engines
TITLES_NAMED = 4  # job titles at the top of the page


class AskedTitle(NamedTuple):
    """What the page says of a title that was asked for: a sentence, where to choose another occupation for it, and the
    parameters that speak of it."""

    sentence: str
    choose: str
    own: list[tuple[str, str]]


# Section → the slot, or lead, with a trend, and the metrics that may have one.
TRENDS = {
    "pay": ("pay", ("wage_annual_median", "wage_annual_mean")),
    "outlook": ("jobs", ("employees",)),
}


def build_view(live: Live, sheet: Sheet, fragments: Fragments, site: str, scope: Scope = NOWHERE) -> View:
    profile = sheet.profile
    side = side_view(0, live, fragments)
    sources = Sources([fragments])
    hidden = frozenset(live.hidden)
    scopes = scope.others
    # Made in page order, because sources are numbered in that order.
    about = about_section([fragments], sources)
    board = key_figures(sheet, hidden, fragments, sources, scopes)
    page_sections = [about, responsibilities_section([fragments], sources)]
    page_sections += [_figures(section, sheet, fragments, sources, hidden, scopes) for section in SECTIONS]
    if profile.job_titles:
        page_sections.append(
            SectionView("lists", JOB_TITLES.key, JOB_TITLES.title, lists=[job_titles_list(0, fragments, sources)])
        )
    page_sections += _related(live, fragments, sources, scope.choice)
    sentence = _summary(sheet, hidden, scope.where) or hourly_pay(sheet, hidden)
    names = profile.names
    said = portrait_of(live, profile)
    place, grows, enters = standing(live), growth(sheet, hidden), entering(sheet, hidden)
    texts = (*said, enters, sentence, place, grows)
    gists = {"pay": f"{sentence} {place}".strip(), "outlook": grows, "entry": enters, **gists_of_lists(sheet, hidden)}
    view = View(
        page=Page(
            title=names.title,
            heading=names.title,
            description=fragments.extension(_description) or markdown.plain(" ".join(said), SNIPPET) or sentence,
            canonical=site + side.url,
            formats=formats(side.url),
            feeds=feeds(live.slug, names.title),
            picture="" if scope.choice.given else site + occupation_picture_url(live.slug, picture_version([live])),
            picture_alt=_in_words(board) or names.title,
        ),
        sides=[side],
        sentences=[text for text in texts if text],
        notices=_notices(sheet),
        sections=[_opened(section, gists) for section in page_sections],
        sources=sources.listed(),
        panels=sources.panels(),
        left_out=left_out(row.key for section in page_sections for row in section.rows),
        board=board,
    )
    if not scope.choice.given:
        return view
    return placed_view(view._replace(sides=[side._replace(url=scope.choice.keep(side.url))]), scope)


def _in_words(board: Sequence[ScoreLine]) -> str:
    """The picture in words."""
    return "; ".join(f"{line.label}: {line.cells[0].text}" for line in board)


def _opened(section: SectionView, gists: Mapping[str, str]) -> SectionView:
    """The section with the sentence that opens it, and with what names its content where it is closed."""
    found = inside(section)
    if section.kind == "lists":
        count = sum(len(one.plain) for one in section.lists)
        found = f"{count} {section.title.lower().removeprefix('example ')}"
    elif section.kind == "texts":
        found = "All of the description"
    return section._replace(sentence=gists.get(section.key, ""), inside=found)


def _figures(
    section: Section,
    sheet: Sheet,
    fragments: Fragments,
    sources: Sources,
    hidden: frozenset[str],
    scopes: Mapping[str, str],
) -> SectionView:
    rows = [
        _row(slot, cell, fragments, sources, scopes.get(slot.key, ""))
        for slot in section.slots
        if not (cell := sheet.shown(slot, hidden)).missing
        or (slot.always and not (slot.unsourced and cell is nothing(slot.key)))
    ]
    slot_key, metrics = TRENDS.get(section.key, ("", ()))
    latest = next((cell for cell in sheet.cells.get(slot_key, ()) if cell.metric in metrics), None)
    trends = over_time(sheet, latest, fragments, sources)
    return SectionView("rows", section.key, section.title, rows=rows, trends=trends)


def _row(slot: Slot, cell: Cell, fragments: Fragments, sources: Sources, scope: str) -> RowView:
    html = fragments.cell(cell)
    number = sources.cite(0, html, row_name(slot, cell.metric))
    metrics = (cell.metric,)
    row = cells_html(definition(slot.key, metrics, scope=scope), [html.numbered(number)])
    silent = cell is nothing(slot.key) or cell is not_imported(slot.key)
    name = label(slot, () if silent else metrics)
    return RowView(row, False, slot.key, name, [CellView(cell, number)], silent=silent)


def _related(live: Live, fragments: Fragments, sources: Sources, choice: ScopeChoice) -> list[SectionView]:
    """Public occupations that a source calls related; links keep the chosen place and release."""
    found = json.loads(live.related or "[]")
    if not found:
        return []
    profile = fragments.sheet.profile
    numbers, cited = cited_line(0, [profile.related_release], RELATED.title, profile, sources)
    keep = choice.keep
    links = [(title, keep(occupation_url(slug)), keep(comparison_url([live.slug, slug]))) for slug, title in found]
    html = render("components/related.html", title=profile.names.title, links=links)
    plain = tuple(title for title, _, _ in links)
    listed = ListView(profile.names.title, html, plain, False, numbers, cited)
    return [SectionView("lists", RELATED.key, RELATED.title, lists=[listed])]


def _description(fragments: Fragments) -> str:
    """The beginning of the description for search engines. Read once for each edition."""
    profile = fragments.sheet.profile
    official = profile.description_release >= 0
    return markdown.plain(one_line(profile.description) if official else profile.description, SNIPPET)


def _summary(sheet: Sheet, hidden: frozenset[str], where: str) -> str:
    """One sentence on pay, as far as it is known; it says of when the figure is, and whose, where not this title's.
    `where`: the place and time that were asked for, if any."""
    cell = sheet.shown(PAY, hidden)
    if cell.missing:
        return ""
    plural = english.sentence_start(subject(sheet.profile.names, cell.group))
    about = [cell.when] if cell.period and not where else []
    remarks = [where] * bool(where) + [f"({'; '.join(about)})"] * bool(about)
    return f"{' '.join([plural, 'earn', stated(cell.metric, cell.text), *remarks])}."


def _notices(sheet: Sheet) -> list[str]:
    qualities = {record.quality for record in sheet.profile.records} - {"none"}
    if not qualities:
        return ["This title does not match any official record, so no official figures are shown for it."]
    if "exact" not in qualities:
        return [
            "Official statistics do not count exactly this occupation; the figures are for the records listed below."
        ]
    return []


def html_context(
    view: View, live: Live, sheet: Sheet, scope: Scope = NOWHERE, asked: AskedTitle | None = None
) -> dict[str, Any]:
    """The context of occupations/occupation.html, which says what each entry is."""
    side = view.sides[0]
    profile = sheet.profile
    text, is_complete = side.fragments.extension(standfirst)
    said = portrait_of(live, profile)
    left = {ABOUT.key} if is_complete else set()
    if not profile.responsibilities:
        left.add(RESPONSIBILITIES.key)
    sections = [section for section in view.sections if section.key not in left]
    nearest = json.loads(live.nearest or "[]")
    board, whose = without_shared_group(list(view.board))
    keep = scope.choice.keep
    return {
        "page": view.page,
        "asked": asked,
        "structured": _structured(view.page, side, live.id),
        "side": side,
        "also_called": with_urls(profile.also_called),
        "job_titles": (with_urls(profile.job_titles[:TITLES_NAMED]), len(profile.job_titles) - TITLES_NAMED),
        "standfirst": text or " ".join(said),
        "wanted": "" if profile.description or not view.page.canonical else report_url(side.url),
        "standfirst_ref": _ref(profile, view),
        "board": board,
        "whose": whose,
        "notices": view.notices,
        "control": control(scope, occupation_url(live.slug), [sheet], asked.own if asked else ())
        if view.page.canonical
        else None,
        "toc": (
            *[(section.key, section.title) for section in sections],
            *([("next", "Compare next")] if nearest else []),
        ),
        "sections": sections,
        "left_out": view.left_out,
        "picker": {"action": picker_url(), "title": side.title, "keep": scope.choice.fields},
        "next": [(f"{side.title} vs {title}", keep(comparison_url([live.slug, slug]))) for slug, title in nearest],
        "category_links": [(f"Browse {side.category_name.lower()} occupations", side.category_url)],
        "sources": view.panels,
        "cite": None if scope.choice.given else citation(view, [live]),
        "share": Share(scope.choice.keep(view.page.site + view.page.path), view.page.title)
        if view.page.canonical
        else None,
        "report": side.url if view.page.canonical else "",
    }


def _structured(page: Page, side: Side, number: int) -> Markup | None:
    """JSON-LD for today's page; None for a preview and for a past day."""
    if page.robots:
        return None
    site = page.canonical.removesuffix(side.url)
    trail = (
        ("Categories", reverse("occupations:category-list")),
        (side.category_name, side.category_url),
        (side.title, side.url),
    )
    return json_ld.graph(
        json_ld.breadcrumbs(site, *trail), json_ld.identified(side.fragments.structured, site + id_url(number))
    )


def _ref(profile: Profile, view: View) -> Markup:
    """The source number of the description; empty for an editor's own."""
    number = only(view.section(ABOUT.key).texts[0].sources)
    release = max(profile.description_release, profile.description_after_release)
    return reference(number, release_origin(profile.releases[release]).panel, ABOUT.title) if number else Markup("")


def occupation_json(view: View, live: Live, sheet: Sheet, scope: Scope = NOWHERE) -> dict[str, Any]:
    profile, side = sheet.profile, view.sides[0]
    related = links_json(view.page.site, live, live.related)
    about, responsibilities = view.section(ABOUT.key).texts[0], view.section(RESPONSIBILITIES.key).lists[0]
    return {
        **side_json(view, 0, live),
        "page_url": view.page.canonical,
        "cite_as": None if scope.choice.given else str(citation(view, [live])),
        "past": view.page.past or None,
        "taken": [one.as_data() for one in view.taken],
        "notices": view.notices,
        "pay_and_employment": scope_json(scope),
        "plural": profile.names.plural,
        "also_called": list(profile.also_called),
        "job_titles": list(profile.job_titles),
        "job_titles_reported_count": profile.job_titles_reported,
        "job_titles_source_numbers": list(view.section(JOB_TITLES.key).lists[0].sources) if profile.job_titles else [],
        **description_json(profile, about, responsibilities),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "sentence": section.sentence or None,
                "rows": [
                    {"key": row.key, "label": row.name, "cell": cell_json(row.cells[0], side.fragments)}
                    for row in section.rows
                ],
            }
            for section in view.sections
            if section.rows
        ],
        "pay_median_percentile": live.pay_median_percentile,
        "pay_median_percentile_of": live.paid,
        "trends": [trend_json(trend, profile.releases) for section in view.sections for trend in section.trends],
        "related": related,
        "related_source_number": only(view.section(RELATED.key).lists[0].sources) if related else None,
        "nearest": links_json(view.page.site, live, live.nearest),
        "sources": [source_json(source) for source in view.sources],
    }


def links_json(site: str, live: Live, links: str | None) -> list[dict[str, str | None]]:
    """Other occupations, each with its addresses and those of the comparison with this one."""
    return [related_link(site, live.slug, slug, title) for slug, title in json.loads(links or "[]")]
