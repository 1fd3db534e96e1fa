"""Pictures of comparisons: /compare/<pair>.png."""

import re
import struct
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.cache import cache

from comparisons.sharing import picture
from comparisons.sharing.store import Busy, PictureStore
from occupations.publishing import publish
from occupations.rendering.live import live_edition
from tests.http.public import get, occupations, pair
from tests.http.test_headers import cold, cost
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

__all__ = ["cold"]


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch) -> Iterator[PictureStore]:
    own = PictureStore(tmp_path / "pictures", 2**20)
    monkeypatch.setattr(picture, "store", own)
    cache.clear()
    yield own
    cache.clear()


def png(*sides) -> str:
    return f"{pair(*sides)[:-1]}.png"


def size(content: bytes) -> tuple[int, int]:
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack_from(">II", content, 16)


def of_page(*sides) -> str:
    page = get(pair(*sides)).content.decode()
    (address,) = re.findall(r'<meta property="og:image" content="([^"]+)">', page)
    return unescape(address).removeprefix("http://testserver")


@pytest.mark.parametrize("sides", [2, 3, 4, 5])
def test_a_picture_has_the_size_that_the_page_says_and_costs_no_query(cold, sides):
    made = occupations(*(f"Cook {letter}" for letter in "ABCDE"[:sides]), facts=300)
    assert cost(png(*made))[:2] == (200, 0)
    answer = get(png(*made))
    assert (answer["Content-Type"], size(answer.content)) == ("image/png", (1200, 630))
    page = get(pair(*made)).content.decode()
    assert '<meta property="og:image:width" content="1200">' in page
    assert '<meta property="og:image:height" content="630">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert '<meta property="og:image:alt" content="Pay a year: Cook A $40,000, Cook B $50,000' in page


def test_an_occupation_has_a_picture_of_its_key_figures(cold):
    occupations("Cook", facts=300)
    assert cost("/occupations/cook.png")[:2] == (200, 0)
    answer = get("/occupations/cook.png")
    assert (answer["Content-Type"], size(answer.content)) == ("image/png", (1200, 630))
    page = get("/occupations/cook/").content.decode()
    (address,) = re.findall(r'<meta property="og:image" content="http://testserver([^"]+)">', page)
    assert get(address)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert '<meta property="og:image:alt" content="Median pay a year: $40,000' in page
    assert get(address, if_none_match=answer["ETag"]).status_code == 304
    assert get("/occupations/nobody.png").status_code == 404
    drawn = picture.svg_of_one(live_edition("cook"))
    assert ">Cook</text>" in drawn
    assert ">$40,000</text>" in drawn
    assert ">a year</text>" in drawn


def test_a_picture_with_its_version_is_cached_for_long_and_another_version_is_not():
    one, two = occupations("Cook", "Chef")
    address = of_page(one, two)
    assert get(address)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "immutable" not in get(png(one, two))["Cache-Control"]
    make.figure("openings_annual", 99_000, occupation=two, release=make.release(make.dataset(source="Newer"), 2025))
    publish.publish(two)
    assert of_page(one, two) != address
    assert "immutable" not in get(address)["Cache-Control"]


def test_a_picture_is_sent_once():
    one, two = occupations("Cook", "Chef")
    etag = get(png(one, two))["ETag"]
    assert get(png(one, two), **{"If-None-Match": etag}).status_code == 304


def test_a_picture_is_made_once(monkeypatch):
    one, two = occupations("Cook", "Chef")
    made = []
    monkeypatch.setattr(picture, "rendered", lambda drawn: made.append(drawn) or b"picture")
    assert get(png(one, two)).content == get(png(one, two)).content == b"picture"
    assert len(made) == 1


def test_a_client_who_asks_for_many_new_pictures_has_to_wait_but_gets_those_that_there_are(monkeypatch):
    one, two, three = occupations("Cook", "Chef", "Baker")
    monkeypatch.setattr(picture, "rendered", lambda drawn: b"picture")
    monkeypatch.setattr(picture, "NEW_A_MINUTE", 1)
    assert get(png(one, two)).status_code == 200
    refused = get(png(one, three))
    assert (refused.status_code, refused["Cache-Control"]) == (429, "no-store")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert get(png(one, two)).status_code == 200


def test_while_others_are_made_a_new_picture_has_to_wait(monkeypatch, store):
    def busy(key, make):
        raise Busy

    one, two = occupations("Cook", "Chef")
    monkeypatch.setattr(store, "get", busy)
    answer = get(png(one, two))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_there_is_no_picture_of_what_is_not_public(meanings):
    one, two, three = occupations("Cook", "Chef", "Baker")
    publish.withdraw(three, "Gone.")
    assert get(png(one, "zzzz-qqqq")).status_code == 404
    assert get(png(one, three)).status_code == 410
    assert get("/compare/grill-cook-vs-kitchen-person.png").status_code == 404
    assert get("/compare/grill-cook-vs-head-of-kitchen.png")["Location"] == png(one, two)
