"""The answer to a title in words: one first answer, whoever asks, and pages that say how sure it is."""

import json
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client

from occupations.search.engine import BANDS, find
from occupations.search.suggesting import suggest
from tests.answers import Answer
from tests.formats import having, parse, words
from tests.http.api import api_json
from tests.http.conftest import Demo
from tests.http.public import get

HEADINGS = {
    "match": "Match: {}",
    "probably": "Probably: {}",
    "choice": "Could be one of these",
    "ideas": "Nothing close; nearest ideas",
    "not_a_title": "We do not recognize this as a job title",
}
TITLES = (
    "Registered nurse",
    "RN",
    "Senior accountant",
    "developer",
    "service manager",
    "servce manger",
    "electrican",
    "Maestra de primaria",
    "enginer",
    "engineer",
    "operator",
    "marketing",
    "manager",
    "team lead",
    "analyst",
    "scientist",
    "pilot",
    "police",
    "London",
    "team player",
)
OTHER = "Lawyer"


def shown(response: Answer) -> tuple[str, str]:
    """The heading of the answer on a page, and the address of its first choice."""
    (answer,) = having(parse(response.content.decode()), "title-answer")
    heading = answer.find("h2")
    choices = (link.get("href", "") for results in having(answer, "results") for link in results.iter("a"))
    return "" if heading is None else words(heading), next(choices, "")


def first_choice(response: Answer) -> str:
    """The address of the first choice on a page."""
    return next(having(parse(response.content.decode()), "results")[0].iter("a")).get("href", "")


@pytest.mark.parametrize("typed", TITLES)
def test_all_who_ask_get_the_same_first_answer(demo: Demo, typed: str):
    found = find(typed)
    slug = found.best[0].slug if found.best else ""
    title = demo.titles.get(slug, "")
    heading = HEADINGS[found.band].format(title)
    if found.band == "choice" and len(found.best) == 1:
        heading = "Could be this one"
    address = f"/occupations/{slug}/" if slug else ""
    words_in_address = typed.lower().replace(" ", "-")

    searched = api_json(f"search/?q={quote(typed)}")
    first = [one["slug"] for one in searched["results"] or searched["near_results"]][:1]
    assert (searched["band"], first) == (found.band, [slug] if slug else [])

    body = json.dumps({"titles": [typed]})
    response = Client().post("/api/v1/titles/match/", body, content_type="application/json")
    (matched,) = json.loads(response.content)["results"]
    first = [one["slug"] for one in matched["matches"] or matched["near_matches"]][:1]
    assert (matched["band"], first) == (found.band, [slug] if slug else [])

    assert [hit.slug for hit in suggest(typed, 8)][:1] == ([slug] if slug else [])
    assert shown(get(f"/search/?q={quote(typed)}")) == (heading, address)

    there = get(f"/occupations/{words_in_address}/")
    if words_in_address in demo.titles:
        assert there.status_code == 200
    elif found.meant:
        assert (there.status_code, urlsplit(there["Location"]).path) == (302, address)
    else:
        assert there.status_code == (200 if found.hits else 404)
        said, link = shown(there)
        assert (said, urlsplit(link).path) == (heading, address)

    compared = get(f"/compare/{words_in_address}-vs-lawyer/")
    if words_in_address in demo.titles:
        assert compared.status_code == 200
    elif found.meant:
        assert (compared.status_code, urlsplit(compared["Location"]).path) == (302, f"/compare/{slug}-vs-lawyer/")
    elif found.hits:
        assert compared.status_code == 200
        assert slug in first_choice(compared)
    else:
        assert compared.status_code == 404
        assert shown(compared) == (heading, f"/compare/{slug}-vs-lawyer/" if slug else "")

    picked = get(f"/compare/?a={quote(typed)}&b={OTHER}")
    if found.hits:  # to the occupations, or to the page that asks
        asks = "" if found.meant or words_in_address in demo.titles else words_in_address
        assert picked.status_code == 302
        assert urlsplit(picked["Location"]).path == f"/compare/{asks or slug}-vs-lawyer/"
    else:
        assert picked.status_code == 200
        query = parse_qs(urlsplit(shown(picked)[1]).query)
        assert query == ({"a": [title], "b": [OTHER]} if slug else {})


def test_the_form_shows_the_same_choices_where_one_title_alone_is_typed(demo: Demo):
    for typed in TITLES:
        found = find(typed)
        picked = get(f"/compare/?a={quote(typed)}")
        if not found.meant and found.best:
            assert parse_qs(urlsplit(shown(picked)[1]).query) == {"a": [demo.titles[found.best[0].slug]]}, typed


def test_these_titles_are_answered_in_all_bands(demo: Demo):
    assert {find(typed).band for typed in TITLES} == set(BANDS)


def test_only_a_match_of_what_was_typed_is_taken_without_asking(demo: Demo):
    assert {typed for typed in TITLES if find(typed).meant} == {
        typed for typed in TITLES if find(typed).band == "match" and not find(typed).read_as
    }
    assert find("servce manger").band == "match"
