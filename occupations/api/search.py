"""Finding occupations by what people call them: one query, or a hundred job titles at once."""

from typing import Any

import msgspec
from django.http import HttpResponse

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.problems import Problem
from occupations.api.renderers import render_list, to_json
from occupations.api.schemas import search as schemas
from occupations.links import occupation_url
from occupations.rendering.http import CONTENT_TYPES
from occupations.search.matching import match
from occupations.search.query import LONGEST_QUERY, Hit, find


class Search(Endpoint):
    """Occupations by title or job title, best match first: the same title, then titles that begin alike, then titles
    with all words, then corrected spellings. If nothing is found, `near` has the closest titles."""

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
        data = {
            "query": query,
            "results": [_hit(hit) for hit in found.hits],
            "near": [_hit(hit) for hit in found.near],
        }
        return Answer(
            (to_json(data).decode(),), lambda output_format: render_list(output_format, f"Search for {query}", data)
        )


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "slug": hit.slug,
        "title": hit.title,
        "url": occupation_url(hit.slug),
        "category": hit.category,
        "why": hit.why or None,
    }


LARGEST = 64 * 1024  # bytes of a body


class TitlesMatch(Endpoint):
    """Up to a hundred job titles in one call. Each gets the occupations it may mean, best match first, with their codes
    in official statistics. `quality` says how a title matched: `exact`, the occupation's own title; `alternate`,
    another title of it; `words`, a title with all of the words, spelling corrected; `similar`, a similar title. `score`
    is the similarity of the two titles, from 0 to 100."""

    summary = "Match job titles to occupations and codes"
    tag = "Search"
    http_method_names = ["post", "options"]
    shape = schemas.TitleMatches
    body = schemas.Titles
    refusals = ("413", "415")
    parameters = (parameters.whole("limit", "Largest number of occupations for each title.", 1, 5, 3),)
    cost = 5

    def post(self, request) -> HttpResponse:
        params = self._body()
        results = match([" ".join(title.split()) for title in params.titles], self.params["limit"])
        data = {"results": [{"query": title, **one} for title, one in zip(params.titles, results, strict=True)]}
        output_format = request.accepted_renderer.format
        headers = {"Cache-Control": "no-store"}
        return HttpResponse(
            render_list(output_format, "Titles", data), content_type=CONTENT_TYPES[output_format], headers=headers
        )

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
            raise Problem("invalid-body", f"{why}.", allowed=form) from None


_titles = msgspec.json.Decoder(schemas.Titles)
