"""The pages of elements of the O*NET content model, by their codes."""

import csv
import io
import re

import pytest

from occupations.directory import elements
from occupations.directory.elements import Element, Elements, groups_of, in_order
from occupations.models import Occupation
from occupations.publishing import publish
from tests.formats import parse, words
from tests.http.public import get, occupations
from tests.occupations import factories as make
from tests.queries import cost

pytestmark = pytest.mark.django_db
READING = "/codes/onet-element/2.A.1.a/"
ITEMS = (
    ("skill_importance", "Reading", "2.A.1.a"),
    ("skill_importance", "Listening", "2.A.1.b"),
    ("skill_importance", "Repairing", "2.B.3.l"),
    ("knowledge_importance", "Food production", "2.C.2.b"),
    ("knowledge_importance", "Law", "2.C.10.a"),
)


def rated(*made: Occupation) -> list[Occupation]:
    """The first has the lowest ratings. Each has an interest, which is not rated."""
    release = make.release()
    for number, one in enumerate(made):
        for metric, name, code in ITEMS:
            make.figure(metric, 3 + number / 100, label=name, part_code=code, occupation=one, release=release)
        make.figure("interest", label="Realistic", part_code="1.B.1.a", occupation=one, release=release)
    publish.publish_all(list(made))
    return list(made)


@pytest.fixture
def cooks() -> list[Occupation]:
    return rated(*occupations("Cook", "Chef", "Baker"))


def page(address: str):
    response = get(address)
    assert response.status_code == 200
    return parse(response.content.decode())


def lists(address: str) -> dict[str, list[str]]:
    """What the page has besides occupations: heading → links."""
    sections = [one for one in page(address).iter("section") if one.get("id") is None]
    return {words(one.find("h2")): [words(link) for link in one.iter("a")] for one in sections}


def test_an_element_says_what_it_is_and_who_has_it_most(cooks):
    tree = page(READING)
    assert words(tree.find(".//h1")) == "2.A.1.a Reading"
    rows = [[words(cell) for cell in row] for row in tree.find(".//tbody")]
    assert rows == [[title, "3.0 out of 5"] for title in ("Baker", "Chef", "Cook")]
    (count,) = [one for one in tree.iter("p") if one.get("class") == "quiet" and words(one).startswith("3 in all")]
    assert words(count) == "3 in all. Agency, Survey of cooks, 2024, 2024."
    (intro,) = [one for one in tree.iter("p") if one.get("class") == "intro"]
    assert words(intro).startswith("O*NET content model, skill. How important the skill is to the work")
    assert [link.get("href") for link in intro.iter("a")] == ["/skills/reading/"]
    assert 'href="/codes/onet-element/2.A.1.a/"' in get("/skills/reading/").content.decode()


def test_an_element_names_all_releases_that_its_ratings_are_from(cooks):
    new = make.occupation("Waiter")
    later = make.release(make.dataset(source="Survey of waiters"), 2025, title="second")
    make.figure("skill_importance", 5, label="Reading", part_code="2.A.1.a", occupation=new, release=later)
    publish.publish(new)
    said = "4 in all. Agency, Survey of cooks, 2024, 2024; Agency, Survey of waiters, second, 2025."
    assert said in get(READING).content.decode()


def test_an_element_leads_to_what_is_around_it(cooks):
    assert lists(READING) == {
        "Also in 2.A.1": ["2.A.1.b Listening"],
        "Wider groups": ["2.A.1 Reading, Listening", "2.A Reading, Listening"],
    }
    assert lists("/codes/onet-element/2.C/") == {"In this group": ["2.C.2 Food production", "2.C.10 Law"]}
    assert lists("/codes/onet-element/2.A.1/") == {
        "In this group": ["2.A.1.a Reading", "2.A.1.b Listening"],
        "Wider groups": ["2.A Reading, Listening"],
    }
    assert "do not name this group" in get("/codes/onet-element/2.A.1/").content.decode()


def test_an_interest_has_no_ratings(cooks):
    tree = page("/codes/onet-element/1.B.1.a/")
    assert [[words(cell) for cell in row] for row in tree.find(".//tbody")] == [["Baker"], ["Chef"], ["Cook"]]
    assert [words(cell) for cell in tree.find(".//thead/tr")] == ["Occupation"]
    assert "type of interest" in get("/codes/onet-element/1.B.1.a/").content.decode()


def test_codes_lead_to_elements_however_they_are_written(cooks):
    assert (get("/codes/?q=2.a.1.A")["Location"], get("/codes/onet-element/2.a.1.A/")["Location"]) == (READING, READING)
    links = re.findall(r'href="(/codes/onet-element/[^"]+)"', get("/codes/").content.decode())
    assert links == [f"/codes/onet-element/{code}/" for code in ("1.B", "2.A", "2.B", "2.C")]
    assert {get(link).status_code for link in links} == {200}


def test_items_on_the_page_of_an_occupation_lead_to_their_codes(cooks):
    make.figure("major_fields", label="Culinary arts", part_code="12.0503", occupation=cooks[0], release=make.release())
    publish.publish(cooks[0])
    links = {words(link): link.get("href") for link in page("/occupations/cook/").iter("a")}
    assert (links["Reading"], links["Culinary arts"]) == (READING, "/codes/cip/12.0503/")
    assert links["Realistic"] == "/codes/onet-element/1.B.1.a/"
    assert "Tool 0" not in links  # technology has no codes


def test_unknown_elements_are_not_found_and_what_is_withdrawn_is_left_out(cooks):
    response = get("/codes/onet-element/9.Z.9/")
    assert response.status_code == 404
    assert 'href="/codes/onet-element/2.A/"' in response.content.decode()
    for one in cooks[1:]:
        publish.withdraw(one, "Gone.")
    assert [[words(cell) for cell in row] for row in page(READING).find(".//tbody")] == [["Cook", "3.0 out of 5"]]
    publish.withdraw(cooks[0], "Gone.")
    assert get(READING).status_code == 404


def test_only_the_first_are_named_and_no_database_is_asked_at_any_size(cooks, monkeypatch):
    get(READING)
    first = cost(READING)
    monkeypatch.setattr(elements, "MOST", 4)
    rated(*occupations(*(f"Waiter {number:02}" for number in range(20))))
    get(READING)
    assert cost(READING) == first
    assert first[:2] == (200, 0)
    tree = page(READING)
    assert [words(row.find("th")) for row in tree.find(".//tbody")] == [f"Waiter {n}" for n in (19, 18, 17, 16)]
    assert "The first 4 of 23." in get(READING).content.decode()


@pytest.mark.parametrize("address", ["/occupations/cook.csv", "/compare/cook-vs-chef.csv"])
def test_the_csv_of_pages_has_the_code_beside_the_item(cooks, address):
    lines = list(csv.DictReader(io.StringIO(get(address).content.decode(), newline="")))
    found = {(line["part"], line["part_code"]) for line in lines if line["part"]}
    assert {("Reading", "2.A.1.a"), ("Realistic", "1.B.1.a")} <= found
    assert {line["part_code"] for line in lines if line["metric"] == "technology"} <= {""}


def test_groups_are_the_beginnings_of_a_code():
    assert groups_of("2.A.1.a") == ["2.A.1", "2.A"]
    assert groups_of("2.C.10") == ["2.C"]
    assert groups_of("2.C") == []
    some = [
        Element(code, name, "interest", 0, (), ()) for code, name in (("2.A.1", "A"), ("2.A.2", "B"), ("2.A.3", "C"))
    ]
    known = Elements({one.code: one for one in some}, {})
    assert (known.name("2.A"), known.name("2.A.3")) == ("A, B and 1 more", "C")
    assert sorted(["2.C.10", "2.C.2", "2.A.1.b", "2.A.1"], key=in_order) == ["2.A.1", "2.A.1.b", "2.C.2", "2.C.10"]
