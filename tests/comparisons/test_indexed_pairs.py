"""Why a pair is for search engines, as editors see it; and that pages, sitemaps and editors hear the same."""

import datetime
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comparisons.indexed_pairs import indexed_pairs, population, verdict
from comparisons.models import PairNote
from comparisons.page.indexing import is_indexed
from comparisons.queries import find
from comparisons.search_engines import address_of, explain, in_short
from occupations.models import Occupation
from occupations.models.kept import allow_deletion
from occupations.publishing import publish
from tests.admin_pages import signed_in
from tests.formats import having, parse, words
from tests.http.public import get, occupations
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

TITLES = ("Registered nurse", "Physician assistant", "Dentist", "Software developer", "Web developer", "Actor")
CODES = ("29-1141", "29-1071", "29-1021", "15-1252", "15-1254", "27-2011")


@pytest.fixture
def made() -> list[Occupation]:
    """Published, with records, jobs and relations of several kinds."""
    found = occupations(*TITLES)
    records = [make.record(f"{code}.00", system="onet-soc", vintage="2019") for code in CODES]
    links = make.release(make.dataset("related"))
    for number, (one, record) in enumerate(zip(found, records, strict=True)):
        make.classify(one, record)
        make.figure("jobs", 10**number, occupation=one)
    records[0].recordlinks.create(release=links, other=records[5], quality="related", position=1)
    publish.publish_all(found)
    return [Occupation.objects.get(pk=one.pk) for one in found]


def test_pages_and_sitemaps_are_of_one_mind_about_every_pair(made):
    PairNote.objects.create(first=made[2], second=made[5], featured=True)
    known = population()
    listed = set(indexed_pairs(known))
    for one, other in combinations(sorted(row.slug for row in made), 2):
        found = find([one, other])
        on_page = is_indexed([found.sides[one], found.sides[other]], found.words)
        assert on_page == ((one, other) in listed) == verdict(known, one, other).is_indexed
    assert ("physician-assistant", "registered-nurse") in listed  # people search for it
    assert ("actor", "registered-nurse") in listed  # a source relates them
    assert ("actor", "dentist") in listed  # an editor features it
    assert len(listed) < 15


def test_all_pairs_cost_as_many_queries_at_any_size(made):
    costs = []
    for more in (0, 20):
        occupations(*(f"Chef {number}" for number in range(more)))
        population()
        with CaptureQueriesContext(connection) as captured:
            indexed_pairs(population())
        costs.append(len(captured))
    assert costs == [0, 0]


def test_an_edition_with_old_pay_is_shut_out(made):
    release = make.release(make.dataset("old"), year=2015)
    allow_deletion()
    for one in made[:2]:
        one.wageestimates.all().delete()
        make.wage(occupation=one, release=release, annual_median=50_000 + one.pk)
    publish.publish_all(made[:2])
    explained = explain("registered-nurse", "physician-assistant")
    assert explained
    assert "more than three years old when it was published" in explained.answer
    assert made[0].live.published_at.date() - datetime.date(2015, 12, 31) > datetime.timedelta(days=3 * 366)


def test_editors_see_the_reasons_for_two_titles_that_they_type(made):
    editor = signed_in("Editors")
    page = parse(editor.get(address_of("registered-nurse", "Physician assistant")).content.decode())
    (answer,) = having(page, "desk-status-text")
    assert words(answer) == "Indexed: 5 points, and 2 are needed."
    (row,) = page.findall(".//div[@class='desk-scroll']//tbody/tr")
    assert [words(cell) for cell in row] == [
        "+5",
        "people search for it: both treat patients; two years more of school for one of them",
    ]
    nothing = editor.get(address_of("Web developer", "Dentist")).content.decode()
    assert "Not indexed: 0 points, and 2 are needed." in nothing
    assert "Nothing speaks for it." in nothing


@pytest.mark.parametrize(
    ("first", "second", "error"),
    [
        ("Dentist", "dentist", "Both are the same occupation."),
        ("Dentist", "qqqqqq zzzzz", "No public occupation matches this title."),
    ],
)
def test_titles_that_make_no_pair_are_refused_with_the_reason(made, first, second, error):
    text = signed_in("Editors").get(address_of(first, second)).content.decode()
    assert error in text
    assert "Reasons" not in text


def test_the_page_of_a_note_says_whether_its_pair_is_indexed(made):
    note = PairNote.objects.create(first=made[2], second=made[5], featured=True)
    editor = signed_in("Editors")
    text = editor.get(reverse("admin:comparisons_pairnote_change", args=[note.pk])).content.decode()
    assert "Indexed: 5 points, and 2 are needed (an editor features it)" in text
    publish.withdraw(made[5], "Gone.")
    assert in_short("dentist", "actor") == "One of the two is not public."
    assert address_of() in editor.get(reverse("admin:comparisons_pairnote_changelist")).content.decode()


def test_a_pair_below_the_gate_is_served_with_the_word_for_search_engines(made):
    response = get("/compare/dentist-vs-web-developer/")
    assert response.status_code == 200
    assert 'name="robots" content="noindex,follow"' in response.content.decode()
