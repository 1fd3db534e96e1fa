"""Finding occupations by what people call them: one query, or a hundred job titles at once."""

from typing import Any

from occupations.api import parameters, shapes
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.faces import list_face, to_json
from occupations.page import occupation_url
from occupations.search import LONGEST_QUERY, Hit, near, search


class Search(Endpoint):
    """Occupations by title or another name, best first: the same name, then the same beginning, then all words, then
    misspelt. Where nothing is found, `near` has what looks most alike."""

    summary = "Search by title"
    tag = "Search"
    shape = shapes.SearchResults
    leads = {"occupation_detail": {"slug": "/results/0/slug"}}
    parameters = (
        parameters.text("q", "A title, or words of one.", LONGEST_QUERY, required=True, example="nurse"),
        parameters.whole("limit", "How many at most.", 1, 20, 20),
    )

    def answer(self, asked: dict[str, Any]) -> Answer:
        query = " ".join(asked["q"].split())
        hits = search(query, asked["limit"])
        data = {
            "query": query,
            "results": [_hit(hit) for hit in hits],
            "near": [] if hits else [_hit(hit) for hit in near(query)],
        }
        return Answer((to_json(data).decode(),), lambda face: list_face(face, f"Search for {query}", data))


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "slug": hit.slug,
        "title": hit.title,
        "url": occupation_url(hit.slug),
        "category": hit.category,
        "why": hit.why or None,
    }
