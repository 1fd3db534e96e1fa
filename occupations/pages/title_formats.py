"""The page of a job title as JSON, as CSV, and as the rows of Markdown."""

from typing import Any

from markupsafe import Markup

from occupations.browse.list_figures import PAY_RANGE, text_of
from occupations.links import addresses, category_link, formats, name_url, occupation_link, title_url
from occupations.metrics import METRICS, SLOTS
from occupations.pages.title import Meaning, TitlePage
from occupations.pages.title_answer import Choice, ChoiceFigure
from occupations.rendering.formats import plain
from occupations.rendering.json_members import LISTED_FIGURE, listed_figure, source_json
from occupations.rendering.named_releases import keys_of, sources_of
from occupations.rendering.origins import Origin
from occupations.rendering.sources import SourceView
from occupations.rendering.tables import flat, table
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
    pay = _figure_text(others[0], PAY) if _is_known(hit.pay) else ""
    jobs = _figure_text(others[-1], JOBS) if _is_known(hit.jobs) else ""
    ends = [one._replace(text=text) for one in ranges for text in one.text.rpartition(" to ")[::2]]
    return [pay, *([_figure_text(one, one.label) if one.text else "" for one in ends] or ["", ""]), jobs]


def _is_known(figure: LiveFigure) -> bool:
    return figure.value is not None or figure.at_least is not None


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
        "slug": shown.title.slug,
        **addresses(page.site, title_url(shown.title.slug), "title", shown.title.slug),
        "offered": shown.offered,
        "sentences": shown.sentences,
        "band": shown.found.band,
        "confidence": round(shown.found.confidence, 3),
        "by_editors": shown.found.by_editors,
        "version": shown.model or None,
        "occupations": [_occupation(one, page.site) for one in shown.meanings],
        "counted_together": shown.together,
        "similar_titles": [{"title": name, "page_url": page.site + name_url(name)} for name in shown.near],
        "comparisons": [{"title": label, "page_url": page.site + url} for label, url in shown.comparisons],
        "notes": shown.notes,
        "sources": [source_json(source) for source in sources_of(shown.sources)],
    }


COLUMNS = (
    *("slug", "title", "official_title", "category.slug", "category.name"),
    *("confidence", "said_by", "matched_title"),
    *(f"{figure}.{name}" for figure in ("pay", "jobs") for name in LISTED_FIGURE),
    *(
        f"pay_range.{name}"
        for name in ("metric", "unit", "text", "low", "high", "high_at_least", "period_end", "group")
    ),
    *("api_url", "page_url"),
)


def title_csv(shown: TitlePage, page: Page) -> str:
    """A line for each occupation that the title may mean."""
    return table(COLUMNS, [dict(flat(_occupation(one, page.site))) for one in shown.meanings])


def _occupation(one: Meaning, site: str) -> dict[str, Any]:
    hit, ends = one.hit, one.range
    return {
        **occupation_link(site, hit.slug, hit.title),
        "official_title": hit.official_title,
        "category": category_link(site, hit.category_slug, hit.category),
        "confidence": round(hit.confidence, 3),
        "said_by": _KINDS[one.use.kind] if one.use else None,
        "matched_title": one.use.name if one.use else None,
        "pay": _figure(hit.pay, one.sources.get("pay", "")),
        "pay_range": None if ends.missing else {
            "metric": ends.kind[0], "unit": METRICS[ends.kind[0]].unit.key, "text": ends.text,
            "low": plain(one.low), "high": plain(ends.value), "high_at_least": plain(ends.at_least),
            "period_end": ends.kind[1], "group": ends.group or None,
        },
        "jobs": _figure(hit.jobs, one.sources.get("jobs", "")),
    }  # fmt: skip


def _figure(figure: LiveFigure, source: str) -> dict[str, Any] | None:
    """`source`: as the columns of the edition name it."""
    text = text_of(figure.value, figure.at_least, figure.metric) if figure.metric else ""
    return listed_figure(
        figure.metric, figure.value, figure.at_least, text, figure.period_end, figure.group, keys_of(source)
    )
