"""Cards for other sites, /embed/compare/<pair>/, and oEmbed, which says how to show them."""

import datetime
import html
import json
import re
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client

from occupations.models import OldSlug
from occupations.publishing import publish
from tests.answers import Answer
from tests.http.public import get, occupations, pair
from tests.http.test_headers import cold, cost
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

__all__ = ["cold"]

THEN = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)
LATER = datetime.datetime(2026, 2, 3, 12, tzinfo=datetime.UTC)


def card(*sides) -> str:
    return f"/embed{pair(*sides)}"


def text_of(answer: Answer) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


def oembed(address: str, query: str = "") -> Answer:
    return get(f"/oembed/?url={quote(address, safe='')}{query}")


def data(address: str, query: str = "") -> dict:
    return json.loads(oembed(address, query).content)


@pytest.mark.parametrize("sides", [2, 5])
def test_a_card_costs_no_query(cold, sides):
    made = occupations(*(f"Cook {letter}" for letter in "ABCDE"[:sides]), facts=300)
    assert cost(card(*made))[:2] == (200, 0)


FRAMED = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *"


def test_only_cards_may_be_framed_whatever_they_answer():
    one, two, three = occupations("Cook", "Chef", "Baker")
    OldSlug.objects.create(slug="kitchen-chef", occupation=two)
    publish.withdraw(three, "Gone.")
    etag = get(card(one, two))["ETag"]
    answers = {
        200: get(card(one, two)),
        301: get(card(one, "kitchen-chef")),
        304: get(card(one, two), **{"If-None-Match": etag}),
        404: get(card(one, "zzzz-qqqq")),
        410: get(card(one, three)),
        400: get(f"{card(one, two)}?as_of=never"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer["Content-Security-Policy"] == FRAMED
        assert "X-Frame-Options" not in answer
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Set-Cookie" not in answer
    for other in (pair(one, two), f"{pair(one, two)}sheet/", "/", "/embed", "/oembed/", f"{pair(one, two)}.png"):
        answer = get(other)
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        shared = other.endswith((".png", "/oembed/"))
        assert answer["Cross-Origin-Resource-Policy"] == ("cross-origin" if shared else "same-origin")


def test_a_card_has_no_scripts_and_its_links_leave_the_frame():
    one, two = occupations("Cook", "Chef")
    page = get(card(one, two)).content.decode()
    assert "<script" not in page
    assert "<form" not in page
    links = re.findall(r"<a [^>]*>", page)
    assert links
    assert all('target="_blank" rel="noopener"' in link for link in links)
    assert '<meta name="robots" content="noindex">' in page


def test_a_card_carries_date_and_source():
    with time_machine.travel(THEN, tick=False):
        one, two = occupations("Cook", "Chef")
        text = text_of(get(card(one, two)))
    assert "Published on January 2, 2026." in text
    assert "Median pay a year, 2024 $40,000 $50,000 higher" in text
    assert "Sources: Agency: Survey, 2024." in text


def test_a_card_of_a_day_shows_its_figures_and_says_if_they_have_changed_since():
    with time_machine.travel(THEN, tick=False):
        one, two = occupations("Cook", "Chef")
        of_day = f"{card(one, two)}?as_of=2026-01-02"
        assert "the figures have not changed since" in text_of(get(of_day))
    with time_machine.travel(LATER, tick=False):
        make.figure("openings_annual", 99_000, occupation=two, release=make.release(make.dataset(source="Newer"), 2025))
        publish.publish(two)
        then, today = text_of(get(of_day)), text_of(get(card(one, two)))
    assert "As published on January 2, 2026; the figures have changed since. See today’s" in then
    assert "99,000" not in then
    assert "99,000" in today


def test_a_card_that_cannot_be_shown_says_so_in_the_frame():
    (one,) = occupations("Cook")
    answer = get(card(one, "zzzz-qqqq"))
    assert "This comparison is not available" in text_of(answer)
    assert 'href="/compare/cook-vs-zzzz-qqqq/"' in answer.content.decode()


def test_titles_in_the_address_of_a_card_are_read_if_they_are_sure(meanings):
    occupations("Cook", "Chef", "Baker")
    answer = get("/embed/compare/grill-cook-vs-head-of-kitchen/")
    assert (answer.status_code, answer["Location"]) == (302, "/embed/compare/cook-vs-chef/")
    assert get("/embed/compare/grill-cook-vs-kitchen-person/").status_code == 404


def test_oembed_gives_the_code_of_the_card_with_the_day():
    with time_machine.travel(THEN, tick=False):
        one, two = occupations("Cook", "Chef")
    found = data(f"http://testserver{pair(one, two)}")
    assert {name: found[name] for name in ("version", "type", "title", "provider_name", "provider_url")} == {
        "version": "1.0",
        "type": "rich",
        "title": "Cook vs Chef",
        "provider_name": "Careersite",
        "provider_url": "http://testserver/",
    }
    (source,) = re.findall(r'src="([^"]+)"', found["html"])
    assert source == f"http://testserver{card(one, two)}?as_of=2026-01-02"
    assert f'width="{found["width"]}" height="{found["height"]}"' in found["html"]
    picture = get(found["thumbnail_url"].removeprefix("http://testserver"))
    assert (picture.status_code, found["thumbnail_width"], found["thumbnail_height"]) == (200, 1200, 630)


def test_oembed_costs_no_query_and_any_site_may_read_it(cold):
    one, two = occupations("Cook", "Chef")
    address = f"/oembed/?url=http://testserver{pair(one, two)}"
    assert cost(address)[:2] == (200, 0)
    assert get(address)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("", (640, None)),
        ("&maxwidth=480", (480, None)),
        ("&maxwidth=2000", (640, None)),
        ("&maxwidth=300&maxheight=210", (300, 210)),
        ("&maxheight=10000", (640, None)),
        ("&format=json", (640, None)),
    ],
)
def test_oembed_keeps_within_the_size_asked_for(query, size):
    one, two = occupations("Cook", "Chef")
    found = data(f"http://testserver{pair(one, two)}", query)
    width, height = size
    assert found["width"] == width
    assert found["height"] == height if height else 211 < found["height"] < 400


def test_oembed_is_as_high_as_what_the_card_says():
    cook, chef = occupations("Cook", "Chef")
    plain = data(f"http://testserver{pair(cook, chef)}")["height"]
    for one in (cook, chef):
        make.figure("growth", 3, occupation=one)
    publish.publish_all([cook, chef])
    assert data(f"http://testserver{pair(cook, chef)}")["height"] > plain
    assert data(f"http://testserver{pair(cook, chef)}", "&maxwidth=300")["height"] > plain


@pytest.mark.parametrize(
    ("address", "query", "status"),
    [
        ("http://testserver/compare/cook-vs-chef/", "&format=xml", 501),
        ("http://testserver/compare/cook-vs-chef/", "&maxwidth=0", 400),
        ("http://testserver/compare/cook-vs-chef/", "&maxwidth=wide", 400),
        ("http://testserver/compare/cook-vs-zzzz/", "", 404),
        ("http://testserver/compare/cook/", "", 404),
        ("http://testserver/compare/a-vs-b-vs-c-vs-d-vs-e-vs-f/", "", 404),
        ("http://testserver/occupations/cook/", "", 404),
        ("http://elsewhere/compare/cook-vs-chef/", "", 404),
        ("ftp://testserver/compare/cook-vs-chef/", "", 404),
        ("http://[", "", 404),
        ("", "", 404),
    ],
)
def test_oembed_refuses_as_its_specification_says(address, query, status):
    occupations("Cook", "Chef")
    answer = oembed(address, query)
    assert answer.status_code == status
    assert json.loads(answer.content)["status"] == status


def test_oembed_follows_sides_that_moved_and_titles_that_are_sure(meanings):
    one, two, _ = occupations("Cook", "Chef", "Baker")
    OldSlug.objects.create(slug="kitchen-chef", occupation=two)
    for address in ("cook-vs-kitchen-chef", "grill-cook-vs-head-of-kitchen", "Cook-vs-chef"):
        assert f"{card(one, two)}?as_of=" in data(f"http://testserver/compare/{address}/")["html"]


def test_the_page_names_its_oembed_address_and_gives_the_code():
    one, two = occupations("Cook", "Chef")
    page = get(pair(one, two)).content.decode()
    (address,) = re.findall(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', page)
    found = json.loads(Client().get(html.unescape(address)).content)
    (code,) = re.findall(r"<textarea readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)
    # The page does not lay the card out; its code has the height in which most cards fit.
    assert html.unescape(code) == re.sub(r'height="\d+"', 'height="560"', found["html"])
