"""The pages of job titles, in four formats."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from markupsafe import Markup

from occupations.links import (
    category_url,
    name_url,
    not_meant_url,
    occupation_url,
    picker_url,
    report_url,
    title_url,
)
from occupations.pages.title import TitlePage, title_page
from occupations.pages.title_answer import CHOICES, answer_of
from occupations.pages.title_formats import page_of, title_csv, title_json, title_view
from occupations.rendering import json_ld
from occupations.rendering.formats import as_json, as_markdown
from occupations.rendering.http import CONTENT_TYPES, explain, site_of, validated
from occupations.rendering.templating import render_page
from occupations.rendering.view import Page
from occupations.search.engine import LONGEST_QUERY, find, find_in_address
from occupations.search.in_addresses import written
from occupations.search.public_titles import title_at
from occupations.text.slugs import slug_of

SHOWN = 8  # occupations at once


def title_detail(request: HttpRequest, slug: str, output_format: str = "html") -> HttpResponse:
    """A public name as a title of its own; one query. What no source calls anybody has no page."""
    canonical = slug_of(slug)
    title = title_at(canonical) if canonical else None
    if title is None:
        return _unknown(request, slug, canonical)
    if canonical != slug:
        return redirect(_address(canonical, output_format), permanent=True)
    shown = title_page(title)
    page = page_of(shown, site_of(request))
    if output_format == "json":
        content = as_json(title_json(shown, page))
    elif output_format == "html":
        content = render_page("occupations/title.html", _context(shown, page))
    elif output_format == "csv":
        content = title_csv(shown, page)
    else:
        content = as_markdown(*title_view(shown, page))
    return validated(request, HttpResponse(content, content_type=CONTENT_TYPES[output_format]))


def _address(slug: str, output_format: str) -> str:
    address = title_url(slug)
    return address if output_format == "html" else f"{address[:-1]}.{output_format}"


def _unknown(request: HttpRequest, slug: str, canonical: str) -> HttpResponse:
    words = written(canonical) if canonical else " ".join(slug.replace("-", " ").split())[:LONGEST_QUERY]
    found = find_in_address(canonical, CHOICES) if canonical else find(words, CHOICES)
    return explain(
        request,
        404,
        "Job title not found",
        f"None of our sources has the job title “{words}”.",
        answers=[answer_of(words, found)],
    )


def _context(shown: TitlePage, page: Page) -> dict[str, Any]:
    """The context of occupations/title.html, which says what each entry is."""
    return {
        "page": page,
        "structured": _structured(shown, page),
        "also_written": shown.also_written,
        "sentences": shown.sentences,
        "heading": shown.heading,
        "choices": shown.choices[:SHOWN],
        "more": shown.choices[SHOWN:],
        "together": shown.together,
        "notes": shown.notes,
        "near": [(name, name_url(name)) for name in shown.near],
        "comparisons": shown.comparisons,
        "picker": {"action": picker_url(), "title": shown.title.name},
        "sources": shown.sources,
        "answer": {"typed": shown.title.name, "rejection": not_meant_url()},
        "report": report_url(title_url(shown.title.slug)),
    }


def _structured(shown: TitlePage, page: Page) -> Markup | None:
    """JSON-LD for a title of one clear occupation; None for others."""
    if not shown.offered or not shown.meanings:
        return None
    address = title_url(shown.title.slug)
    hit = shown.meanings[0].hit
    trail = (
        ("Categories", reverse("occupations:category-list")),
        (hit.category, category_url(hit.category_slug)),
        (hit.title, occupation_url(hit.slug)),
        (shown.title.name, address),
    )
    return json_ld.graph(json_ld.breadcrumbs(page.canonical.removesuffix(address), *trail))
