"""The JSON of an occupation as bytes, cached until something that it depends on changes."""

import sys
from typing import Any, NamedTuple

import msgspec
from django.conf import settings
from django.http import HttpRequest

from occupations.api.problems import Problem
from occupations.api.schemas import occupations as schemas
from occupations.caching.bounded import BoundedCache
from occupations.pages.gone import GoneAddress, look_up_all
from occupations.pages.occupation import build_view, occupation_json
from occupations.rendering.as_of import Past, dated_view
from occupations.rendering.formats import as_csv, as_markdown, to_json
from occupations.rendering.http import site_of
from occupations.rendering.live import LiveDocument
from occupations.rendering.view import Taken, View
from occupations.scope.figures import NOWHERE, Scope
from occupations.search.engine import find_in_address
from occupations.text.asked import LIKELIEST, MATCH, SURE
from occupations.text.slugs import is_slug

FIELDS = schemas.Occupation.__struct_fields__


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

    @property
    def key(self) -> tuple[str, ...]:
        day = (str(self.past.day), self.past.sentence) if self.past else ()
        scope = (self.scope.version,) if self.scope.acts else ()
        taken = map(repr, self.taken)
        return (*sorted(self.fields), "", *sorted(self.sections), "", *day, "", *scope, "", *taken)


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
    complete = occupation_json(_view(live, site, wanted), live, live.laid_out.sheet, wanted.scope)
    if wanted.sections:
        complete["sections"] = [section for section in complete["sections"] if section["key"] in wanted.sections]
    if not wanted.fields:
        return complete
    always = ("slug", "taken") if wanted.taken else ("slug",)
    return {name: complete[name] for name in complete if name in always or name in wanted.fields}


def _view(live: LiveDocument, site: str, wanted: Wanted) -> View:
    view = build_view(live, *live.laid_out, site, wanted.scope)._replace(taken=wanted.taken)
    return dated_view(view, wanted.past) if wanted.past else view


def raw(live: LiveDocument, site: str) -> msgspec.Raw:
    return msgspec.Raw(as_bytes(live, site))


def render_occupation(live: LiveDocument, request: HttpRequest, output_format: str, wanted: Wanted) -> bytes | str:
    if output_format == "json":
        return as_bytes(live, site_of(request), wanted)
    view = _view(live, site_of(request), wanted)
    if sections := wanted.sections:
        view = view._replace(
            sections=[section for section in view.sections if not section.rows or section.key in sections]
        )
    return as_csv(view) if output_format == "csv" else as_markdown(view)


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
