"""One occupation as bytes, cached for as long as nothing that it depends on has changed."""

import sys
from typing import Any, NamedTuple

import msgspec
from django.conf import settings
from django.http import HttpRequest

from occupations.api.problems import Problem
from occupations.api.schemas import occupations as schemas
from occupations.caching.bounded import BoundedCache
from occupations.pages.gone import look_up
from occupations.pages.occupation import build_view, occupation_json
from occupations.rendering.as_of import Past, dated_view
from occupations.rendering.formats import as_csv, as_markdown, to_json
from occupations.rendering.http import site_of
from occupations.rendering.live import LiveDocument
from occupations.rendering.view import View
from occupations.scope.figures import NOWHERE, Scope

FIELDS = schemas.Occupation.__struct_fields__


# Keys say all that an answer depends on that can change while a process lives.
cache: BoundedCache[bytes] = BoundedCache(settings.API_CACHE_MB * 2**20)


class Wanted(NamedTuple):
    """What of an occupation: all, or these members, or these sections of figures; of today or a day past, of the
    nation or a place and a release."""

    fields: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    past: Past | None = None
    scope: Scope = NOWHERE

    @property
    def key(self) -> tuple[str, ...]:
        day = (str(self.past.day), self.past.sentence) if self.past else ()
        scope = (self.scope.version,) if self.scope.acts else ()
        return (*sorted(self.fields), "", *sorted(self.sections), "", *day, "", *scope)


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
    whole = occupation_json(_view(live, site, wanted), live, live.laid_out.sheet, wanted.scope)
    if wanted.sections:
        whole["sections"] = [section for section in whole["sections"] if section["key"] in wanted.sections]
    if not wanted.fields:
        return whole
    return {name: whole[name] for name in whole if name == "slug" or name in wanted.fields}


def _view(live: LiveDocument, site: str, wanted: Wanted) -> View:
    view = build_view(live, *live.laid_out, site, wanted.scope)
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
    """An address that has changed: `to` is today's."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


def missing(slug: str, parameter: str = "") -> Problem:
    """What to say of an address that is not public: withdrawn, or unknown with what may have been meant. Raises Moved
    for one that has a new address."""
    what = look_up(slug.lower())
    to = what.moved_to or (slug.lower() if slug != slug.lower() else "")
    if to:
        raise MovedSlug(to)
    named: dict[str, Any] = {"parameter": parameter} if parameter else {}
    if what.withdrawn:
        detail = what.reason or "The occupation has been withdrawn."
        successor = what.successor.slug if what.successor else None
        return Problem("withdrawn", detail, successor=successor, **named)
    hits = [{"slug": hit.slug, "title": hit.title} for hit in what.suggestions()]
    return Problem("not-found", f"There is no occupation “{slug[:80]}”.", near=hits, **named)
