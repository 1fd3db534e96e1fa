"""Pairs by chance are the same on the page, in its files, in the API, among the observations and in the bulk files; and
copies of all that is live, made by the API and by bulk files, are the same."""

import json
from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.test import override_settings

from occupations.bulk import export
from occupations.bulk.tables import OCCUPATION_TABLES
from tests import mirrors
from tests.http.api import api_json
from tests.http.programs import HERE
from tests.http.public import get
from tests.same_everywhere import BulkFiles, Everywhere, pairs

pytestmark = pytest.mark.django_db
PAIRS = 12


def text(address: str) -> str:
    response = get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture(scope="module")
def bulk(demo, tmp_path_factory) -> Iterator[BulkFiles]:
    with override_settings(VAR=tmp_path_factory.mktemp("bulk")):
        yield BulkFiles(list(export.make().folder.iterdir()))


def test_pairs_by_chance_are_the_same_everywhere(demo, bulk):
    everywhere = Everywhere(text, bulk)
    found = {pair: everywhere.differences(*pair) for pair in pairs(demo.slugs, PAIRS, seed=2026)}
    assert [(pair, lines) for pair, lines in found.items() if lines] == []
    assert min(everywhere.compared.values()) > 20 * PAIRS


def test_what_differs_is_told(demo, bulk):
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

    found = Everywhere(changed, bulk).differences(one, other)
    for kind in ("API: ", "observations: ", "bulk: "):
        assert [line for line in found if line.startswith(kind) and "growth" in line], kind


def test_what_bulk_files_say_otherwise_is_told(demo, bulk):
    slug = demo.slugs[0]
    cells = mirrors.cells_of(api_json(f"occupations/{slug}/"))
    rows = bulk.figures(slug)
    assert list(mirrors.of_figures(cells, rows)) == []
    for name in (*mirrors.OF_A_FIGURE, *mirrors.OF_A_CELL):
        several = [row | {name: "another"} for row in rows]
        assert [line for line in mirrors.of_figures(cells, several) if f"'{name}': " in line], name
    assert len(list(mirrors.of_figures(cells, []))) > 20
    assert [line for line in mirrors.of_figures({}, rows) if "only there" in line]


def test_a_copy_by_the_api_and_one_by_bulk_files_are_the_same(demo, bulk, ran):
    by_api = json.loads(ran("mirror", HERE).said)
    tables = json.loads(ran("mirror_by_bulk", HERE).said)
    by_bulk: dict[str, dict[str, list[dict]]] = {slug: defaultdict(list) for slug in by_api}
    for table in OCCUPATION_TABLES:
        for row in tables[table.name]:
            by_bulk[row["slug"]][table.name].append(row)
    assert sorted(by_api) == [row["slug"] for row in tables["occupations"]]
    assert [line for slug, one in by_api.items() for line in mirrors.of_occupation(one, by_bulk[slug])] == []
    columns = {*mirrors.FOUND_BY, *mirrors.OF_A_FIGURE, *mirrors.OF_A_CELL, *mirrors.OTHERWISE_SAID}
    assert set(tables["figures"][0]) == columns | set(mirrors.ONLY_IN_BULK)
    assert set(by_api["actor"]) == {*mirrors.IN_BOTH, *mirrors.ONLY_IN_API}
