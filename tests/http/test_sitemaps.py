"""What search engines hear of, and that the pages themselves say the same."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from comparisons import sitemaps
from comparisons.models import PairNote
from comparisons.rules.demand import GROUP_JOBS
from occupations.models import Occupation, Standing
from occupations.publishing import publish
from tests.http.public import get, occupations, pair
from tests.occupations import factories as make
from tests.queries import cost

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def listed(address: str) -> list[str]:
    """The paths that a file lists, in order."""
    root = ElementTree.fromstring(get(address).content)
    return [(one.text or "").removeprefix("http://testserver") for one in root.iterfind(".//s:loc", NAMES)]


def everything() -> list[str]:
    return [path for shard in listed("/sitemap.xml") for path in listed(shard)]


def is_indexed(address: str) -> bool:
    text = get(address).content.decode()
    return 'name="robots"' not in text


@pytest.fixture
def made() -> list[Occupation]:
    """Of the first four, two each are of one minor group of the classification."""
    cooks = occupations(*(f"Cook {letter}" for letter in "ABCDEFGH"))
    for one, code in zip(cooks, ("35-2011", "35-2012", "35-1011", "35-1012"), strict=False):
        make.classify(one, make.record(code, system="soc"))
        make.figure("jobs", GROUP_JOBS, occupation=one)
    publish.publish_all(cooks[:4])
    return [Occupation.objects.get(pk=one.pk) for one in cooks]


def test_robots_name_the_sitemap():
    assert get("/robots.txt").content.decode().splitlines()[-1] == "Sitemap: http://testserver/sitemap.xml"


def compared() -> set[str]:
    return {path for path in everything() if path.startswith("/compare/") and path != "/compare/"}


def test_pairs_are_listed_that_somebody_may_ask_for_and_the_others_say_noindex(made):
    before = compared()
    assert before == {pair(*made[:2]), pair(*made[2:4])}
    PairNote.objects.create(first=made[1], second=made[5], featured=True)
    now = compared()
    assert now - before == {pair(made[1], made[5])}
    for one, other in combinations(made, 2):
        address = pair(one, other)
        assert is_indexed(address) == (address in now), address
        assert is_indexed(pair(other, one)) == (address in now), address


def test_a_pair_that_statistics_do_not_separate_is_not_listed_even_if_it_is_featured(made):
    record = make.record("35-2019", system="oews")
    for one in made[:2]:
        make.classify(one, record, "shared")
    publish.publish_all(made[:2])
    PairNote.objects.create(first=made[0], second=made[1], featured=True)
    assert compared() == {pair(*made[2:4])}
    assert not is_indexed(pair(*made[:2]))


def test_what_is_compared_next_is_not_listed_for_that(made):
    near = Standing.objects.get(occupation=made[7]).nearest[0][0]
    assert not is_indexed(pair(made[7], near))


def test_words_alone_do_not_list_a_pair(made):
    far = next((one, other) for one, other in combinations(made, 2) if not is_indexed(pair(one, other)))
    PairNote.objects.create(first=far[0], second=far[1], introduction="Both cook.").publish()
    text = get(pair(*far)).content.decode()
    assert ("Both cook." in text, is_indexed(pair(*far))) == (True, False)


def test_comparisons_of_more_than_two_are_not_for_search_engines(made):
    assert not is_indexed(pair(*made[:3]))
    assert not is_indexed(pair(*made[:5]))


def test_every_page_listed_is_there_for_search_engines_at_its_canonical_address(made):
    paths = everything()
    assert len(paths) == len(set(paths))
    assert {"/", "/method/", "/occupations/cook-a/", "/categories/food-and-drink/"} <= set(paths)
    for path in paths:
        response = get(path)
        assert response.status_code == 200, path
        canonical = re.findall(r'<link rel="canonical" href="http://testserver([^"]*)">', response.content.decode())
        assert (canonical, is_indexed(path)) == ([path], True)


def test_the_day_of_the_last_edition_is_shown(made):
    root = ElementTree.fromstring(get("/sitemap-pairs-1.xml").content)
    days = {one.text for one in root.iterfind(".//s:lastmod", NAMES)}
    assert days == {Occupation.objects.public().first().live.published_at.date().isoformat()}


def test_what_is_not_public_is_not_listed(made):
    make.occupation("Never published")
    publish.withdraw(made[0], "Gone.")
    assert [path for path in everything() if re.search("cook-a|nobody|never", path)] == []


def test_long_lists_are_cut_into_shards(made, monkeypatch):
    whole = everything()
    monkeypatch.setattr(sitemaps, "SHARD", 3)
    sitemaps.documents.clear()
    shards = listed("/sitemap.xml")
    assert [shard for shard in shards if "occupations" in shard] == [
        f"/sitemap-occupations-{number}.xml" for number in (1, 2, 3)
    ]
    assert max(len(listed(shard)) for shard in shards) == 3
    assert everything() == whole


def test_a_sitemap_is_put_together_once_until_something_is_published(made):
    address = "/sitemap-pairs-1.xml"
    first = get(address)
    assert cost(address) == (200, 0, 0)
    assert cost(address, **{"If-None-Match": first["ETag"]}) == (304, 0, 0)
    publish.withdraw(made[0], "Gone.")
    assert get(address).content != first.content


def test_an_empty_site_has_a_sitemap_too():
    assert listed("/sitemap.xml") == ["/sitemap-pages-1.xml"]
    assert "/method/" in everything()


@pytest.mark.parametrize(
    "address",
    ["/sitemap-pairs-0.xml", "/sitemap-pairs-2.xml", "/sitemap-nothing-1.xml", f"/sitemap-pairs-{'9' * 300}.xml", "/sitemap-pairs-٣.xml", "/sitemap-pairs-1.xml/", "/sitemap--1.xml"],
)  # fmt: skip
def test_shards_that_are_not_there_are_not_found(made, address):
    assert get(address).status_code == 404


def test_sitemaps_cost_few_queries_at_any_size(made):
    costs = []
    for more in (0, 20):
        occupations(*(f"Chef {number}" for number in range(more)))
        get("/sitemap-titles-1.xml")  # this process knows the names
        costs += [cost(f"/sitemap{end}.xml") for end in ("", "-pages-1", "-occupations-1", "-pairs-1")]
    assert costs[:4] == costs[4:]
    assert {one[:2] for one in costs} == {(200, 0)}
    assert max(one.copy for one in costs) <= 30
