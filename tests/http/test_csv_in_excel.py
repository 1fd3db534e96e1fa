"""CSV in a spreadsheet that is told nothing: with ?bom=1, Excel reads “2024–2034” as it is."""

import csv
import io

import pytest

from tests.http.public import get, occupations

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/occupations/cook.csv",
    "/compare/cook-vs-chef.csv",
    "/api/v1/occupations/?limit=2&format=csv",
    "/api/v1/occupations/cook/?format=csv",
    "/api/v1/comparisons/?occupations=cook,chef&format=csv",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_byte_order_mark_is_there_on_request(address):
    occupations("Cook", "Chef")
    plain = get(address)
    assert plain["Content-Type"] == "text/csv; charset=utf-8"
    assert not plain.content.startswith(b"\xef\xbb\xbf")
    marked = get(f"{address}{'&' if '?' in address else '?'}bom=1")
    assert marked.status_code == 200
    assert marked.content == b"\xef\xbb\xbf" + plain.content
    assert int(marked["Content-Length"]) == len(marked.content)
    first, second = (list(csv.reader(io.StringIO(one.content.decode("utf-8-sig")))) for one in (plain, marked))
    assert first == second


def test_other_formats_have_none():
    occupations("Cook", "Chef")
    for address in ("/occupations/cook.json?bom=1", "/occupations/cook.md?bom=1", "/api/v1/occupations/?bom=1"):
        assert not get(address).content.startswith(b"\xef")
    assert get("/api/v1/occupations/?bom=yes").status_code == 400
