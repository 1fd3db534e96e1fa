"""A real site whose database goes away, comes back, and is away when the site starts."""

import json
import time
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import psycopg
import pytest

from occupations.local_copy import keeping, state
from tests import databases
from tests.conftest import a_site
from tests.http.public import get, occupations
from tests.servers import Site, wait_until

PAGES = (
    "/",
    "/occupations/",
    "/occupations/accountant/",
    "/occupations/accountant.json",
    "/compare/accountant-vs-actor/",
    "/compare/actor-vs-accountant.csv",
    "/search/?q=account",
    "/explore/?pay_median_min=50000",
    "/skills/",
    "/places/",
    "/employers/",
    "/sources/",
    "/data/",
    "/method/",
    "/sitemap.xml",
    "/api/v1/occupations/?limit=5&sort=-pay_median",
    "/api/v1/comparisons/?occupations=accountant,actor",
)
OBSERVATIONS = "/api/v1/observations/"  # read from the database
QUERIES = ("", "?metric=pay_median&limit=5", "?occupation=actor&shown=true&format=csv")
UNAVAILABLE = (503, "application/problem+json", "unavailable", "5")


@pytest.fixture
def own_site(tmp_path_factory, django_db_blocker) -> Iterator[Site]:
    with a_site(tmp_path_factory, django_db_blocker) as site:
        yield site


def status(site: Site, address: str) -> int:
    try:
        with urlopen(site.url + address, timeout=10) as response:
            return response.status
    except HTTPError as error:
        return error.code


def refused(site: Site, address: str) -> tuple[int, str, str, str]:
    """Status, kind of content, type of problem and how long to wait."""
    with pytest.raises(HTTPError) as refusal:
        urlopen(site.url + address, timeout=10)
    answer = refusal.value
    problem = json.load(answer)["type"].partition("#")[2]
    return answer.code, answer.headers["Content-Type"], problem, answer.headers["Retry-After"]


def slugs(site: Site) -> list[str]:
    with psycopg.connect(site.variables["DATABASE_URL"]) as database:
        return [
            slug
            for (slug,) in database.execute(
                "SELECT slug FROM occupations_occupation WHERE live_id IS NOT NULL ORDER BY slug LIMIT 2"
            ).fetchall()
        ]


def pages(one: str, other: str) -> list[str]:
    return [address.replace("accountant", one).replace("actor", other) for address in PAGES]


def every_process_says(site: Site, address: str, wanted: int) -> bool:
    return all(status(site, address) == wanted for _ in range(12))


def test_pages_are_served_while_the_database_is_away_and_follow_it_when_it_is_there(own_site, django_db_blocker):
    one, other = slugs(own_site)
    addresses = pages(one, other)
    with psycopg.connect(own_site.variables["DATABASE_URL"], autocommit=True) as database:
        withdraw = "UPDATE occupations_occupation SET withdrawn_at = {} WHERE slug = %s"
        for moment, wanted in (("now()", 410), ("NULL", 200)):
            database.execute(withdraw.format(moment), [one])
            assert wait_until(lambda wanted=wanted: every_process_says(own_site, f"/occupations/{one}/", wanted), 30)
    with django_db_blocker.unblock(), databases.unreachable(own_site.database):
        assert {address: status(own_site, address) for address in addresses} == dict.fromkeys(addresses, 200)
        assert [status(own_site, f"/health/{name}") for name in ("live", "public", "ready")] == [200, 200, 503]
        assert status(own_site, f"/occupations/{one}/?release=2020") == 503
        assert {refused(own_site, OBSERVATIONS + query) for query in QUERIES} == {UNAVAILABLE}
        own_site.stop()
        with own_site.serving(**own_site.variables):
            assert {address: status(own_site, address) for address in addresses} == dict.fromkeys(addresses, 200)
            assert status(own_site, "/admin/login/") in (200, 503)
            assert {refused(own_site, OBSERVATIONS + query) for query in QUERIES} == {UNAVAILABLE}
    with own_site.serving(**own_site.variables):
        assert wait_until(lambda: status(own_site, "/health/ready") == 200, 60)


@pytest.mark.django_db
def test_visitors_are_told_when_nobody_knows_whether_the_copy_is_up_to_date(monkeypatch):
    occupations("Cook")
    fresh = get("/sources/")
    assert ("Warning" in fresh, "cannot be reached" in fresh.content.decode()) == (False, False)
    monkeypatch.setattr(state, "before_reading", None)
    monkeypatch.setattr(state, "confirmed_at", lambda: time.time() - 60)
    assert 59 < keeping.unconfirmed() < 62
    old = get("/sources/")
    assert old["Warning"].startswith('111 - "The database has not been reached for ')
    assert "The database cannot be reached at the moment. All pages are as they were on" in old.content.decode()
    assert "Warning" in get("/occupations/cook.json")
