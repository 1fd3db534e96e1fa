"""Where the answer flips: on the page, in the files, in the table of all places; what it costs, and who sees it."""

import csv
import io
import json

import pytest

from comparisons.place_table import ROWS
from occupations.models import Occupation, PlacePay
from occupations.publishing import publish
from occupations.rendering import live, live_places
from tests.formats import having, parse, words
from tests.http.places import AKRON, Survey, release, survey
from tests.http.public import get, pair
from tests.occupations import factories as make
from tests.queries import cost

pytestmark = pytest.mark.django_db


def pay(median: int | None, employment: int = 1_000, error: float = 1) -> dict:
    if median is None:
        return {"suppressed": ["annual_median", "annual_mean"], "employment": employment}
    return {"annual_median": median, "annual_mean": median, "mean_rse": error, "employment": employment}


STATES = {
    "01": ("Alabama", 40_000, 50_000),
    "02": ("Alaska", 60_000, 50_000),
    "04": ("Arizona", 50_000, 50_100),
    "05": ("Arkansas", 40_000, None),
    "06": ("California", 40_000, 60_000),
}
METROS = {
    "11500": ("Anniston-Oxford, AL", 40_000, 50_000),
    "17020": ("Chico, CA", 60_000, 50_000),
    "38660": ("Ponce, PR", 40_000, 50_000),
}


def flipping(more: int = 0) -> Survey:
    """The survey of places with pay in states and metropolitan areas of one more release; `more`: as many further
    areas where chefs earn more."""
    made = survey()
    states = release(make.dataset("states", source="Wage survey"), 2025)
    metros = release(made.metropolitan.dataset, 2025)
    further = {f"5{number:04}": (f"Town {number}, OH", 40_000, 50_000) for number in range(more)}
    for kind, of, rows in (("state", states, STATES), ("metro", metros, METROS | further)):
        for code, (name, cooks, chefs) in rows.items():
            area = make.area(name, code, kind)
            make.wages(of, {made.cooks: pay(cooks, 3_000), made.chefs: pay(chefs)}, area=area)
        for record in (made.cooks, made.chefs):
            make.figure(f"top_{kind}", 60_000, label="Alaska", record=record, release=of)
    publish.publish_all([Occupation.objects.get(pk=one.pk) for one in made.sides])
    return made


SENTENCE = (
    "Chefs earn more in 2 of 4 states (1 too close to call) and in 1 of 2 metropolitan areas; cooks in 1 state and in 1 "
    "metropolitan area."
)


SVG = "{http://www.w3.org/2000/svg}"


def section(address: str):
    found = having(parse(get(address).content.decode()), "flips")
    return found[0] if found else None


def test_the_page_says_where_the_answer_flips():
    made = flipping()
    part = section(pair(*made.sides))
    text = words(part)
    assert SENTENCE in text
    assert "Medians for May 2025, not adjusted for what living costs there." in text
    assert "Where cooks earn more" in text
    links = {words(link): link.get("href") for link in part.iter("a")}
    assert links == {
        "All places in a table": "/compare/cook-vs-chef/places/",
        "Alaska": "/compare/cook-vs-chef/?place=state-02",
        "Chico, CA": "/compare/cook-vs-chef/?place=metro-17020",
    }
    assert "Alaska $10,000 more; 3,000 cooks and 1,000 chefs employed" in text
    assert "Not counted: 1 state where the survey does not publish a median with its error for both." in text
    assert "of 1 area, chefs earn more in 1" in text


def test_the_map_has_every_state_once_and_says_in_a_sentence_what_it_shows():
    made = flipping()
    (drawing,) = [one for one in section(pair(*made.sides)).iter(f"{SVG}svg") if one.get("role") == "img"]
    tiles = {group.get("class"): [text.text for text in group.iter(f"{SVG}text")] for group in drawing.iter(f"{SVG}g")}
    assert tiles["lead"] == ["CA", "AL"]
    assert tiles["other"] == ["AK"]
    assert tiles["close"] == ["AZ"]
    assert "AR" in tiles["none"]
    every = [letters for group in tiles.values() for letters in group]
    assert (len(every), len(set(every))) == (51, 51)
    described = {one.get("id"): one.text for one in drawing if one.get("id")}
    assert [described[name] for name in drawing.get("aria-labelledby").split()] == [
        "Map: who earns more in each state, cooks or chefs",
        "Cooks earn more in Alaska; chefs earn more in 2; too close to call in Arizona; no median for both in Arkansas.",
    ]
    legend = [words(one) for one in having(section(pair(*made.sides)), "flips-legend")[0].iter("li")]
    assert legend == [
        "Chefs earn more 2",
        "Cooks earn more 1",
        "Too close to call 1",
        "No median published for both 47",
    ]


def test_the_data_have_the_same_counts_and_schema_on_page_and_api():
    made = flipping()
    data = json.loads(get(pair(*made.sides, output_format="json")).content)["where_it_flips"]
    api = json.loads(get("/api/v1/comparisons/?occupations=cook,chef").content)["where_it_flips"]
    assert data == api
    assert data["sentence"] == SENTENCE
    assert (data["period_start"], data["period_end"]) == ("2025-05-01", "2025-05-31")
    assert data["states"] == {
        "places_count": 4,
        "highest_counts": {"cook": 1, "chef": 2},
        "same_count": 1,
        "too_uncertain_count": 0,
        "not_published_count": 1,
        "jobs_covered_percent": {"cook": None, "chef": None},
    }
    assert data["territories"]["highest_counts"] == {"cook": 0, "chef": 1}


def test_three_sides_have_a_sentence_and_no_map():
    made = flipping()
    bakers = make.record("51-3011", title="Bakers")
    baker = make.occupation("Baker")
    make.classify(baker, bakers)
    releases = {
        one.title: one for one in Occupation.objects.get(pk=made.cook.pk).live.releases.filter(title="May 2025")
    }
    assert releases
    for of in Occupation.objects.get(pk=made.cook.pk).live.releases.filter(title="May 2025"):
        for kind, rows in (("state", STATES), ("metro", METROS)):
            if kind in of.dataset.key:
                for code, (name, *_) in rows.items():
                    make.wages(of, {bakers: pay(70_000)}, area=make.area(name, code, kind))
                make.figure(f"top_{kind}", 70_000, label="Alaska", record=bakers, release=of)
    publish.publish(baker)
    part = section(pair(*made.sides, baker))
    assert "Bakers earn the most in all 4 states" in words(part)
    assert not [one for one in part.iter(f"{SVG}svg") if one.get("role") == "img"]


def test_nothing_is_said_where_official_statistics_do_not_separate_the_sides_or_the_pay_is_a_group_s():
    made = flipping()
    pastry = make.occupation("Pastry chef")
    make.classify(pastry, made.chefs, "narrower")
    publish.publish(pastry)
    for other in (made.chef, made.cook):
        assert section(pair(other, pastry)) is None
        assert json.loads(get(pair(other, pastry, output_format="json")).content)["where_it_flips"] is None


def test_nothing_is_said_without_places():
    made = survey()
    assert section(pair(*made.sides)) is None
    assert get("/compare/cook-vs-chef/places/").status_code == 404


# The table of all places


def rows_of(address: str) -> list[list[str]]:
    tree = parse(get(address).content.decode())
    return [
        [words(cell) for cell in row if cell.tag in ("th", "td")]
        for table in having(tree, "by-place")
        for row in table.iter("tr")
        if row.find("td") is not None
    ]


def test_the_table_has_every_place_by_the_gap_and_leads_to_the_comparison_there():
    made = flipping()
    address = "/compare/cook-vs-chef/places/"
    assert rows_of(address) == [
        ["California", "$40,000 3,000 employed", "$60,000 1,000 employed", "Chefs earn $20,000 more"],
        ["Alabama", "$40,000 3,000 employed", "$50,000 1,000 employed", "Chefs earn $10,000 more"],
        ["Arizona", "$50,000 3,000 employed", "$50,100 1,000 employed", "About the same"],
        ["Alaska", "$60,000 3,000 employed", "$50,000 1,000 employed", "Cooks earn $10,000 more"],
        ["Arkansas", "$40,000 3,000 employed", "not published 1,000 employed", "Not published for both"],
        ["Anniston-Oxford, AL", "$40,000 3,000 employed", "$50,000 1,000 employed", "Chefs earn $10,000 more"],
        ["Ponce, PR", "$40,000 3,000 employed", "$50,000 1,000 employed", "Chefs earn $10,000 more"],
        ["Chico, CA", "$60,000 3,000 employed", "$50,000 1,000 employed", "Cooks earn $10,000 more"],
    ]
    page = get(address).content.decode()
    assert SENTENCE in page
    assert 'content="noindex,follow"' in page
    assert 'href="/compare/cook-vs-chef/?place=state-06"' in page
    assert get("/compare/cook-vs-chef/?place=state-06").status_code == 200
    assert made


def test_the_table_of_a_state_has_its_areas():
    flipping()
    assert [row[0] for row in rows_of("/compare/cook-vs-chef/places/?state=CA")] == ["California", "Chico, CA"]
    assert [row[0] for row in rows_of("/compare/cook-vs-chef/places/?state=al")] == ["Alabama", "Anniston-Oxford, AL"]
    text = get("/compare/cook-vs-chef/places/?state=<b>").content.decode()
    assert "We have no state “&lt;B&gt;”; all are shown." in text


def test_a_long_table_has_pages():
    flipping(more=ROWS)
    first, second = (rows_of(f"/compare/cook-vs-chef/places/{query}") for query in ("", "?page=2"))
    assert (len(first), len(second)) == (len(STATES) + ROWS, len(METROS))
    assert not {row[0] for row in first} & {row[0] for row in second}
    assert "There is no page “9”" in get("/compare/cook-vs-chef/places/?page=9").content.decode()


def test_the_files_have_the_same_rows_with_numbers():
    flipping()
    data = json.loads(get("/compare/cook-vs-chef/places.json").content)
    assert [one["outcome"] for one in data["places"]] == [
        "higher", "lower", "same", "missing", "higher", "higher", "lower", "higher",
    ]  # fmt: skip
    assert data["places"][0] == {
        "key": "state-01",
        "kind": "state",
        "code": "01",
        "name": "Alabama",
        "api_url": "http://testserver/api/v1/places/state-01/",
        "page_url": "http://testserver/places/state-01-alabama/",
        "outcome": "higher",
        "highest": "chef",
        "sides": {
            slug: {
                "employees": employed,
                "pay_median": median,
                "pay_mean": median,
                "pay_mean_rse_percent": 1.0,
            }
            for slug, employed, median in (("cook", 3_000, 40_000), ("chef", 1_000, 50_000))
        },
    }
    table = list(csv.DictReader(io.StringIO(get("/compare/cook-vs-chef/places.csv").content.decode())))
    names = ("kind", "occupation", "pay_median", "because", "unit", "employees", "text")
    assert [[one[name] for name in names] for one in table if one["place_name"] == "Arkansas"] == [
        ["state", "cook", "40000", "", "usd_year", "3000", "not published for both"],
        ["state", "chef", "", "not published", "usd_year", "1000", "not published for both"],
    ]
    assert {one["release"] == "" or "@" in one["release"] for one in table} == {True}
    assert SENTENCE in [one["text"] for one in table if not one["place"]]


@pytest.mark.parametrize("address", ["cook-vs-zzzz", "cook", "cook-vs-cook", "zzzz-vs-chef"])
def test_a_table_of_what_is_no_comparison_leads_to_the_page_that_explains_it(address):
    flipping()
    response = get(f"/compare/{address}/places/")
    assert (response.status_code, response["Location"]) == (302, f"/compare/{address}/")


# Cost, validators, and what is public


@pytest.mark.parametrize("more", [0, 60])
def test_places_are_one_statement_more_where_the_process_has_not_cached_them(monkeypatch, more):
    made = flipping(more)
    for address in (pair(*made.sides), pair(*made.sides, output_format="json"), "/compare/cook-vs-chef/places/"):
        monkeypatch.setattr(live, "cache", live.EditionCache(2**24))
        live_places.cache.clear()
        get(address)  # editions are cached
        live_places.cache.clear()
        first, again = cost(address), cost(address)
        assert (first[:2], again[:2], first.copy - again.copy) == ((200, 0), (200, 0), 1)
    assert cost(f"{pair(*made.sides)}?place={AKRON}").database == 1


def test_what_is_prepared_anew_has_another_validator():
    made = flipping()
    address = pair(*made.sides)
    before = get(address)["ETag"]
    assert get(address, **{"If-None-Match": before}).status_code == 304
    PlacePay.objects.filter(occupation=made.cook).update(document="", digest="")
    after = get(address, **{"If-None-Match": before})
    assert (after.status_code, section(address)) == (200, None)


def test_the_places_of_an_edition_that_is_not_live_are_not_read():
    made = flipping()
    assert section(pair(*made.sides)) is not None
    make.figure("growth", 3, occupation=made.cook)
    old = PlacePay.objects.get(occupation=made.cook)
    publish.publish(Occupation.objects.get(pk=made.cook.pk))
    assert PlacePay.objects.get(occupation=made.cook).edition_id != old.edition_id
    PlacePay.objects.filter(occupation=made.cook).update(edition=old.edition_id)
    assert section(pair(*made.sides)) is None


def test_the_places_of_a_withdrawn_side_are_gone():
    made = flipping()
    publish.withdraw(made.chef, "Gone.")
    response = get("/compare/cook-vs-chef/places/")
    assert response.status_code == 302
    assert get(response["Location"]).status_code == 410
