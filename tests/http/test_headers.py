"""What public addresses answer: how many queries, which headers, and what becomes of input that nobody should send."""

import gzip
import re
from urllib.parse import quote

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparisons.models import PairNote
from occupations.models import Correction, MetricPolicy, Occupation, OldSlug, Standing
from occupations.pages.title_answer import how_often
from occupations.publishing import publish, standings
from occupations.rendering import cache_control, live
from occupations.rendering import http as answers
from occupations.search.engine import find
from tests.formats import having, parse, words
from tests.http.public import FORMATS, get, occupations, page, pair
from tests.machine import examples
from tests.occupations import factories as make
from tests.queries import cost, statements_on_the_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def cold(monkeypatch):
    """A process that has shown no edition yet."""
    monkeypatch.setattr(live, "cache", live.EditionCache(2**24))


# Queries


@pytest.mark.parametrize(
    ("output_format", "sides", "facts"),
    [("", 2, 3), ("", 2, 300), ("", 5, 3), ("", 5, 300), ("", 3, 3), ("json", 5, 3), ("csv", 2, 300), ("md", 5, 3)],
)
def test_a_comparison_never_asked_for_before_asks_the_database_nothing(cold, sides, facts, output_format):
    """Once another one was: what is the same for all pairs is read then. A query for the pair, one for each edition."""
    other, *made = occupations("Chef", *(f"Cook {letter}" for letter in "ABCDE"[:sides]), facts=facts)
    get(pair(other, made[0]))
    live.cache.entries.clear()
    assert cost(pair(*made, output_format=output_format)) == (200, 0, 1 + sides)
    assert cost(pair(*made[::-1], output_format=output_format)).database == 0


def test_that_a_comparison_is_the_same_takes_a_query_and_one_for_its_words():
    one, two, three = occupations("Cook", "Chef", "Baker")
    PairNote.objects.create(first=one, second=two, introduction="Both cook.").publish()
    asked = [pair(one, two), pair(two, three), pair(one, two, three)]
    etags = {address: get(address)["ETag"] for address in asked}
    costs = [cost(address, **{"If-None-Match": etag}) for address, etag in etags.items()]
    assert costs == [(304, 0, 2), (304, 0, 1), (304, 0, 1)]


def test_a_page_of_300_facts_shows_them_all(cold):
    one, two = occupations("Cook", "Chef", facts=300)
    assert f'href="{page(one)}"' in get(pair(one, two)).content.decode()
    text = get(page(one)).content.decode()
    assert all(f"Tool {index}<" in text or f"Tool {index};" in text for index in range(298))


@pytest.mark.parametrize(("output_format", "facts"), [("", 3), ("", 300), ("json", 300), ("csv", 3), ("md", 3)])
def test_an_occupation_asks_the_database_nothing(cold, facts, output_format):
    (one,) = occupations("Cook", facts=facts)
    assert cost(page(one, output_format))[:2] == (200, 0)


def test_the_words_on_a_pair_ask_the_database_nothing(cold):
    one, two = occupations("Cook", "Chef")
    PairNote.objects.create(first=one, second=two, introduction="Both cook.").publish()
    assert cost(pair(one, two))[:2] == (200, 0)
    assert "Both cook." in get(pair(one, two)).content.decode()


LISTS = [
    "/",
    "/compare/",
    "/compare/?a=Cook+1&b=Cook+2",
    "/compare/?a=Cook+1&b=Cok",
    "/occupations/",
    "/categories/",
    "/categories/food-and-drink/",
    "/categories/food-and-drink/?sort=-pay_mean",
    "/explore/",
    "/explore/?pay_mean_min=45000&skill=Tool+0",
    "/explore/?q=nobody&pay_mean_min=45000",
    "/rankings/",
    "/rankings/highest-paying/",
    "/rankings/declining/?category=food-and-drink",
    "/companies/best/",
    "/employers/",
    "/industries/",
    "/places/",
    "/places/suggest/?q=new",
    "/skills/",
    "/technology/",
    "/search/",
    "/search/?q=cook",
    "/search/?q=kook",
    "/search/?q=zzzz",
    "/search/suggest/",
    "/search/suggest/?q=coo",
    "/for-employers/",
    "/for-employers/?occupation=cook-1",
    "/method/",
    "/sources/",
    "/data/",
    "/corrections/",
    "/corrections/thanks/",
    "/robots.txt",
    "/sitemap.xml",
    "/codes/",
    "/llms.txt",
]


def corrected(made: list[Occupation]) -> None:
    """A correction on the page of each."""
    entries = {"message": "Wrong.", "wrong": "The pay.", "answer": "Put right.", "state": "fixed", "public": True}
    for one in made:
        Correction.objects.create(page=page(one), **entries)


def test_lists_cost_the_same_number_of_queries_whatever_their_length():
    costs = []
    for numbers in (range(1, 11), range(11, 41)):
        made = occupations(*(f"Cook {number}" for number in numbers))
        for one in made[::3]:
            make.figure("top_employer", occupation=one, label=f"Restaurant {one.pk}", release=make.release())
            make.figure("top_industry", occupation=one, label=f"Industry {one.pk}", release=make.release())
        publish.publish_all(made)
        PairNote.objects.create(first=made[0], second=made[1], featured=True)
        corrected(made)
        get("/search/?q=cook")  # this process knows the names; reading them is no page's cost
        costs.append({address: cost(address) for address in LISTS})
    assert Occupation.objects.public().count() == 40
    assert [address for address, one in costs[1].items() if one.copy > costs[0][address].copy] == []
    assert {one.status for one in costs[0].values()} == {200, 302}
    assert {address for address, one in costs[0].items() if one.database} == {"/corrections/"}
    assert max(one.copy for one in costs[0].values()) <= 60  # the sitemap, of all kinds of pages


@pytest.mark.parametrize("typed", ["cook", "coook", "zzzz", "..."])
def test_a_search_asks_the_database_nothing(sides, typed):
    assert cost(f"/search/?q={quote(typed)}")[:2] == (200, 0)
    assert cost(f"/search/suggest/?q={quote(typed)}")[:2] == (200, 0)


def test_answers_in_the_form_and_on_pages_not_found_ask_the_database_nothing(sides):
    assert cost("/compare/?a=coook&b=zzzz&c=cook")[:2] == cost("/compare/")[:2] == (200, 0)
    assert cost("/compare/?a=cook&b=chef")[:2] == (302, 0)
    assert cost("/occupations/zzzz/")[:2] == (404, 0)


# Validators


@pytest.fixture
def sides() -> list[Occupation]:
    return occupations("Cook", "Chef", "Baker")


def etag(address: str) -> str:
    return get(address)["ETag"]


def republish(one: Occupation) -> None:
    one = Occupation.objects.get(pk=one.pk)
    one.description = "Cooks something else."
    one.save()
    publish.publish(one)


def test_a_new_edition_is_shown_by_a_process_that_has_kept_the_old_one(sides):
    cook, chef, _ = sides
    for address in (page(cook), pair(cook, chef), pair(chef, cook, output_format="json")):
        assert "Does the work of Cook." in get(address).content.decode()
    republish(cook)
    for address in (page(cook), pair(cook, chef), pair(chef, cook, output_format="json")):
        text = get(address).content.decode()
        assert ("Cooks something else." in text, "Does the work of Cook." in text) == (True, False)
        assert cost(address)[:2] == (200, 0)


def test_an_address_that_another_occupation_takes_over_shows_that_one(sides):
    cook, chef, _ = sides
    assert "Does the work of Cook." in get(page(cook)).content.decode()
    Occupation.objects.filter(pk=cook.pk).update(slug="kitchen-hand")
    Occupation.objects.filter(pk=chef.pk).update(slug="cook")
    for address in ("/occupations/cook/", "/compare/cook-vs-baker/"):
        assert ("Does the work of Chef." in (text := get(address).content.decode()), "of Cook." in text) == (
            True,
            False,
        )
        assert cost(address)[:2] == (200, 0)


def switch_off(one: Occupation) -> None:
    MetricPolicy.objects.create(metric="lgbt", shown=False)


def move_standing(one: Occupation) -> None:
    Standing.objects.filter(occupation=one).update(pay_median_percentile=99)


def move_nearest(one: Occupation) -> None:
    Standing.objects.filter(occupation=one).update(nearest=[["baker", "Baker"]])


@pytest.mark.parametrize("change", [republish, switch_off, move_standing, move_nearest])
@pytest.mark.parametrize("output_format", ["", *FORMATS])
def test_the_validator_of_every_page_changes_with_what_it_shows(sides, change, output_format):
    cook, chef, _ = sides
    addresses = (
        page(cook, output_format),
        pair(cook, chef, output_format=output_format),
        pair(chef, cook, output_format=output_format),
    )
    before = [etag(address) for address in addresses]
    change(cook)
    after = [etag(address) for address in addresses]
    assert not set(before) & set(after)
    assert [get(address, if_none_match=old).status_code for address, old in zip(addresses, before, strict=True)] == [
        200
    ] * 3


def test_the_validator_of_a_comparison_changes_with_the_words_on_it(sides):
    cook, chef, baker = sides
    before = etag(pair(cook, chef)), etag(pair(cook, baker)), etag(page(cook))
    note = PairNote.objects.create(first=cook, second=chef, verdict="Chefs lead.")
    note.publish()
    after = etag(pair(cook, chef)), etag(pair(cook, baker)), etag(page(cook))
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True, True]
    note.introduction = "Both cook."
    note.save()
    assert etag(pair(cook, chef)) == after[0]  # of a draft
    note.publish()
    assert etag(pair(cook, chef)) not in (before[0], after[0])


def test_the_validator_changes_with_the_code_and_the_registry(sides, settings, monkeypatch):
    address = pair(*sides)
    seen = [etag(address)]
    settings.BUILD = "another"
    seen.append(etag(address))
    monkeypatch.setattr(answers, "REGISTRY_VERSION", "another")
    seen.append(etag(address))
    assert len(set(seen)) == 3


def test_the_validator_is_of_one_format_and_one_order(sides):
    cook, chef, _ = sides
    addresses = [pair(cook, chef, output_format=output_format) for output_format in ("", *FORMATS)] + [
        pair(chef, cook),
        page(cook),
        page(chef),
    ]
    assert len({etag(address) for address in addresses}) == len(addresses)


def test_the_validator_stays_while_nothing_is_published(sides):
    cook, chef, baker = sides
    before = etag(pair(cook, chef)), etag(page(cook))
    Occupation.objects.filter(pk=cook.pk).update(description="Not yet.", changed=True)
    make.figure("lgbt", 10, occupation=cook)
    republish(baker)
    standings.rebuild()
    assert (etag(pair(cook, chef)), etag(page(cook))) == before


@pytest.mark.parametrize("output_format", ["", *FORMATS])
def test_what_the_visitor_has_is_answered_by_304_without_reading_documents(sides, output_format):
    for address in (page(sides[0], output_format), pair(*sides, output_format=output_format)):
        fresh = get(address)
        with statements_on_the_copy() as made:
            response = get(address, if_none_match=fresh["ETag"])
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", fresh["ETag"])
        assert response["Cache-Control"] == fresh["Cache-Control"]
        assert 0 < len(made) <= 4
        assert not [sql for sql in made if "document" in sql]


@pytest.mark.parametrize("given", ["*", '"other", {etag}', 'W/"other", {strong}', "{strong}"])
def test_other_ways_to_say_what_the_visitor_has_count_too(sides, given):
    address = pair(*sides)
    weak = etag(address)
    sent = given.format(etag=weak, strong=weak.removeprefix("W/"))
    assert get(address, if_none_match=sent).status_code == 304


@pytest.mark.parametrize("given", ['"other"', "", "garbage", 'W/"other"', "," * 200])
def test_another_validator_is_answered_with_the_page(sides, given):
    assert get(pair(*sides), if_none_match=given).status_code == 200


def test_a_withdrawn_page_is_not_answered_by_304(sides):
    cook, chef, _ = sides
    before = etag(page(cook)), etag(pair(cook, chef))
    publish.withdraw(cook, "Gone.")
    assert get(page(cook), if_none_match=before[0]).status_code == 410
    assert get(pair(cook, chef), if_none_match=before[1]).status_code == 410
    assert get(page(cook), if_none_match="*").status_code == 410


@pytest.mark.parametrize("address", LISTS)
def test_lists_have_validators_too(address):
    occupations(*(f"Cook {number}" for number in range(1, 4)))
    first = get(address)
    if first.status_code == 200 and address != "/robots.txt":
        assert get(address, if_none_match=first["ETag"]).status_code == 304


# Headers


def addresses(sides: list[Occupation]) -> list[str]:
    one, two, _ = sides
    pages = [pair(one, two), page(one), "/", "/occupations/", "/compare/", "/search/?q=cook", "/method/", "/sources/"]
    return [
        *pages,
        *(pair(one, two, output_format=output_format) for output_format in FORMATS),
        *(page(one, output_format) for output_format in FORMATS),
    ]


def test_public_answers_may_be_kept_by_anyone_and_set_no_cookie(sides):
    for address in [*addresses(sides), "/nothing/", page("nobody"), pair("a", "b")]:
        response = Client(headers={"cookie": "sessionid=abc; csrftoken=def"}).get(address)
        assert dict(response.cookies) == {}
        assert "cookie" not in response.get("Vary", "").lower()
        if response.status_code == 200:
            assert response["Cache-Control"] == cache_control.PAGE
            assert re.fullmatch(r'W/"[0-9a-f]{32}"', response["ETag"])
        else:
            assert response["Cache-Control"] == cache_control.NO_PAGE
            assert "ETag" not in response


def test_public_answers_are_the_same_with_and_without_a_cookie(sides):
    for address in addresses(sides):
        assert get(address, cookie="sessionid=abc").content == get(address).content


@pytest.mark.parametrize("output_format", ["", *FORMATS])
def test_head_is_get_without_a_body(sides, output_format):
    for address in (pair(*sides, output_format=output_format), page(sides[0], output_format), page("nobody"), "/"):
        whole, head = get(address), Client().head(address)
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert _lasting(head) == _lasting(whole)
        assert int(head["Content-Length"]) == len(whole.content)


def _lasting(response: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in response.items() if name != "X-Request-ID"}


def test_formats_say_what_they_are(sides):
    types = {
        output_format: get(pair(*sides, output_format=output_format))["Content-Type"]
        for output_format in ("", *FORMATS)
    }
    assert types == {
        "": "text/html; charset=utf-8",
        "json": "application/json; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "md": "text/markdown; charset=utf-8",
    }


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_can_only_be_read(sides, method):
    for address in (pair(*sides), page(sides[0]), "/", "/search/", "/for-employers/"):
        response = getattr(Client(), method)(address, {"a": "b"})
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [("gzip", "gzip", gzip.decompress), ("gzip, deflate, br, zstd", "br", brotli.decompress)],
)
def test_compressed_pages_have_the_validator_of_the_page(sides, accepted, encoding, unpack):
    address = pair(*sides)
    plain, packed = get(address), get(address, accept_encoding=accepted)
    assert packed["Content-Encoding"] == encoding
    assert unpack(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 3
    assert "Accept-Encoding" in packed["Vary"]
    assert packed["ETag"] == plain["ETag"]
    assert get(address, accept_encoding=accepted, if_none_match=packed["ETag"]).status_code == 304


def test_what_may_have_secrets_is_never_compressed_by_brotli(db):
    for address in ("/corrections/report/?page=/&source=Survey", "/admin/login/"):
        assert get(address, accept_encoding="gzip, br").get("Content-Encoding") in ("gzip", None)


# Input that nobody should send


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/compare/a-vs-b-vs-c-vs-d-vs-e-vs-f/", 404),
        ("/compare/--vs-/", 404),
        ("/compare/-vs-/", 404),
        ("/compare/-vs--vs-/", 404),
        ("/compare/cook-vs-/", 404),
        ("/compare/-vs-cook/", 404),
        ("/compare/cook-vs-nobody/", 404),
        ("/compare/nobody/", 404),
        ("/compare/cook-vs-chef.xml", 404),
        ("/compare/cook-vs-chef.JSON", 404),
        ("/compare/cook-vs-chef.json/", 404),
        ("/compare/cook-vs-chef.html", 404),
        ("/occupations/cook.xml", 404),
        ("/occupations/cook.", 404),
        ("/occupations//", 404),
        ("/occupations/-/", 404),
        ("/occupations/caf%C3%A9/", 404),
        ("/compare/caf%C3%A9-vs-cook/", 404),
        ("/compare/%F0%9F%8D%B3-vs-cook/", 404),
        # Signs and spaces lead to the slug that the form would make.
        ("/compare/%E2%80%8Fcook-vs-%E2%80%AEchef/", 200),
        ("/compare/cook%20-vs-%20chef/", 200),
        ("/compare/cook'%22%3Cscript%3E-vs-chef/", 200),
        ("/compare/%25%32%35-vs-chef/", 404),
        ("/compare/cook-vs-chef%00/", 400),
        ("/compare/cook%0A-vs-chef/", 400),
        ("/compare/%FF%FE-vs-chef/", 400),
        ("/compare/%C2%85-vs-chef/", 400),
        ("/compare/?a=%00", 400),
        ("/compare/?a=%FF", 400),
        ("/search/?q=%1B", 400),
        ("/compare/" + "x" * 980 + "/", 404),
        ("/compare/" + "x" * 1_000 + "/", 414),
        ("/compare/" + quote("é" * 200) + "-vs-cook/", 404),
        ("/compare/" + "-vs-".join(["x"] * 190) + "/", 404),
        ("/compare/?a=" + "x" * 10_240, 414),
        ("/compare/?a=" + "x" * 3_900, 200),
        ("/search/?q=" + "x" * 3_900, 200),
        ("/compare/?a=%F0%9F%8D%B3&b=%E2%80%8F", 200),
        ("/search/?q=%F0%9F%8D%B3%E2%80%AE", 200),
        ("/search/?q=%25%27%3B--", 200),
        ("/search/?q=%5C%5C%5C", 200),
        ("/search/?q=...", 200),
        ("/search/?q=" + "x" * 10_240, 414),
        ("/search/?q=cook&q=chef", 200),
        ("/search/?q=%E2%80%8F%E2%80%8E", 200),
        ("/search/?q=" + quote("看護師"), 200),
        ("/search/?q=" + "+".join("abcdefghijklmnopqrstuvwxyz"), 200),
        ("/search/?q=%27%7C%26%21%3A%2A", 200),
        ("/for-employers/?occupation=" + "x" * 1_000, 200),
        ("/for-employers/?occupation=%F0%9F%8D%B3", 200),
        ("/categories/nothing/", 404),
        ("/categories/%F0%9F%8D%B3/", 404),
    ],
)
def test_bad_input_gets_a_page_that_helps(sides, address, status):
    response = Client().get(address, follow=True)
    assert response.status_code == status
    tree = parse(response.content.decode())
    links = {link.get("href") for link in tree.iter("a")}
    assert words(tree.find(".//h1"))
    assert "/" in links
    if status == 404:
        assert {"/occupations/", "/compare/"} <= links
        assert [one.get("content") for one in tree.iter("meta") if one.get("name") == "robots"] == ["noindex,follow"]


@pytest.mark.parametrize(
    ("requested", "to"),
    [
        ("/compare/cook-vs-cook/", "/occupations/cook/"),
        ("/compare/cook-vs-cook.json", "/occupations/cook.json"),
        ("/compare/cook/", "/occupations/cook/"),
        ("/compare/cook.csv", "/occupations/cook.csv"),
        ("/compare/cook-vs-chef-vs-cook/", "/compare/cook-vs-chef/"),
        ("/compare/cook-vs-chef-vs-cook.md", "/compare/cook-vs-chef.md"),
        ("/compare/COOK-vs-Chef/", "/compare/cook-vs-chef/"),
        ("/compare/Cook-vs-chef.json", "/compare/cook-vs-chef.json"),
        ("/occupations/COOK/", "/occupations/cook/"),
        ("/occupations/Cook.csv", "/occupations/cook.csv"),
        ("/compare/cook-vs-chef", "/compare/cook-vs-chef/"),
        ("/occupations/cook", "/occupations/cook/"),
    ],
)
def test_other_spellings_of_an_address_lead_to_the_right_one(sides, requested, to):
    response = get(requested)
    assert (response.status_code, response["Location"]) == (301, to)
    assert get(to).status_code == 200


def test_the_visitors_order_is_kept_and_the_canonical_address_is_sorted(sides):
    cook, chef, _ = sides
    canonical = re.compile(r'<link rel="canonical" href="http://testserver(.*?)">')
    found = {order: canonical.findall(get(order).content.decode()) for order in (pair(cook, chef), pair(chef, cook))}
    assert found == {
        "/compare/cook-vs-chef/": ["/compare/chef-vs-cook/"],
        "/compare/chef-vs-cook/": ["/compare/chef-vs-cook/"],
    }
    assert get(pair(cook, chef, output_format="json")).json()["title"] == "Cook vs Chef"


@pytest.fixture
def renamed(sides) -> list[Occupation]:
    """The cook was once found at /occupations/kitchen-hand/ and /occupations/kitchen-aid/."""
    for slug in ("kitchen-hand", "kitchen-aid"):
        OldSlug.objects.create(slug=slug, occupation=sides[0])
    return sides


@pytest.mark.parametrize("ending", ["/", ".json", ".csv", ".md"])
@pytest.mark.parametrize(
    ("requested", "to"),
    [
        ("/occupations/kitchen-hand", "/occupations/cook"),
        ("/compare/kitchen-hand-vs-chef", "/compare/cook-vs-chef"),
        ("/compare/chef-vs-kitchen-hand", "/compare/chef-vs-cook"),
        ("/compare/kitchen-hand-vs-kitchen-aid", "/occupations/cook"),
        ("/compare/kitchen-hand-vs-cook", "/occupations/cook"),
        ("/compare/kitchen-hand-vs-chef-vs-baker", "/compare/cook-vs-chef-vs-baker"),
    ],
)
def test_old_addresses_lead_to_the_present_one_in_one_hop(renamed, requested, to, ending):
    response = get(requested + ending)
    assert (response.status_code, response["Location"]) == (301, to + ending)
    assert get(to + ending).status_code == 200


def test_an_old_address_beside_an_unknown_one_is_not_found(renamed):
    assert get("/compare/kitchen-hand-vs-nobody/").status_code == 404


@pytest.mark.parametrize("output_format", ["", *FORMATS])
def test_a_withdrawn_occupation_is_gone_with_the_way_to_its_successor(sides, output_format):
    cook, chef, baker = sides
    publish.withdraw(cook, "Two titles for <one> job.", successor=chef)
    response = get(page(cook, output_format))
    text = response.content.decode()
    assert response.status_code == 410
    assert "Cook: no longer available" in text
    # Only pages are HTML; other formats have the same in their own way.
    assert ("Two titles for &lt;one&gt; job." if output_format == "" else "Two titles for <one> job.") in text
    assert "/occupations/chef/" in text
    response = get(pair(cook, baker, output_format=output_format))
    assert response.status_code == 410
    assert "/compare/chef-vs-baker/" in response.content.decode()
    assert get(pair(baker, cook, output_format=output_format)).status_code == 410


@pytest.mark.parametrize("prefix", ["/occupations/", "/api/v1/occupations/"])
def test_what_is_not_the_page_itself_is_soon_asked_again(sides, prefix):
    """A browser may otherwise remember a 301 or 410 for good, and never see what is public again; and a cache that could
    not keep the 410 would keep the page that was withdrawn."""
    cook, chef, _ = sides
    OldSlug.objects.create(slug="old-cook", occupation=cook)
    publish.withdraw(chef, "Gone.")
    answers = [get(f"{prefix}{slug}/") for slug in ("old-cook", "chef")]
    assert [(answer.status_code, answer["Cache-Control"]) for answer in answers] == [
        (301, "public, max-age=0, s-maxage=10, must-revalidate"),
        (410, "public, max-age=0, s-maxage=10, must-revalidate"),
    ]


def test_a_withdrawn_occupation_compared_with_its_successor_is_gone(sides):
    cook, chef, _ = sides
    publish.withdraw(cook, "Merged.", successor=chef)
    response = get(pair(cook, chef))
    assert response.status_code == 410
    assert 'href="/occupations/chef/"' in response.content.decode()


def test_a_withdrawn_occupation_is_on_no_list(sides):
    cook, chef, _ = sides
    publish.withdraw(cook, "Gone.")
    for address in ("/", "/occupations/", "/categories/food-and-drink/", "/for-employers/", "/compare/", page(chef)):
        assert ">Cook<" not in get(address).content.decode()
        assert 'value="Cook"' not in get(address).content.decode()
    publish.reinstate(cook)
    assert ">Cook<" in get("/occupations/").content.decode()


def test_what_is_no_title_is_not_found(sides):
    text = get("/occupations/zzzz/").content.decode()
    assert "We have no occupation called “zzzz”." in text
    text = get("/compare/baker-vs-zzzz/").content.decode()
    assert "We have no occupation called “zzzz”." in text


@pytest.mark.parametrize("typed", ["", "...", "\u202e🍳", "' OR 1=1 --", "x" * 3_000, "a" * 50 + " " + "b" * 50])
def test_suggestions_answer_whatever_is_typed(sides, typed):
    response = get(f"/search/suggest/?q={quote(typed)}")
    assert (response.status_code, response.content.strip()) == (200, b"")


def test_suggestions_are_options_with_what_shows_them_apart(sides):
    sides[1].alternate_titles.create(title="<b>Cook</b> & baker")
    publish.publish(sides[1])
    response = get("/search/suggest/?q=coo&q=cook")
    options = parse(f"<!doctype html><title>options</title><ul>{response.content.decode()}</ul>").findall(".//li")
    assert [(one.get("role"), one.get("data-value"), words(one)) for one in options] == [
        ("option", "Cook", "Cook Food and drink"),
        ("option", "Chef", "Chef also called <b>Cook</b> & baker"),
    ]
    assert response["Cache-Control"] == "public, max-age=60"


def test_a_search_for_signs_alone_asks_for_a_word(sides):
    tree = parse(get("/search/?q=...").content.decode())
    assert words(having(tree, "error")[0]) == "Your search has no letters or digits. Type a title, or part of one."
    assert {field.get("name"): field.get("value") for field in tree.iter("input")} == {"q": "..."}


def test_a_search_in_vain_offers_near_titles_and_their_fields(sides):
    tree = parse(get("/search/?q=coo").content.decode())
    assert words(tree.find(".//h2")) == "Nothing close; nearest ideas"
    first, *_, last = [(link.get("href"), words(link)) for link in tree.find(".//main").iter("a")]
    assert first == ("/occupations/cook/", "Cook")
    assert last == ("/categories/food-and-drink/", "Food and drink")


def test_results_say_what_is_paid_and_why_they_are_there(sides):
    tree = parse(get("/search/?q=coook").content.decode())
    assert words(having(tree, "title-answer")[0]) == (
        f"Match: Cook Our first answer is right for {how_often(find('coook').confidence)} titles like this. "
        "We read “coook” as “cook”. "
        "Cook Food and drink Median pay a year $40,000 Median pay a year: median annual wage, December 2024. "
        "Not what I meant"
    )


SCRIPT = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "address",
    [
        f"/search/?q={quote(SCRIPT)}",
        f"/compare/?a={quote(SCRIPT)}&b=Cook",
        f"/compare/?a=Cook&b={quote(SCRIPT)}",
        f"/compare/?a={quote(SCRIPT)}&b={quote(SCRIPT)}&c={quote(SCRIPT)}",
    ],
)
def test_what_was_typed_is_kept_and_escaped(sides, address):
    text = get(address).content.decode()
    fields = [field.get("value") for field in parse(text).iter("input")]
    assert SCRIPT in fields
    assert "<script>" not in text


def test_a_name_that_several_occupations_have_is_asked_about(sides):
    for one, name in zip(sides, ("Kitchen hand", "Kitchen hand", "Bread maker"), strict=True):
        one.alternate_titles.create(title=name)
    publish.publish_all(sides)
    assert get("/compare/?a=bread+makers&b=Cook")["Location"] == ("/compare/baker-vs-cook/?asked=bread-makers-vs-cook")
    assert get("/compare/?a=kitchen+hand&b=Baker")["Location"] == "/compare/kitchen-hand-vs-baker/"
    tree = parse(get("/compare/?a=kitchen+hand").content.decode())
    assert words(having(tree, "notice")[0]) == "Choose which occupation you mean. Your entries are still here."
    assert words(having(tree, "error")[0]) == (
        "“kitchen hand” could be one of several occupations. Which one do you mean?"
    )
    choices = [link.get("href") for link in having(tree, "results")[0].iter("a")]
    assert sorted(set(choices)) == ["/compare/?a=Chef", "/compare/?a=Cook", "/titles/kitchen-hand/"]


def test_a_form_with_one_mistake_keeps_all_that_was_typed(sides):
    tree = parse(get("/compare/?a=cook&b=Cheff&c=zzzz").content.decode())
    fields = {field.get("name"): field.get("value") for field in tree.iter("input")}
    assert fields == {"a": "Cook", "b": "Cheff", "c": "zzzz"}
    assert "/compare/?a=cook&b=Chef&c=zzzz" in {link.get("href") for link in tree.iter("a")}


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ("a=Cook&b=Chef", "/compare/cook-vs-chef/"),
        ("a=+cOOk++&b=CHEF", "/compare/cook-vs-chef/"),
        ("a=Cook&b=Chef&c=Baker", "/compare/cook-vs-chef-vs-baker/"),
        ("a=Cook&b=&c=Baker", "/compare/cook-vs-baker/"),
        ("a=Cook&b=cook", "/occupations/cook/"),
        ("a=Cook&b=Chef&c=Cook", "/compare/cook-vs-chef/"),
        ("a=cook&b=chef&f=Baker", "/compare/cook-vs-chef/"),
    ],
)
def test_the_form_leads_on_where_every_title_is_known(sides, typed, to):
    response = get(f"/compare/?{typed}")
    assert (response.status_code, response["Location"]) == (302, to)


FUZZED = {200, 301, 302, 304, 400, 404, 405, 410, 414}
parts = st.one_of(
    st.sampled_from(
        ["cook", "chef", "-vs-", "COOK", "vs", "-", ".", ".json", "/", "%", "%00", "..", "?a=", "é", "\u202e"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=examples(150), suppress_health_check=list(HealthCheck))
@given(
    prefix=st.sampled_from(["/", "/compare/", "/occupations/", "/categories/", "/search/", "/for-employers/", ""]),
    pieces=st.lists(parts, max_size=6),
    query=st.dictionaries(
        st.sampled_from(["a", "b", "q", "occupation", "x", "as", "asked", "match"]), st.text(max_size=20), max_size=3
    ),
    method=st.sampled_from(["GET", "HEAD", "GET", "POST"]),
    quoted=st.booleans(),
)
def test_no_address_whatever_breaks_the_site(fuzzed_sides, prefix, pieces, query, method, quoted):
    path = "/" + (prefix + "".join(pieces)).lstrip("/")
    path = quote(path) if quoted else quote(path, safe="/%?&=;:@")
    tail = "&".join(f"{key}={quote(value)}" for key, value in query.items())
    response = Client(raise_request_exception=False).generic(method, f"{path}?{tail}" if tail else path)
    assert response.status_code in FUZZED


@pytest.fixture
def fuzzed_sides() -> list[Occupation]:
    made = occupations("Cook", "Chef", "Baker")
    publish.withdraw(made[2], "Gone.", successor=made[0])
    return made


def test_every_public_address_of_the_site_is_known_to_these_tests():
    """A new public page must be added to the lists above, so that its queries, headers and leaks are looked at."""
    named = {
        str(pattern.pattern)
        for resolver in get_resolver().url_patterns
        for pattern in getattr(resolver, "url_patterns", [resolver])
        if str(resolver.pattern) not in ("admin/", "api/")  # the API: test_api.py
    }
    listed = {address.partition("?")[0].lstrip("/") for address in LISTS} - {
        "categories/food-and-drink/",
        "rankings/declining/",
        "rankings/highest-paying/",
    }
    detailed = {
        ".well-known/security.txt",  # test_security_txt.py
        "companies/",
        "codes/<codesystem:system>/<code:code>/",  # test_code_pages.py
        "codes/onet-element/<code:code>/",
        "id/occupations/<permanent:number>/",  # test_permanent.py
        "categories/<slug:slug>/",
        "employers/<slug:slug>/",
        "industries/<slug:slug>/",
        "knowledge/<slug:slug>/",
        "places/<slug:slug>/",
        "skills/<slug:slug>/",
        "technology/<slug:slug>/",
        "compare/<path:pair>/",
        "compare/<path:pair>/places/",  # test_where_flips.py
        "compare/<path:pair>/places.json",
        "compare/<path:pair>/places.csv",
        "compare/<path:pair>.<format:output_format>",
        "compare/<path:pair>.bib",
        "compare/<path:pair>.png",  # test_pictures.py
        "occupations/<slug:slug>.png",  # test_pictures.py
        "compare/<path:pair>/sheet/",  # test_handouts.py
        "embed/compare/<path:pair>/",  # test_cards.py
        "oembed/",
        "occupations/<path:slug>/",
        "occupations/<path:slug>.<format:output_format>",
        "occupations/<path:slug>.bib",
        "corrections/report/",  # test_corrections.py
        "for-employers/draft/",  # test_for_employers.py
        "search/not-meant/",  # test_not_meant.py
        "titles/<path:slug>/",  # test_titles.py
        "titles/<path:slug>.<format:output_format>",
        "sitemap-rooms-<int:number>.xml",  # redirects
        "titles/",
        "sitemap-<slug:kind>-<int:number>.xml",  # test_sitemaps.py
        "rankings/<slug:key>/",
    }
    assert named == listed | detailed


@pytest.mark.parametrize("address", ["/compare/cook-vs-/", "/compare/-vs-cook/", "/compare/nobody/", "/compare/-vs-/"])
def test_a_comparison_of_less_than_two_is_no_redirect_to_nowhere(sides, address):
    response = Client().get(address)
    assert response.status_code == 404
    assert "A comparison needs two occupations" in response.content.decode()


def test_a_page_that_is_not_modified_varies_as_the_page_does(sides):
    address = pair(*sides[:2])
    etag = get(address)["ETag"]
    response = Client(headers={"If-None-Match": etag}).get(address)
    assert (response.status_code, response["Vary"]) == (304, "Accept-Encoding")
