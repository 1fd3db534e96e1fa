"""Finding occupations by what people call them: one query, or a hundred job titles at once."""

import unicodedata
from typing import Any

import msgspec
from django.http import HttpResponse

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.problems import Problem
from occupations.api.renderers import render_list
from occupations.api.schemas import search as schemas
from occupations.links import category_link, occupation_link
from occupations.rendering.http import CONTENT_TYPES, site_of
from occupations.rendering.json_members import fit_json
from occupations.search.engine import LONGEST_QUERY, Found, Hit, find, match
from occupations.search.reading.words import fold


class Search(Endpoint):
    """Occupations that a title, a job title or a code may mean, likeliest first, with the confidence that each is
    meant. `band` says in a word how sure the first is: `match`, `probably`, `choice` (it could be any of these),
    `ideas` (nothing is close), `not_a_title`. With `ideas`, `near_results` has the closest titles. `by_editors`: our
    editors have said what the title means, or that nothing matches."""

    summary = "Search by title"
    tag = "Search"
    shape = schemas.SearchResults
    leads = {"occupation_detail": {"slug": "/results/0/slug"}}
    parameters = (
        parameters.text("q", "A title, or words from one.", LONGEST_QUERY, required=True, example="nurse"),
        parameters.whole("limit", "Largest number of results.", 1, 20, 20),
    )

    def answer(self, params: dict[str, Any]) -> Answer:
        query = " ".join(params["q"].split())
        found = find(query, params["limit"])
        site = site_of(self.request)
        data = {
            "query": query,
            "results": [_hit(hit, site) for hit in found.hits],
            "near_results": [_hit(hit, site) for hit in found.near],
            "band": found.band,
            "by_editors": found.by_editors,
        }
        return self.listing(f"Search for {query}", data)


def _hit(hit: Hit, site: str) -> dict[str, Any]:
    return {
        **occupation_link(site, hit.slug, hit.title),
        "official_title": hit.official_title,
        "category": category_link(site, hit.category_slug, hit.category),
        "why": hit.why or None,
        "confidence": round(hit.confidence, 3),
    }


LARGEST = 256 * 1024  # bytes of a body
_NEAR = 3  # ideas where there is no match
_WORDINGS = 5


class TitlesMatch(Endpoint):
    """Up to a hundred job titles in one call. Each gets the occupations it may mean, likeliest first, with their codes
    in official statistics. `confidence` is the probability that the first match is right, measured on titles of many
    kinds; `band` says it in a word (as in the search). `reading` shows what was set aside (level, contract, place) and
    other wordings that were tried. `matched_by` says how a name matched: `exact`, the occupation's own title;
    `alternate`, another title of it; `editor`, our editors have chosen it; `similar`, a similar title. `score` is the
    similarity of the two titles, from 0 to 100. A title that cannot be read has an `error`; the others are answered.
    `version` is that of the model."""

    summary = "Match job titles to occupations and codes"
    tag = "Search"
    http_method_names = ["post", "options"]
    shape = schemas.TitleMatches
    body = schemas.Titles
    refusals = ("413", "415")
    parameters = (parameters.whole("limit", "Largest number of occupations for each title.", 1, 5, 3),)
    cost = 5

    def post(self, request) -> HttpResponse:
        titles = self._body().titles
        errors = [_error(title) for title in titles]
        readable = [str(title) for title, error in zip(titles, errors, strict=True) if not error]
        found, version = match(readable, self.params["limit"])
        answers = iter(found)
        results = [
            _refused(title, error) if error else _result(str(title), next(answers), site_of(request))
            for title, error in zip(titles, errors, strict=True)
        ]
        output_format = request.accepted_renderer.format
        content = render_list(output_format, "Titles", {"results": results, "version": version}, self.shape)
        return HttpResponse(content, content_type=CONTENT_TYPES[output_format])

    def _body(self) -> schemas.Titles:
        """What was sent. Raises Problem."""
        request = self.request._request
        if request.content_type != "application/json":
            raise Problem("unsupported-media-type", "Send application/json.", allowed=["application/json"])
        try:
            if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
                raise Problem("too-large", f"The body may have up to {LARGEST:,} bytes.")
            return _titles.decode(request.body)
        except (msgspec.ValidationError, msgspec.DecodeError, UnicodeError, ValueError) as why:
            form = '{"titles": ["…", …]}, 1 to 100 of 1 to 120 characters each'
            raise Problem("invalid-body", f"{why}.", allowed_form=form) from None


def _error(title: schemas.Given) -> str:
    """Why this title alone is refused; empty where it can be read."""
    if not isinstance(title, str):
        return "A title must be text."
    if not 1 <= len(title) <= LONGEST_QUERY:
        return f"A title must have 1 to {LONGEST_QUERY} characters."
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in title):
        return "A title cannot have control characters."
    return "" if fold(title) else "A title needs letters or digits."


def _refused(title: schemas.Given, error: str) -> dict[str, Any]:
    return {
        "query": "" if title is None else str(title)[:LONGEST_QUERY],
        "error": error,
        "read_as": None,
        "reading": None,
        "confidence": 0.0,
        "band": None,
        "no_match": True,
        "by_editors": False,
        "matches": [],
        "near_matches": [],
    }


def _result(title: str, found: Found, site: str) -> dict[str, Any]:
    words = " ".join(found.title.core) if found.title else ""
    return {
        "query": title,
        "error": None,
        "read_as": found.read_as or None,
        "reading": found.title
        and {
            "words": words,
            "set_aside": [{"text": one.text, "kind": one.kind} for one in found.title.set_aside],
            "wordings": list(dict.fromkeys(" ".join(one.words) for one in found.title.readings if one.table))[
                :_WORDINGS
            ],
        },
        "confidence": round(found.confidence, 3),
        "band": found.band,
        "no_match": not found.hits,
        "by_editors": found.by_editors,
        "matches": [_match(hit, site) for hit in found.hits],
        "near_matches": [_match(hit, site) for hit in found.near[:_NEAR]],
    }


def _match(hit: Hit, site: str) -> dict[str, Any]:
    return {
        **occupation_link(site, hit.slug, hit.title),
        "official_title": hit.official_title,
        "matched_title": hit.name,
        "matched_by": hit.quality,
        "score": round(100 * min(hit.similarity, 1.0), 1),
        "confidence": round(hit.confidence, 3),
        "records": [fit_json(key, quality) for key, quality in sorted(hit.records.items())],
    }


_titles = msgspec.json.Decoder(schemas.Titles)
