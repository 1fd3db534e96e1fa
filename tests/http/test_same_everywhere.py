"""Pairs by chance are the same on the page, in its files, in the API and among the observations."""

import json

import pytest

from tests.http.api import api_json
from tests.http.public import get
from tests.same_everywhere import differences, pairs

pytestmark = pytest.mark.django_db
PAIRS = 12


def text(address: str) -> str:
    response = get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_pairs_by_chance_are_the_same_everywhere(demo):
    found = {pair: differences(text, *pair) for pair in pairs(demo.slugs, PAIRS, seed=2026)}
    assert [pair for pair, lines in found.items() if lines] == []


def test_what_differs_is_told(demo):
    """Of the same pair, with another growth in the API and in the observations."""
    one, other = pairs(demo.slugs, 1, seed=2026)[0]
    growth = api_json(f"comparisons/?occupations={one},{other}")["sections"]
    (cell,) = [row["cells"][one] for section in growth for row in section["rows"] if row["key"] == "growth"]

    def changed(address: str) -> str:
        said = text(address)
        if "/api/" not in address:
            return said
        before = json.dumps({"value": cell["value"]}, separators=(",", ":"))[1:-1]
        return said.replace(before, '"value":-77.7')

    found = differences(changed, one, other)
    assert [line for line in found if line.startswith("API: ") and "growth" in line]
    assert [line for line in found if line.startswith("observations: ") and "growth" in line]
