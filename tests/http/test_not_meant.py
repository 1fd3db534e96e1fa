"""“Not what I meant”, without account or cookie: counted once for each client, and nobody is asked for anything."""

from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from occupations.models import MeantInstead, TitleToReview
from occupations.pages import not_meant
from occupations.search import review
from tests.answers import Answer
from tests.formats import having, parse, words
from tests.http.public import get, occupations

pytestmark = pytest.mark.django_db

ADDRESS = "/search/not-meant/"
ORIGIN = {"origin": "http://testserver"}
KIND = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def nobody_has_sent_anything(monkeypatch):
    cache.clear()
    monkeypatch.setattr(review, "_counts", type(review._counts)())


def send(title: str, client: int = 1, headers: dict[str, str] = ORIGIN, kind: str = KIND, **more: str) -> Answer:
    browser = Client(headers=headers, REMOTE_ADDR=f"192.0.2.{client}")
    return browser.generic("POST", ADDRESS, urlencode({"title": title, **more}), content_type=kind)


def rejected(title: str) -> int:
    return review._counts[review.Counted(title, review.REJECTED)]


def text(response: Answer) -> str:
    return words(parse(response.content.decode()))


def test_a_title_is_counted_and_the_visitor_is_led_on():
    occupations("Cook", "Chef cook")
    response = send("Senior  cook")
    assert (response.status_code, response["Cache-Control"], dict(response.cookies)) == (200, "no-store", {})
    assert rejected("senior cook") == 1
    assert "If several visitors say that our answer to “Senior cook” is not what they meant" in text(response)
    content = response.content.decode()
    assert 'href="/search/?q=Senior+cook"' in content
    assert 'href="/compare/"' in content
    assert ('value="chef-cook"' in content, 'value="cook"' in content) == (True, False)
    assert '<meta name="robots" content="noindex,nofollow">' in content


def test_the_answer_has_the_button_and_its_form_needs_no_script():
    occupations("Cook")
    tree = parse(get("/search/?q=Senior+cook").content.decode())
    [form] = having(tree, "not-meant")
    assert (form.get("action"), form.get("method")) == (ADDRESS, "post")
    [field] = form.iter("input")
    assert (field.get("name"), field.get("value")) == ("title", "Senior cook")
    assert words(form) == "Not what I meant"


def test_what_was_meant_instead_is_counted_if_it_was_offered():
    occupations("Cook", "Chef cook")
    response = send("Senior cook", meant="chef-cook")
    assert "By “Senior cook” you meant Chef cook." in text(response)
    assert review._counts == {review.Counted("senior cook", review.MEANT, "chef-cook"): 1}
    send("Senior cook", 2, meant="nothing-of-the-kind")
    assert rejected("senior cook") == 1


def test_none_of_these_is_acknowledged_and_leads_to_a_new_search():
    occupations("Cook", "Chef cook")
    assert "None of these" in text(send("Senior cook"))
    response = send("Senior cook", meant=not_meant.NONE, asked="1")
    assert "You meant none of these by “Senior cook”. If several visitors say so, our editors will look at it." in text(
        response
    )
    tree = parse(response.content.decode())
    assert having(tree, "meant-form") == []
    assert ("/search/", "search for another title") in {(link.get("href"), words(link)) for link in tree.iter("a")}
    assert review._counts == {review.Counted("senior cook", review.REJECTED): 1}


def test_a_form_without_a_choice_is_asked_again_in_other_words():
    occupations("Cook", "Chef cook")
    first, again = send("Senior cook"), send("Senior cook", asked="1")
    assert "You have not chosen an occupation. Choose one, or “None of these”." in text(again)
    assert "You have not chosen" not in text(first)
    assert "Thank you" not in text(again)
    [form] = having(parse(again.content.decode()), "meant-form")
    assert [(field.get("name"), field.get("value")) for field in form.iter("input")] == [
        ("title", "Senior cook"), ("asked", "1"), ("meant", "chef-cook"), ("meant", "-"),
    ]  # fmt: skip
    assert rejected("senior cook") == 1


def test_five_visitors_make_a_row_and_four_make_none():
    occupations("Cook", "Chef cook")
    for client in range(4):
        send("Senior cook", client)
        send("Senior cook", client, meant="chef-cook")
    review.write()
    assert TitleToReview.objects.count() == 0
    send("Senior cook", 5)
    send("Senior cook", 5, meant="chef-cook")
    review.write()
    assert TitleToReview.objects.values_list("words", "rejected").get() == ("senior cook", 5)
    assert MeantInstead.objects.values_list("occupation__title", "count").get() == ("Chef cook", 5)


def test_one_visitor_is_counted_once_however_often_they_send():
    occupations("Cook", "Chef cook")
    for title in ("cook", "COOK", "cooks"):
        for _ in range(3):
            assert send(title).status_code == 200
            assert send(title, meant="chef-cook").status_code == 200
    assert sum(review._counts.values()) == 2


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "https://elsewhere.example"}, {"origin": "null"}, {**ORIGIN, "sec-fetch-site": "cross-site"}],
)
def test_a_form_from_elsewhere_is_not_counted(headers):
    response = send("Cook", headers=headers)
    assert response.status_code == 400
    assert "We could not tell that this form was sent from this page." in text(response)
    assert review._counts == {}


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_a_body_that_no_page_sends_is_not_read(kind):
    assert send("Cook", kind=kind).status_code == 400
    assert review._counts == {}


@pytest.mark.parametrize("title", ["", "…", " ", "\x00"])
def test_what_is_no_title_leads_to_the_search(title):
    response = send(title)
    assert (response.status_code, response["Location"]) == (302, "/search/")
    assert review._counts == {}


def test_nobody_can_send_many(monkeypatch):
    monkeypatch.setattr(not_meant, "MOST_OF_ONE", 2)
    assert [send(f"cook {letter}").status_code for letter in "abc"] == [200, 200, 429]
    assert send("cook d", 2).status_code == 200
    monkeypatch.setattr(not_meant, "MOST_OF_ALL", 4)
    response = send("cook e", 3)
    assert response.status_code == 429
    assert "We have received many of these in the last hour." in text(response)


def test_whoever_opens_the_address_is_led_to_the_answer():
    response = Client().get(f"{ADDRESS}?title=Cook")
    assert (response.status_code, response["Location"]) == (302, "/search/?q=Cook")


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "x" * 10_000, "\ud83d\ude00 cook", "a\x00b"])
def test_strange_titles_are_answered(title):
    response = send(title.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    review.write()


def test_processes_count_together():
    """Each has a cache of its own; what a visitor sent is counted in the database."""
    occupations("Cook", "Chef cook")
    for _ in range(2):
        cache.clear()
        assert send("Senior cook", meant="chef-cook").status_code == 200
    assert sum(review._counts.values()) == 1


def test_a_click_is_counted_by_three_statements(settings):
    occupations("Cook")
    with CaptureQueriesContext(connection) as captured:
        send("Cook")
    assert len(captured) == 3
    settings.REDIS_URL = "redis://counts"
    with CaptureQueriesContext(connection) as captured:
        send("Cook", 2)
    assert len(captured) == 0
