"""The API tells what the pages tell, from live editions, in as few queries as they."""

import csv
import io
import json

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careersite.api import resources
from occupations.models import Edition, MetricPolicy, Occupation, OldSlug, Standing
from occupations.publishing import publish
from occupations.rendering import cache_control
from tests.http.api import api_get, api_json, check, problem, walk
from tests.http.public import get, occupations, page, pair
from tests.occupations import factories as make
from tests.queries import cost, statements_on_the_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooks() -> list[Occupation]:
    return occupations("Cook", "Chef", "Baker")


def republish(one: Occupation, **changes) -> None:
    Occupation.objects.filter(pk=one.pk).update(**(changes or {"description": "Does something else."}))
    publish.publish(Occupation.objects.get(pk=one.pk))


# What answers say


def test_an_occupation_is_shown_as_its_page_shows_it(cooks):
    said = api_json("occupations/cook/")
    assert said == json.loads(get(page(cooks[0], "json")).content)
    check(said, "Occupation")


def test_a_comparison_is_shown_as_its_page_shows_it(cooks):
    said = api_json("comparisons/?occupations=cook,chef")
    assert said == json.loads(get(pair(*cooks[:2], output_format="json")).content)
    check(said, "Comparison")


def test_figures_are_typed():
    occupations("Cook")
    release = make.release(make.dataset(source="Survey of bounds"))
    chef = make.occupation("Chef")
    make.wage(occupation=chef, release=release, top_coded=["annual_mean"], top_code_annual=239_200)
    make.figure("growth", missing="suppressed", occupation=chef, release=release)
    publish.publish(chef)
    said = api_json("occupations/?sort=-pay_mean&rows=pay_mean,hourly_mean,growth")
    one, two = [result["cells"] for result in said["results"]]
    assert (one["pay_mean"]["at_least"], one["pay_mean"]["bound_reason"]) == (239_200, "top_coded")
    assert "value" not in one["pay_mean"]
    assert one["growth"]["missing_reason"] == "suppressed"
    assert (two["pay_mean"]["value"], two["pay_mean"]["unit"], two["pay_mean"]["scale"]) == (40_000, "usd_year", 100)
    assert (two["hourly_mean"]["value"], two["hourly_mean"]["method"]) == (19.23, "derived")
    assert two["hourly_mean"]["derivation"] == "$40,000 a year ÷ 2,080 hours"
    about = [two["pay_mean"][name] for name in ("statistic", "period_start", "period_end", "method", "source")]
    assert about == ["mean", "2024-01-01", "2024-12-31", "measured", "agency-survey"]
    source = said["sources"][two["pay_mean"]["source_number"] - 1]
    assert (source["title"], source["release"]) == ("Survey, 2024", two["pay_mean"]["release"])
    check(said, "OccupationList")


@pytest.mark.parametrize(
    ("address", "shape"),
    [
        ("", "Index"),
        ("occupations/", "OccupationList"),
        ("occupations/?ids=cook,nobody", "OccupationList"),
        ("occupations/cook/editions/", "EditionList"),
        ("occupations/cook/editions/1/", "Occupation"),
        ("categories/", "CategoryList"),
        ("metrics/", "MetricList"),
        ("sources/", "SourceList"),
        ("releases/", "ReleaseList"),
        ("search/?q=cook", "SearchResults"),
        ("search/?q=kook", "SearchResults"),
        ("bulk/", "BulkList"),
    ],
)
def test_answers_are_as_described(cooks, address, shape):
    check(api_json(address), shape)


def test_what_is_not_published_is_nowhere(cooks):
    secret = make.occupation("Quixotry", category=make.category("Quixotic"))
    make.figure("top_employer", occupation=secret, label="Quixote & Co", release=make.release(title="Quixotism"))
    make.wage(occupation=cooks[0], release=make.release(title="Quixotism 2"), annual_mean=1)
    addresses = (
        "occupations/",
        "categories/",
        "sources/",
        "releases/",
        "search/?q=quixotry",
        "occupations/cook/",
        "bulk/",
    )
    assert [
        one for one in addresses if "quixot" in api_get(one).content.decode().lower().replace('quixotry","results', "")
    ] == []
    publish.publish_all([secret, cooks[0]])
    assert "Quixotism" in api_get("releases/").content.decode()


def test_fields_and_sections_leave_out_the_rest(cooks):
    assert api_json("occupations/cook/?fields=title,plural") == {"slug": "cook", "title": "Cook", "plural": "cooks"}
    assert [one["key"] for one in api_json("occupations/cook/?sections=pay,people")["sections"]] == ["pay", "people"]
    assert [one["key"] for one in api_json("comparisons/?occupations=cook,chef&sections=pay")["sections"]] == ["pay"]
    assert api_json("occupations/?fields=title&limit=1")["results"] == [{"slug": "baker", "title": "Baker"}]


def test_a_batch_is_one_call(cooks):
    said = api_json("occupations/?ids=chef,nobody,cook&expand=profile")
    assert [one["slug"] for one in said["results"]] == ["chef", "cook"]
    assert said["not_found"] == ["nobody"]
    assert said["results"][1]["profile"] == api_json("occupations/cook/")


# Finding


def slugs(address: str) -> list[str]:
    return [one["slug"] for one in api_json(address)["results"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=COOK", ["cook", "pastry-cook"]),
        ("q=pas+coo", ["pastry-cook"]),
        ("category=food-and-drink", ["chef", "cook", "pastry-cook"]),
        ("category=food-and-drink,food-and-drink", ["chef", "cook", "pastry-cook"]),
        ("pay_mean_min=50000", ["chef", "pastry-cook"]),
        ("pay_mean_max=50000.00", ["chef", "cook"]),
        ("pay_mean_min=45000&pay_mean_max=55000", ["chef"]),
        ("growth_min=2&sort=-growth", ["pastry-cook", "chef"]),
        ("growth_max=-0.5", []),
        ("education=bachelors-degree", ["cook"]),
        ("education=bachelors-degree,bachelors-degree", ["cook"]),
        ("skill=tool-0", ["chef", "cook", "pastry-cook"]),
        ("skill=technology:tool-0&limit=1", ["chef"]),
        ("skill=Tool 0,technology:tool-0", ["chef", "cook", "pastry-cook"]),
        ("pay_mean_min=5e4", ["chef", "pastry-cook"]),
        ("record=oews-2018:35-1011", ["cook"]),
        ("sort=-title", ["pastry-cook", "cook", "chef"]),
        ("sort=pay_mean", ["cook", "chef", "pastry-cook"]),
        ("sort=-jobs", ["chef", "cook", "pastry-cook"]),
    ],
)
def test_the_list_is_narrowed_and_ordered(query, found):
    cook, chef, _ = occupations("Cook", "Chef", "Pastry cook")
    release = make.release()
    make.figure("entry_education", occupation=cook, label="Bachelor's degree", release=release)
    make.classify(cook, make.record("35-1011"))
    make.figure("jobs", 900, occupation=chef, release=release)
    publish.publish_all([cook, chef])
    assert slugs(f"occupations/?{query}") == found


@pytest.mark.parametrize("sort", ["title", "-title", "pay_mean", "-pay_mean", "growth", "-jobs"])
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_have_each_occupation_once(sort, limit):
    made = occupations(*(f"Cook {letter}" for letter in "ABCDEFG"))
    make.figure("jobs", 900, occupation=made[3], release=make.release())
    publish.publish(made[3])
    whole = slugs(f"occupations/?sort={sort}&limit=100")
    assert [one["slug"] for one in walk(f"occupations/?sort={sort}&limit={limit}")] == whole
    assert len(set(whole)) == 7


def test_what_stays_is_listed_once_while_others_come_and_go():
    made = occupations(*(f"Cook {letter}" for letter in "BCDEFG"))
    first = api_json("occupations/?limit=3")
    publish.withdraw(made[0], "Gone.")
    publish.withdraw(made[2], "Gone.")  # the one that the cursor names
    occupations("Cook A", "Cook Z")
    rest = walk(first["next"].removeprefix("http://testserver"))
    seen = [one["slug"] for one in (*first["results"], *rest)]
    assert seen == ["cook-b", "cook-c", "cook-d", "cook-e", "cook-f", "cook-g", "cook-z"]


def test_search_says_why(cooks):
    make.models.AlternateTitle.objects.create(occupation=cooks[0], title="Kitchen wizard")
    publish.publish(cooks[0])
    (hit,) = api_json("search/?q=kitchen+wizard")["results"]
    assert (hit["slug"], hit["why"]) == ("cook", "also called Kitchen wizard")
    assert "cook" in [one["slug"] for one in api_json("search/?q=coock")["results"]]


# Editions


def test_old_editions_stay_at_their_addresses(cooks):
    before = api_json("occupations/cook/editions/1/")
    republish(cooks[0])
    assert api_json("occupations/cook/editions/1/") == before
    said = api_json("occupations/cook/editions/")
    assert [(one["edition"], one["live"]) for one in said["results"]] == [(2, True), (1, False)]
    assert [one["edition"] for one in walk("occupations/cook/editions/?limit=1")] == [2, 1]
    assert api_json("occupations/cook/editions/2/")["description"] == "Does something else."
    assert before["description"] == "Does the work of Cook."


def test_a_metric_that_is_switched_off_leaves_every_answer(cooks):
    for one in cooks[:2]:
        make.figure("lgbt", 7.7, occupation=one)
    publish.publish_all(cooks[:2])
    republish(cooks[0])
    addresses = (
        "occupations/cook/",
        "occupations/cook/?format=csv",
        "occupations/cook/editions/2/",
        "occupations/cook/editions/2/?format=md",
        "occupations/?rows=lgbt",
        "occupations/?expand=profile",
        "comparisons/?occupations=cook,chef",
        "comparisons/?occupations=cook,chef&format=md",
    )
    before = {address: api_get(address) for address in addresses}
    assert [address for address in addresses if "7.7%" not in before[address].content.decode()] == []
    MetricPolicy.objects.create(metric="lgbt", shown=False)
    assert [address for address in addresses if "7.7%" in api_get(address).content.decode()] == []
    assert [api_get(one, if_none_match=answer["ETag"]).status_code for one, answer in before.items()] == [200] * 8
    assert api_json("occupations/?rows=lgbt&ids=cook")["results"][0]["cells"]["lgbt"]["missing_reason"] == "withdrawn"
    assert [one["shown"] for one in api_json("metrics/")["results"] if one["key"] == "lgbt"] == [False]


def test_an_edition_that_was_taken_back_is_not_shown(cooks):
    release = make.release()
    make.figure("satisfaction", 4, occupation=cooks[0], release=release)
    publish.publish(cooks[0])
    republish(cooks[0])
    assert api_get("occupations/cook/editions/2/").status_code == 200
    type(release).objects.filter(pk=release.pk).update(undone_at="2026-01-01T00:00Z")
    assert problem("occupations/cook/editions/2/")["detail"] == "cook has no public edition 2."


def test_an_earlier_day_is_as_it_was_then(cooks):
    today = Edition.objects.get(occupation=cooks[0]).published_at.date()
    said = api_json(f"occupations/cook/?as_of={today}")
    assert said["past"].startswith("As published on ")
    today_too = api_json("occupations/cook/")["sections"]
    assert [part["rows"] for part in said["sections"]] == [part["rows"] for part in today_too]
    # Where a day past leaves out how an occupation stands among the others, which is known for today only.
    assert all(
        (now["sentence"] or "").startswith(then["sentence"] or "")
        for then, now in zip(said["sections"], today_too, strict=True)
    )
    assert problem("occupations/cook/?as_of=2001-01-01")["parameter"] == "as_of"
    assert problem("comparisons/?occupations=cook,chef&as_of=2001-01-01")["status"] == 404
    assert problem("occupations/cook/?as_of=9999-12-31")["detail"] == "9999-12-31 is in the future."


# Queries and validators


ADDRESSES = [
    "",
    "occupations/",
    "occupations/?expand=profile,skills,records,nearest,also_called&limit=100",
    "occupations/?ids=cook-1,cook-2",
    "occupations/?limit=100&format=csv",
    "occupations/cook-1/",
    "occupations/cook-1/editions/",
    "occupations/cook-1/editions/1/",
    "comparisons/?occupations=cook-1,cook-2",
    "comparisons/?occupations=cook-1,cook-2,cook-3,cook-4,cook-5&format=md",
    "categories/",
    "metrics/",
    "sources/",
    "releases/",
    "search/?q=cook",
    "search/?q=kook",
    "schema/",
    "bulk/",
]


def test_answers_cost_the_same_number_of_queries_whatever_their_length():
    costs = []
    for numbers in (range(1, 11), range(11, 61)):
        occupations(*(f"Cook {number}" for number in numbers))
        for address in ADDRESSES:
            api_get(address)
        costs.append({address: cost(f"/api/v1/{address}") for address in ADDRESSES})
    assert costs[0] == costs[1]
    assert {one.status for one in costs[0].values()} == {200}
    past = {"occupations/cook-1/editions/", "occupations/cook-1/editions/1/"}
    assert {address: one.database for address, one in costs[0].items() if one.database} == dict.fromkeys(past, 1)
    assert max(one.copy for one in costs[0].values()) <= 6


@pytest.mark.parametrize("address", [one for one in ADDRESSES if "search/?q=k" not in one])
def test_what_the_client_has_is_answered_by_304_with_at_most_one_query(address):
    occupations(*(f"Cook {number}" for number in range(1, 7)))
    fresh = api_get(address)
    asked = cost(f"/api/v1/{address}", if_none_match=fresh["ETag"])
    assert (asked.status, asked.database <= ("editions" in address)) == (304, True)
    again = api_get(address, if_none_match=fresh["ETag"])
    assert (again.content, again["ETag"], again["Vary"]) == (b"", fresh["ETag"], "Accept, Accept-Encoding")


def test_a_304_reads_no_document(cooks):
    for address in (
        "occupations/cook/",
        "occupations/",
        "comparisons/?occupations=cook,chef",
        "occupations/cook/editions/1/",
    ):
        etag = api_get(address)["ETag"]
        with statements_on_the_copy() as made, CaptureQueriesContext(connection) as captured:
            assert api_get(address, if_none_match=etag).status_code == 304
        made += [query["sql"] for query in captured]
        assert made
        assert not [sql for sql in made if "document" in sql]


@pytest.mark.parametrize(
    "change",
    [
        republish,
        lambda one: MetricPolicy.objects.create(metric="lgbt", shown=False),
        lambda one: Standing.objects.filter(occupation=one).update(pay_median_percentile=99),
        lambda one: Standing.objects.filter(occupation=one).update(nearest=[["baker", "Baker"]]),
    ],
)
def test_validators_change_with_what_is_shown(cooks, change):
    addresses = ("occupations/cook/", "occupations/?limit=3", "comparisons/?occupations=cook,chef")
    before = [api_get(address)["ETag"] for address in addresses]
    change(cooks[0])
    assert [api_get(one, if_none_match=etag).status_code for one, etag in zip(addresses, before, strict=True)] == [
        200
    ] * 3


def test_validators_are_of_one_format_and_one_question(cooks, settings):
    addresses = [
        "occupations/cook/",
        "occupations/cook/?format=csv",
        "occupations/cook/?fields=title",
        "occupations/chef/",
    ]
    etags = [api_get(address)["ETag"] for address in addresses] + [
        api_get(addresses[0], accept="text/markdown")["ETag"]
    ]
    settings.BUILD = "another"
    assert len({*etags, api_get(addresses[0])["ETag"]}) == 6


# Formats


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("", "*/*", "application/json; charset=utf-8"),
        ("", "text/csv", "text/csv; charset=utf-8"),
        ("", "text/markdown, application/json;q=0.5", "text/markdown; charset=utf-8"),
        ("?format=csv", "application/json", "text/csv; charset=utf-8"),
        ("?format=md", "*/*", "text/markdown; charset=utf-8"),
        ("?format=json", "text/html", "application/json; charset=utf-8"),
    ],
)
def test_the_format_is_chosen_by_header_or_parameter(cooks, query, accept, media_type):
    for address in ("occupations/", "occupations/cook/", "categories/"):
        response = api_get(address + query, accept=accept)
        assert (response["Content-Type"], response["Vary"]) == (media_type, "Accept, Accept-Encoding")


def test_a_list_as_a_table_has_a_line_for_each(cooks):
    lines = list(csv.DictReader(io.StringIO(api_get("occupations/?format=csv").content.decode(), newline="")))
    assert [(line["slug"], line["cells.pay_mean.value"]) for line in lines] == [
        ("baker", "60000"),
        ("chef", "50000"),
        ("cook", "40000"),
    ]
    assert "\n| Cook |\n" in api_get("occupations/?format=md&fields=title").content.decode()


def test_no_cell_is_a_formula():
    occupations("=1+1", "-1", category="@SUM(A1)")
    for address in ("occupations/?format=csv", "categories/?format=csv", "search/?q=1&format=csv"):
        cells = [one for line in csv.reader(io.StringIO(api_get(address).content.decode(), newline="")) for one in line]
        assert [one for one in cells if one.lstrip().startswith(("=", "+", "@"))] == []
    assert "'=1+1" in api_get("occupations/?format=csv").content.decode()


def test_a_comparison_has_the_formats_of_its_page(cooks):
    for output_format in ("csv", "md"):
        assert (
            api_get(f"comparisons/?occupations=cook,chef&format={output_format}").content
            == get(pair(*cooks[:2], output_format=output_format)).content
        )


# Headers


def test_anyone_may_read_and_nobody_is_known(cooks):
    for address in ("occupations/", "occupations/nobody/", "occupations/?x=1", "nothing/", "search/?q=%00"):
        response = Client(headers={"cookie": "sessionid=abc", "authorization": "Bearer junk"}).get(f"/api/v1/{address}")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert dict(response.cookies) == {}
        assert response.status_code == api_get(address).status_code
        assert "cookie" not in response.get("Vary", "").lower()


def test_good_answers_may_be_kept_by_anyone(cooks):
    assert api_get("occupations/")["Cache-Control"] == cache_control.PAGE
    assert api_get("occupations/?x=1")["Cache-Control"] == "no-store"


def test_head_is_get_without_a_body(cooks):
    for address in ("occupations/", "occupations/cook/", "occupations/nobody/", "occupations/?x=1"):
        whole, head = api_get(address), Client().head(f"/api/v1/{address}")
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert int(head["Content-Length"]) == len(whole.content)
        assert _lasting(head) == _lasting(whole)


def _lasting(response: HttpResponse) -> dict[str, str]:
    changing = ("X-Request-ID", "RateLimit-Remaining", "RateLimit-Reset")
    return {name: value for name, value in response.items() if name not in changing}


def test_options_say_what_can_be_done():
    response = Client().options("/api/v1/comparisons/", headers={"origin": "https://example.org"})
    assert (response.status_code, response.content, response["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_resources_can_only_be_read(method):
    response = getattr(Client(), method)("/api/v1/occupations/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert json.loads(response.content)["type"] == "http://testserver/api/#method-not-allowed"


# Where an address leads


def test_an_address_that_has_moved_redirects(cooks):
    OldSlug.objects.create(slug="kitchen-hand", occupation=cooks[0])
    response = api_get("occupations/kitchen-hand/?fields=title")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/occupations/cook/?fields=title")
    response = api_get("occupations/kitchen-hand/editions/1/")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/occupations/cook/editions/1/")
    response = api_get("comparisons/?occupations=kitchen-hand,chef&sections=pay")
    assert response.status_code == 301
    assert response["Location"] == "http://testserver/api/v1/comparisons/?sections=pay&occupations=cook,chef"
    assert api_get("occupations/COOK/")["Location"] == "/api/v1/occupations/cook/"


def test_what_was_withdrawn_says_why_and_what_came_after(cooks):
    cook, chef, _ = cooks
    publish.withdraw(cook, "Nobody cooks any more.", chef)
    for address in ("occupations/cook/", "occupations/cook/editions/", "occupations/cook/editions/1/"):
        said = problem(address)
        assert (said["status"], said["detail"], said["successor"]) == (410, "Nobody cooks any more.", "chef")
    assert problem("comparisons/?occupations=cook,chef")["status"] == 410
    assert "cook" not in slugs("occupations/")


def test_what_is_unknown_names_what_is_near(cooks):
    said = problem("occupations/coook/")
    assert (said["status"], said["near"][0]) == (404, {"key": "cook", "title": "Cook"})
    assert problem("comparisons/?occupations=coook,chef")["near"][0]["key"] == "cook"


def test_every_resource_is_known_to_these_tests():
    """A new resource must be added to the list above or stand in another file, so that its queries are looked at."""
    named = {str(pattern.pattern) for pattern in resources}
    elsewhere = {
        *("codes/", "places/", "values/", "industries/", "employers/", "skills/", "titles/match/", "rankings/"),
        *("observations/", "dcat.jsonld", "changes.atom", "changes.json"),
    }
    of_pages = {"titles/<slug:slug>/"}  # test_titles.py
    listed = {address.partition("?")[0] for address in ADDRESSES}
    plain = {one for one in named if "<" not in one}
    assert plain == {one for one in listed if "cook" not in one} | elsewhere
    assert {one.partition("/")[0] + "/" for one in named - plain - of_pages} <= plain
