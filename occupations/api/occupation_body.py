"""The JSON of an occupation as bytes, cached until something that it depends on changes."""

import sys
from typing import Any, NamedTuple

import msgspec
from django.conf import settings
from django.http import HttpRequest

from occupations.api.problems import Problem
from occupations.api.schemas import occupations as schemas
from occupations.caching.bounded import BoundedCache
from occupations.metrics import PAY
from occupations.pages.gone import GoneAddress, look_up_all
from occupations.pages.occupation import build_view, occupation_json
from occupations.rendering.as_of import Past, dated_view
from occupations.rendering.formats import as_markdown, to_json
from occupations.rendering.http import site_of
from occupations.rendering.live import LiveDocument
from occupations.rendering.page_table import as_csv
from occupations.rendering.partial_views import (
    asked_for,
    brief,
    brief_markdown,
    cited_sources,
    key_figure,
    key_rows,
    named,
    with_sections,
)
from occupations.rendering.view import Taken, View
from occupations.scope.figures import NOWHERE, Scope
from occupations.search.engine import find_in_address
from occupations.text.asked import LIKELIEST, MATCH, SURE
from occupations.text.slugs import is_slug

OF_BRIEF = ("key_figures", "cited_sources")
FIELDS = tuple(name for name in schemas.Occupation.__struct_fields__ if name not in OF_BRIEF)
FULL, BRIEF = "full", "brief"
LEFT_OUT_BY_SECTIONS = {
    *("plural", "also_called", "job_titles", "job_titles_reported_count", "job_titles_source_numbers"),
    *("description", "description_source_number", "description_adapted"),
    *("responsibilities", "responsibilities_source_number", "responsibilities_note"),
    *("pay_median_percentile", "pay_median_percentile_of", "related", "related_source_number", "nearest"),
}
"""Members of an occupation that belong to no section of figures."""


# The key has everything the response depends on that can change while a process lives.
cache: BoundedCache[bytes] = BoundedCache(settings.API_CACHE_MB * 2**20)


class Wanted(NamedTuple):
    """The requested part of an occupation: everything, or some members, or some sections of figures; for today or a
    past day, for the nation or a place and release."""

    fields: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    past: Past | None = None
    scope: Scope = NOWHERE
    taken: tuple[Taken, ...] = ()
    detail: str = FULL

    @property
    def key(self) -> tuple[str, ...]:
        day = (str(self.past.day), self.past.sentence) if self.past else ()
        scope = (self.scope.version,) if self.scope.acts else ()
        taken = map(repr, self.taken)
        asked = (*sorted(self.fields), "", *sorted(self.sections), "", self.detail)
        return (*asked, "", *day, "", *scope, "", *taken)


ALL = Wanted()


def as_bytes(live: LiveDocument, site: str, wanted: Wanted = ALL) -> bytes:
    """The JSON of an occupation. `site`: scheme and host."""
    key = (live.version, str(live.published_at), site, *wanted.key)
    body = cache.get(key)
    if body is None:
        body = to_json(_object(live, site, wanted))
        cache.put(key, body, len(body) + sum(map(sys.getsizeof, key)))
    return body


def _object(live: LiveDocument, site: str, wanted: Wanted) -> dict[str, Any]:
    view = _view(live, site, wanted)
    if wanted.detail == BRIEF:
        return _brief_json(partial_view(view, live, wanted), live)
    complete = occupation_json(view, live, live.laid_out.sheet, wanted.scope)
    names = {"slug", *(["taken"] if wanted.taken else []), *wanted.fields} if wanted.fields else set(complete)
    if wanted.sections:
        left = partial_view(view, live, wanted)
        names -= LEFT_OUT_BY_SECTIONS - set(wanted.fields)
        shown = {section.key: section for section in left.sections}
        complete["sections"] = [section for section in complete["sections"] if section["key"] in shown]
        metrics = {trend.trend.metric for section in left.sections for trend in section.trends}
        complete["trends"] = [trend for trend in complete["trends"] if trend["metric"] in metrics]
        cited = {source.n for source in left.sources} | _numbers(complete, names)
        complete["sources"] = [source for source in complete["sources"] if source["source_number"] in cited]
    return {name: complete[name] for name in complete if name in names}


def _numbers(complete: dict[str, Any], names: set[str]) -> set[int]:
    """The sources of the texts among these members."""
    one = {complete[name] for name in names if name.endswith("_source_number")}
    return {*one, *(complete["job_titles_source_numbers"] if "job_titles_source_numbers" in names else ())}


def _brief_json(view: View, live: LiveDocument) -> dict[str, Any]:
    return {
        "slug": live.slug,
        **asked_for(view),
        "title": view.sides[0].title,
        "page_url": view.page.canonical,
        "key_figures": [named(row) | key_figure(row.key, row.cells[0]) for row in key_rows(view)],
        "cited_sources": cited_sources(view),
    }


def partial_view(view: View, live: LiveDocument, wanted: Wanted) -> View:
    """What is left of the page."""
    if wanted.sections:
        view = with_sections(view, wanted.sections)
    return brief(view, live.laid_out.sheet.shown(PAY, frozenset(live.hidden))) if wanted.detail == BRIEF else view


def _view(live: LiveDocument, site: str, wanted: Wanted) -> View:
    view = build_view(live, *live.laid_out, site, wanted.scope)._replace(taken=wanted.taken)
    return dated_view(view, wanted.past) if wanted.past else view


def raw(live: LiveDocument, site: str) -> msgspec.Raw:
    return msgspec.Raw(as_bytes(live, site))


def render_occupation(live: LiveDocument, request: HttpRequest, output_format: str, wanted: Wanted) -> bytes | str:
    if output_format == "json":
        return as_bytes(live, site_of(request), wanted)
    view = partial_view(_view(live, site_of(request), wanted), live, wanted)
    if output_format == "csv":
        return as_csv(view, [live.slug])
    return brief_markdown(view) if wanted.detail == BRIEF else as_markdown(view)


class MovedSlug(Exception):
    """A URL that has changed; `to` is the current slug."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


def missing(slug: str, parameter: str = "", match: str | None = None) -> Problem:
    """The problem for a URL that is not public: withdrawn, or unknown with similar titles. `match`: the value of that
    parameter if the resource has it. Raises MovedSlug if the occupation has a new URL."""
    what = look_up_all([slug.lower()]).get(slug.lower(), GoneAddress(slug.lower()))
    to = what.moved_to or (slug.lower() if slug != slug.lower() else "")
    if to:
        raise MovedSlug(to)
    named: dict[str, Any] = {"parameter": parameter} if parameter else {}
    if what.withdrawn:
        detail = what.reason or "The occupation has been withdrawn."
        successor = what.successor.slug if what.successor else None
        return Problem("withdrawn", detail, successor=successor, **named)
    hits = [{"key": hit.slug, "title": hit.title} for hit in what.suggestions()]
    detail = f"There is no occupation “{slug[:80]}”."
    if match is not None and is_slug(slug) and find_in_address(slug, 1).hits:
        detail += _ABOUT_MATCH.get(match, "")
    return Problem("not-found", detail, near=hits, **named)


_ABOUT_MATCH = {
    "": f" It may be a job title: {MATCH}={SURE} takes it for an occupation if that is sure, {MATCH}={LIKELIEST} for "
    "the likeliest.",
    SURE: f" It is not sure which occupation this job title means; {MATCH}={LIKELIEST} takes the likeliest.",
}
