"""The comparison of public occupations that an address asks for, as a response in its format."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from comparisons.page.arrangement import Arrangement, query_of
from comparisons.page.assemble import ComparisonPage, assemble
from comparisons.page.formats import render
from comparisons.page.titles import TitlesView
from comparisons.queries import ComparisonRows, PairWords, Side, find, find_versions, places
from comparisons.sharing import card, handout, picture
from comparisons.sharing.share import shared
from occupations.links import card_url, comparison_url, occupation_url, sheet_url
from occupations.rendering.as_of import dated_view, editions_on, not_yet
from occupations.rendering.citation import cite
from occupations.rendering.http import CONTENT_TYPES, FILES, etag_of, has_current, not_modified, site_of, with_validator
from occupations.rendering.live import LiveDocument
from occupations.rendering.view import Taken
from occupations.scope import figures
from occupations.scope.choice import ScopeChoice
from occupations.scope.control import lead_on
from occupations.scope.figures import NOWHERE, Scope
from occupations.text.asked import MATCH


class Wanted(NamedTuple):
    """What an address asks for besides its sides. `match`: what a program lets titles be taken for, and `taken`: what
    they were; `titles`: what the page says of those that were asked for."""

    output_format: str
    day: datetime.date | None
    choice: ScopeChoice
    arrangement: Arrangement
    match: str = ""
    taken: Sequence[Taken] = ()
    titles: TitlesView | None = None

    @property
    def own(self) -> list[tuple[str, str]]:
        """The parameters of the page that are no place, release or day."""
        match = [(MATCH, self.match)] if self.match else []
        return [*match, *self.arrangement.own, *self.arrangement.given]

    def address(self, slugs: Sequence[str]) -> str:
        """The same for other sides; with one, it is the page of an occupation."""
        carried = self.arrangement.carried
        return in_format(slugs, self.output_format) + query_of([*self.own, *carried] if len(slugs) > 1 else carried)


PAGES = {"html": comparison_url, "sheet": sheet_url, "card": card_url}
"""Formats that have an address of their own instead of an ending."""


def in_format(slugs: Sequence[str], output_format: str) -> str:
    """With one side, the page or file of an occupation."""
    if page := PAGES.get(output_format):
        return page(slugs) if len(slugs) > 1 else occupation_url(slugs[0])
    address = comparison_url(slugs) if len(slugs) > 1 else occupation_url(slugs[0])
    return f"{address[:-1]}.{output_format}"


def compare(
    request: HttpRequest, slugs: Sequence[str], wanted: Wanted, found: ComparisonRows[LiveDocument] | None = None
) -> HttpResponse | None:
    """None if some of them are not public. `found`: them, if the query for today's editions was made before."""
    if wanted.day:
        return _on_day(request, slugs, wanted, wanted.day)
    if wanted.choice.given:
        return _in_place(request, slugs, wanted, found)
    if found is None and "If-None-Match" in request.headers:
        known = find_versions(slugs)
        if len(known.sides) < len(slugs):
            return None
        if has_current(request, etag := _etag(known, slugs, wanted)):
            return not_modified(etag)
    found = found or find(slugs)
    if len(found.sides) < len(slugs):
        return None
    etag = _etag(found, slugs, wanted)
    if has_current(request, etag):
        return not_modified(etag)
    return _response(request, assemble_for(request, found, slugs, wanted), etag, wanted)


def _on_day(request: HttpRequest, slugs: Sequence[str], wanted: Wanted, day: datetime.date) -> HttpResponse | None:
    """The sides as published on that day, without the editors' words, which are today's."""
    past = editions_on(day, slugs)
    if len(past.sides) < len(slugs):
        return not_yet(request, past, slugs, in_format(slugs, wanted.output_format))
    found = ComparisonRows(past.sides, PairWords())
    etag = etag_of(past.sentence, _etag(found, slugs, wanted))
    if has_current(request, etag):
        return not_modified(etag)
    assembled = assemble_for(request, found, slugs, wanted)
    return _response(request, assembled._replace(view=dated_view(assembled.view, past)), etag, wanted)


def _in_place(
    request: HttpRequest, slugs: Sequence[str], wanted: Wanted, found: ComparisonRows[LiveDocument] | None
) -> HttpResponse | None:
    """The sides with pay and employment for a place and a release. Two queries."""
    found = found or find(slugs)
    if len(found.sides) < len(slugs):
        return None
    scope = figures.read(wanted.choice, found.sides.values())
    if elsewhere := lead_on(request, wanted.choice, scope, request.path + query_of(wanted.own)):
        return elsewhere
    etag = etag_of(scope.version, _etag(found, slugs, wanted))
    if has_current(request, etag):
        return not_modified(etag)
    if scope.acts:
        found = found._replace(sides={slug: figures.placed(live, scope) for slug, live in found.sides.items()})
    return _response(request, assemble_for(request, found, slugs, wanted, scope), etag, wanted)


def assemble_for(
    request: HttpRequest,
    found: ComparisonRows[LiveDocument],
    slugs: Sequence[str],
    wanted: Wanted,
    scope: Scope = NOWHERE,
) -> ComparisonPage:
    site = site_of(request)
    pay = places(found, slugs) if wanted.output_format in ("html", *FILES) else ()  # others have no room for it
    return assemble(found, slugs, site, wanted.arrangement, scope, wanted.titles, wanted.taken, pay)


def _response(request: HttpRequest, assembled: ComparisonPage, etag: str, wanted: Wanted) -> HttpResponse:
    match wanted.output_format:
        case "sheet":
            content = handout.render(assembled)
        case "card":
            content = card.render_card(assembled)
        case "bib":
            content = cite(assembled.view, assembled.lives).bibtex
        case "png":
            return picture.answer(request, picture.svg(assembled), assembled.lives, etag)
        case "html":
            content = render(shared(assembled))
        case _:
            content = render(assembled, wanted.output_format)
    return with_validator(HttpResponse(content, content_type=CONTENT_TYPES[wanted.output_format]), etag)


def _etag(found: ComparisonRows[Side], slugs: Sequence[str], wanted: Wanted) -> str:
    asked = (repr(wanted.titles), repr(wanted.taken)) if wanted.titles or wanted.taken else ()
    versions = (found.sides[slug].version for slug in slugs)
    prepared = (found.prepared.get(slug, "") for slug in slugs)
    beside = (*found.words, found.spreads, *prepared, *asked)
    return etag_of(wanted.output_format, repr(wanted.arrangement), *versions, *beside)
