"""A short common name heads everything that shows an occupation; its official title stands beneath, once."""

import csv
import gzip
import io
import json
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from occupations.bulk import export
from occupations.models import Occupation
from occupations.publishing import publish
from tests.formats import having, parse, the, words
from tests.http.api import api_get, api_json
from tests.http.public import get, occupations, page, pair
from tests.http.test_json_ld import things_of

pytestmark = pytest.mark.django_db

TITLE = "Heating, air conditioning, and refrigeration mechanic or installer"
BENEATH = f"Official title: {TITLE}"


@pytest.fixture
def sides() -> tuple[Occupation, Occupation]:
    mechanic, cook = occupations("Mechanic", "Cook")
    mechanic.title, mechanic.common_name = TITLE, "HVAC mechanic"
    mechanic.save()
    publish.publish(mechanic)
    return mechanic, cook


def tree(address: str) -> Element:
    return the(parse(get(address).content.decode()), "body")


def test_the_page_is_headed_by_the_name_with_the_official_title_beneath(sides):
    mechanic, _ = sides
    text = get(page(mechanic)).content.decode()
    assert "<title>HVAC mechanic: pay, outlook, education and skills – Careersite</title>" in text
    body = tree(page(mechanic))
    assert words(next(body.iter("h1"))) == "HVAC mechanic"
    assert [words(line) for line in having(body, "official")] == [BENEATH]
    assert words(body).count(TITLE) == 1
    assert words(having(body, "gist")[0]).startswith("HVAC mechanics earn a median of $40,000 a year")


def test_a_page_without_a_common_name_has_no_line_beneath(sides):
    assert having(tree(page(sides[1])), "official") == []


def test_sides_of_a_comparison_are_named_so_and_the_official_title_stands_in_the_head_once(sides):
    body = tree(pair(*sides))
    assert words(next(body.iter("h1"))) == "HVAC mechanic vs Cook"
    assert words(body).count(TITLE) == 1
    assert words(having(body, "officials")[0]) == f"Official title of HVAC mechanic: {TITLE}"


@pytest.mark.parametrize("address", ["/occupations/", "/explore/", "/categories/food-and-drink/"])
def test_lists_show_the_name(sides, address):
    text = words(tree(address))
    assert "HVAC mechanic" in text
    assert TITLE not in text


@pytest.mark.parametrize("q", ["HVAC", "refrigeration mechanic"])
def test_the_table_is_searched_for_words_of_both(sides, q):
    found = api_json(f"occupations/?q={q}&fields=title,official_title")["results"]
    assert found == [{"slug": sides[0].slug, "title": "HVAC mechanic", "official_title": TITLE}]


def test_the_api_has_both_names_wherever_it_describes_an_occupation(sides):
    mechanic, cook = sides
    names = {"title": "HVAC mechanic", "official_title": TITLE}
    body = api_json(f"occupations/{mechanic.slug}/")
    assert {name: body[name] for name in (*names, "plural")} == {**names, "plural": "HVAC mechanics"}
    compared = api_json(f"comparisons/?occupations={mechanic.slug},{cook.slug}")
    assert [{name: side[name] for name in names} for side in compared["sides"]] == [
        names,
        {"title": "Cook", "official_title": "Cook"},
    ]
    for listed in (
        api_json("occupations/")["results"][1],
        api_json("search/?q=hvac mechanic")["results"][0],
        json.loads(_match("HVAC mechanic"))["results"][0]["matches"][0],
    ):
        assert {name: listed[name] for name in names} == names


def _match(title: str) -> bytes:
    body = json.dumps({"titles": [title]})
    return Client().post("/api/v1/titles/match/", body, content_type="application/json").content


def test_files_of_a_page_say_the_official_title_once(sides):
    mechanic, cook = sides
    for address, line in (
        (page(mechanic, "md"), BENEATH),
        (pair(mechanic, cook, output_format="md"), f"Official title of HVAC mechanic: {TITLE}"),
    ):
        text = get(address).content.decode()
        assert text.count(TITLE) == 1
        assert line in text.splitlines()
    rows = csv.DictReader(io.StringIO(get(page(mechanic, "csv")).content.decode()))
    assert [(row["section"], row["text"]) for row in rows if TITLE in row["text"]] == [("summary", BENEATH)]


def test_machines_learn_the_official_title_as_another_name(sides):
    occupation = things_of(page(sides[0]))["Occupation"]
    assert (occupation["name"], occupation["alternateName"]) == ("HVAC mechanic", [TITLE])


def test_all_occupations_at_once_have_both(sides, settings, tmp_path):
    settings.VAR = tmp_path
    name = export.make().name
    lines = gzip.decompress(api_get(f"bulk/{name}/occupations.jsonl.gz").getvalue()).splitlines()
    assert [(row["title"], row["official_title"]) for row in map(json.loads, lines)] == [
        ("Cook", "Cook"),
        ("HVAC mechanic", TITLE),
    ]


def test_the_page_of_the_name_as_a_job_title_says_whose_it_is(sides):
    answer = json.loads(get("/titles/hvac-mechanic.json").content)
    assert [(one["title"], one["official_title"], one["said_by"]) for one in answer["occupations"]] == [
        ("HVAC mechanic", TITLE, "title")
    ]
    assert "its title here" in words(tree("/titles/hvac-mechanic/"))
