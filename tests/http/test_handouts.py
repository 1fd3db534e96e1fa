"""A comparison on one sheet of paper: /compare/<pair>/sheet/."""

import datetime
import html
import re

import pytest
import time_machine

from comparisons.models import PairNote
from occupations.models import OldSlug
from occupations.publishing import publish
from occupations.rendering import cache_control
from tests.http.public import get, occupations, pair
from tests.http.test_headers import cold, cost
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

__all__ = ["cold"]


def sheet(*sides) -> str:
    return f"{pair(*sides)}sheet/"


def texts(answer) -> str:
    """The text of the sheet itself."""
    page = answer.content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", article)).split())


@pytest.mark.parametrize("facts", [3, 300])
@pytest.mark.parametrize("sides", [2, 5])
def test_a_sheet_costs_no_query(cold, sides, facts):
    made = occupations(*(f"Cook {letter}" for letter in "ABCDE"[:sides]), facts=facts)
    assert cost(sheet(*made))[:2] == (200, 0)


def test_a_sheet_has_the_figures_with_statistic_date_and_source():
    one, two = occupations("Cook", "Chef")
    text = texts(get(sheet(one, two)))
    assert "Cook vs Chef" in text
    assert "Median pay a year, 2024 1" in text
    assert "$50,000 (higher)" in text
    assert "Survey, 2024" in text
    assert "Plans as Cook" in text


def test_search_engines_are_led_to_the_comparison():
    one, two = occupations("Cook", "Chef")
    page = get(sheet(two, one)).content.decode()
    assert '<meta name="robots" content="noindex,follow">' in page
    assert f'<link rel="canonical" href="http://testserver{pair(two, one)}">' in page, "chef-vs-cook is in order"


def test_the_code_leads_to_this_edition():
    with time_machine.travel(datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC), tick=False):
        one, two = occupations("Cook", "Chef")
        page = get(sheet(one, two)).content.decode()
    assert f"http://testserver{pair(one, two)}?as_of=2026-01-02" in html.unescape(page)


def test_a_sheet_of_a_day_past_has_the_figures_of_that_day():
    with time_machine.travel(datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC), tick=False):
        one, two = occupations("Cook", "Chef")
    with time_machine.travel(datetime.datetime(2026, 2, 3, 12, tzinfo=datetime.UTC), tick=False):
        make.figure("openings_annual", 99_000, occupation=two, release=make.release(make.dataset(source="Newer"), 2025))
        publish.publish(two)
        today, then = texts(get(sheet(one, two))), texts(get(f"{sheet(one, two)}?as_of=2026-01-02"))
    assert "99,000" in today
    assert "99,000" not in then
    assert "As published on January 2, 2026; the figures have changed since." in then


def test_a_sheet_is_sent_once():
    one, two = occupations("Cook", "Chef")
    etag = get(sheet(one, two))["ETag"]
    assert get(sheet(one, two), **{"If-None-Match": etag}).status_code == 304
    PairNote.objects.create(first=one, second=two, introduction="Both cook.").publish()
    assert get(sheet(one, two), **{"If-None-Match": etag}).status_code == 200


def test_other_ways_to_write_the_sides_lead_to_the_sheet():
    one, two = occupations("Cook", "Chef")
    OldSlug.objects.create(slug="kitchen-chef", occupation=two)
    assert get(sheet("Cook", "chef"))["Location"] == sheet(one, two)
    assert get(sheet("cook", "chef", "cook"))["Location"] == sheet(one, two)
    assert get(sheet("cook", "kitchen-chef"))["Location"] == sheet(one, two)
    assert get(sheet("cook", "cook"))["Location"] == "/occupations/cook/"


@pytest.mark.parametrize(
    ("titles", "to"),
    [
        ("grill-cook-vs-head-of-kitchen", "/compare/cook-vs-chef/sheet/"),
        ("grill-cook-vs-kitchen-person", "/compare/grill-cook-vs-kitchen-person/"),
        ("kitchen-help-vs-bread-maker", "/compare/kitchen-help-vs-bread-maker/"),
        ("grill-cook-vs-cook", "/compare/grill-cook-vs-cook/"),
    ],
)
def test_titles_lead_to_the_sheet_if_they_are_sure_and_else_to_the_page_that_asks(meanings, titles, to):
    occupations("Cook", "Chef", "Baker")
    answer = get(f"/compare/{titles}/sheet/")
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (302, to, cache_control.NO_PAGE)


def test_an_unknown_side_is_not_found_and_a_withdrawn_one_gone():
    one, three = occupations("Cook", "Baker")
    publish.withdraw(three, "We merged it.")
    assert get(sheet(one, "zzzz-qqqq")).status_code == 404
    assert get(sheet(one, three)).status_code == 410
    assert get(sheet(one))["Location"] == "/occupations/cook/"
    assert get(sheet("zzzz-qqqq")).status_code == 404


def test_a_long_pair_still_has_its_scoreboard():
    long = "Sales representative, wholesale and manufacturing, except technical and scientific products"
    made = occupations(*(f"{long} {letter}" for letter in "ABCDE"))
    page = get(sheet(*made)).content.decode()
    assert len(re.findall(r'<th role="columnheader" scope="col">', page)) == 1 + 5  # what it is, and the sides
    assert "Median pay a year" in page


def test_citations_of_pages_are_files_too():
    with time_machine.travel(datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC), tick=False):
        one, two = occupations("Cook", "Chef")
        for address, name in ((pair(one, two), "cook-chef"), ("/occupations/cook/", "cook")):
            text = html.unescape(get(address).content.decode())
            (file,) = re.findall(r'href="http://testserver([^"]+\.bib\?as_of=2026-01-02)"', text)
            answer = get(file)
            assert answer["Content-Type"] == "application/x-bibtex; charset=utf-8"
            bibtex = answer.content.decode()
            assert bibtex.startswith(f"@misc{{careersite-{name}-2026-01-02,\n")
            assert f"\\url{{http://testserver{address}?as_of=2026-01-02}}" in bibtex
    assert get("/compare/cook-vs-zzzz-qqqq.bib").status_code == 404
