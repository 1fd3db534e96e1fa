"""T03, T04: whatever stands in a slot of a public address or in a parameter, the answer is the page or a refusal."""

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import get_resolver

from occupations.models import Occupation
from tests.http.public import occupations
from tests.machine import IN_CI
from tests.test_admin_access import patterns

pytestmark = pytest.mark.django_db

BROKEN = ["%00", "%C0%AF", "%ED%A0%80", "a%0Ab"]
NUMBERS = [str(2**31), str(2**63), str(10**23), "-1", "1e5", "NaN", "١٢٣", "²", "9" * 5_000]
TEXTS = ["\u202eabc", "'\";--", "../..", "a-vs-b-vs-c", "[]", "x" * 2_000, ""]
ODD = [*map(quote, [*NUMBERS, *TEXTS])] if IN_CI else [*map(quote, [str(2**63), "١٢٣", "9" * 5_000, TEXTS[0]])]
PARAMETERS = [
    *("q", "a", "b", "place", "release", "as_of", "page", "sort", "order", "show", "asked", "limit", "cursor", "ids"),
    *("fields", "expand", "rows", "sections", "category", "letter", "occupation", "occupations", "pay_median_min"),
    *("growth_min", "url", "maxwidth", "v", "format"),
]
TAKES = {
    "/": "cook",
    "pair": "cook-vs-chef",
    "format": "json",
    "number": "1",
    "kind": "directory",
    "key": "highest-paying",
}
REFUSED = {400, 404, 414}


@pytest.fixture
def sides() -> list[Occupation]:
    return occupations("Cook", "Chef")


def routes() -> list[str]:
    """All of the resolver but the admin's."""
    whole = get_resolver()
    found = [route for route, _ in patterns(whole) if not route.startswith("admin/")]
    assert {"occupations/<path:slug>/", "compare/<path:pair>/", "api/v1/occupations/"} <= set(found)
    return found


def filled_in(route: str) -> str:
    """The address of something that is there, for the routes of occupations and pairs."""
    return "/" + re.sub(
        r"<(?:\w+:)?(\w+)>", lambda slot: TAKES.get(slot[1], "json" if "format" in slot[1] else "cook"), route
    )


def statuses(addresses: Iterator[str]) -> dict[str, int]:
    client = Client(raise_request_exception=False)
    return {address: client.get(address).status_code for address in addresses}


def slots(values: list[str]) -> Iterator[str]:
    for route in routes():
        for slot in re.findall(r"<[^>]+>", route):
            for value in values:
                yield filled_in(route.replace(slot, "SLOT")).replace("SLOT", value)


class Watched(QueryDict):
    """Notes whose values are looked at; whoever goes through them looks at all."""

    read: ClassVar[set[str]] = set()

    def __getitem__(self, key: str):
        self.read.add(key)
        return super().__getitem__(key)

    def getlist(self, key: str, default=None):
        self.read.add(key)
        return super().getlist(key, default)

    def lists(self):
        self.read.update(self.keys())
        return super().lists()


@pytest.fixture
def read(monkeypatch) -> set[str]:
    """The names of the parameters that were looked at in requests since it was cleared."""
    monkeypatch.setattr("django.core.handlers.wsgi.QueryDict", Watched)
    return Watched.read


def parameters(values: list[str], read: set[str]) -> Iterator[str]:
    """For each page and value, all parameters at once, and each alone if it is looked at, which one request tells. The API
    refuses the first that it does not know, so there each is asked for."""
    for route in routes():
        address = filled_in(route)
        for value in values:
            yield f"{address}?{'&'.join(f'{name}={value}' for name in PARAMETERS)}"
        for name in PARAMETERS if IN_CI or route.startswith("api/v1/") else []:
            read.clear()
            yield f"{address}?{name}={values[0]}"
            for value in values[1:] if IN_CI and name in read else []:
                yield f"{address}?{name}={value}"


def test_broken_bytes_in_a_slot_are_refused(sides):
    found = statuses(slots(BROKEN if IN_CI else BROKEN[:3]))

    assert len(found) > 100
    assert {address: status for address, status in found.items() if status not in {400, 404}} == {}


def test_broken_bytes_in_a_parameter_are_refused(sides):
    found = statuses(f"{filled_in(route)}?q={value}" for route in routes() for value in BROKEN)

    assert {address: status for address, status in found.items() if status not in {400, 404, 405}} == {}


def test_odd_values_in_a_slot_are_no_page(sides):
    found = statuses(slots([value for value in ODD if value]))

    assert {address[:200]: status for address, status in found.items() if status not in REFUSED | {301, 302}} == {}


def test_odd_values_of_a_parameter_are_ignored_or_refused(sides, read):
    found = statuses(parameters(ODD, read))

    assert len(found) > 500
    looked_at = ["/search/?q=", "/compare/?a=", "/compare/cook-vs-chef/?place=", "/api/v1/occupations/?limit="]
    assert not IN_CI or {f"{start}{value}" for start in looked_at for value in ODD} <= set(found)
    wrong = {address[:200]: status for address, status in found.items() if status >= 500}
    # oEmbed wants to be told that a format does not exist in this way.
    assert {
        address for address, status in wrong.items() if status != 501 or not address.startswith("/oembed/?")
    } == set()


def test_numbers_of_the_api_are_in_their_range_or_refused(sides):
    asked = [f"/api/v1/occupations/?{name}={quote(value)}" for name in ("limit", "cursor") for value in NUMBERS]
    asked += [f"/api/v1/occupations/?limit={value}" for value in ("0", "101", "1.0", "+1")]

    found = statuses(iter(asked))

    assert {address[:80]: status for address, status in found.items() if status not in REFUSED} == {}
