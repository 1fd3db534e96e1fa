"""The page of a job title as JSON, and as the rows of CSV and Markdown."""

from typing import Any

from markupsafe import Markup

from occupations.browse.list_figures import PAY_RANGE
from occupations.links import formats, name_url, occupation_url, title_url
from occupations.metrics import SLOTS
from occupations.pages.title import Meaning, TitlePage
from occupations.pages.title_answer import Choice, ChoiceFigure
from occupations.rendering.formats import plain
from occupations.rendering.origins import Origin
from occupations.rendering.sources import SourceView
from occupations.rendering.view import ListView, Page, RowView, SectionView, View
from occupations.search.engine import Hit
from occupations.search.live import LiveFigure
from occupations.search.model import name_forms

NEAR = "Similar titles"
COMPARISONS = "Compare"
DESCRIPTION = 155  # characters
PAY, JOBS = SLOTS["pay_median"].label, SLOTS["jobs"].label
REMARKS = ("Who says so", "Confidence", PAY, "10th percentile wage", "90th percentile wage", JOBS, "Notes")
_KINDS = {
    name_forms.TITLE: "title",
    name_forms.SYNONYM: "title",
    name_forms.OF_EDITORS: "editor",
    name_forms.DIRECT: "direct_match",
    name_forms.REPORTED: "reported",
    name_forms.LISTED: "listed",
}


def page_of(shown: TitlePage, site: str) -> Page:
    """`site`: scheme and host."""
    address = title_url(shown.title.slug)
    return Page(
        title=shown.title.name,
        heading=shown.title.name,
        description=_shortened(shown.sentences),
        canonical=site + address,
        robots="" if shown.offered else "noindex,follow",
        formats=formats(address),
    )


def _shortened(sentences: list[str]) -> str:
    """As many whole sentences as there is room for; at least one."""
    text = sentences[0]
    for sentence in sentences[1:]:
        if len(text) + len(sentence) < DESCRIPTION:
            text = f"{text} {sentence}"
    return text


def title_view(shown: TitlePage, page: Page) -> tuple[View, tuple[str, ...]]:
    """With the headings of the remarks of its rows."""
    rows = [
        RowView(Markup(""), False, choice.slug, choice.title, [], [
            one.who, f"{one.hit.confidence:.2f}", *_figure_texts(one.hit, choice), "; ".join(choice.groups),
        ])
        for one, choice in zip(shown.meanings, shown.choices, strict=True)
    ]  # fmt: skip
    sections = [
        SectionView("rows", "occupations", shown.heading, rows=rows),
        SectionView("lists", "similar", NEAR, lists=_lists("Job titles", shown.near)),
        SectionView(
            "lists", "compare", COMPARISONS, lists=_lists("Comparisons", [label for label, _ in shown.comparisons])
        ),
    ]
    sources = [SourceView(number, Origin(name, name)) for number, name in enumerate(shown.sources, start=1)]
    return View(page, [], shown.sentences, [*shown.together, *shown.notes], sections, sources), REMARKS


def _figure_texts(hit: Hit, choice: Choice) -> list[str]:
    """The pay, the two ends of its range, and the number of jobs; "" for one that is missing."""
    ranges = [one for one in choice.figures if one.label == PAY_RANGE.label]
    others = [one for one in choice.figures if one.label != PAY_RANGE.label]
    pay = _figure_text(others[0], PAY) if _figure(hit.pay) else ""
    jobs = _figure_text(others[-1], JOBS) if _figure(hit.jobs) else ""
    ends = [one._replace(text=text) for one in ranges for text in one.text.rpartition(" to ")[::2]]
    return [pay, *([_figure_text(one, one.label) if one.text else "" for one in ends] or ["", ""]), jobs]


def _figure_text(figure: ChoiceFigure, heading: str) -> str:
    """ "$97,550"; "$97,550 (Mean pay a year, May 2023)" where it is not what the heading and the notes say."""
    label = "" if figure.label == heading else figure.label
    about = ", ".join(filter(None, (label, figure.period)))
    return f"{figure.text} ({about})" if about else figure.text


def _lists(heading: str, items: list[str]) -> list[ListView]:
    return [ListView(heading, Markup(""), tuple(items), ordered=False)] if items else []


def title_json(shown: TitlePage, page: Page) -> dict[str, Any]:
    """Money in US$ a year; `confidence` from 0 to 1."""
    return {
        "title": shown.title.name,
        "also_written": shown.also_written,
        "url": title_url(shown.title.slug),
        "canonical": page.canonical,
        "offered": shown.offered,
        "sentences": shown.sentences,
        "band": shown.found.band,
        "confidence": round(shown.found.confidence, 3),
        "by_editors": shown.found.by_editors,
        "version": shown.model or None,
        "occupations": [_occupation(one) for one in shown.meanings],
        "counted_together": shown.together,
        "near": [{"title": name, "url": name_url(name)} for name in shown.near],
        "comparisons": [{"title": label, "url": url} for label, url in shown.comparisons],
        "notes": shown.notes,
        "sources": shown.sources,
    }


def _occupation(one: Meaning) -> dict[str, Any]:
    hit, ends = one.hit, one.range
    return {
        "slug": hit.slug,
        "title": hit.title,
        "official_title": hit.official_title,
        "url": occupation_url(hit.slug),
        "category": {"slug": hit.category_slug, "name": hit.category},
        "confidence": round(hit.confidence, 3),
        "kind": _KINDS[one.use.kind] if one.use else None,
        "name": one.use.name if one.use else None,
        "pay": _figure(hit.pay),
        "pay_range": None if ends.missing else {
            "low": plain(one.low), "high": plain(ends.value), "high_at_least": plain(ends.at_least), "text": ends.text,
            "period_end": ends.kind[1], "group": ends.group or None,
        },
        "jobs": _figure(hit.jobs),
    }  # fmt: skip


def _figure(figure: LiveFigure) -> dict[str, Any] | None:
    if figure.value is None and figure.at_least is None:
        return None
    return {
        "metric": figure.metric, "value": plain(figure.value), "at_least": plain(figure.at_least),
        "period_end": figure.period_end, "group": figure.group or None,
    }  # fmt: skip
