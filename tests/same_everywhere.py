"""Whether pairs of occupations are the same on the page, in its files, in the API, among the observations and in the
bulk files.

    CAREERSITE_VAR=var python -m tests.same_everywhere 100

takes as many pairs by chance from the site of that folder, whose newest bulk release is of what is live now, and prints
what differs.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from tests import mirrors

NUMBERS = ("value", "low", "high", "at_least", "at_most")
# Rows of pages that are made of several figures, or of those that editors or files of occupations have.
_MADE = ("skill_share", "skills_edited")

Get = Callable[[str], str]
"""The text at an address of the site. Raises for another status than 200."""


class BulkFiles:
    """The Parquet files of a bulk release, of which these are the paths."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths

    @cached_property
    def _figures(self) -> pl.DataFrame:
        """Each sensitive metric has a table of its own."""
        return self._table("figures", pl.lit(True))

    @cached_property
    def _observations(self) -> pl.DataFrame:
        """Those of the nation and of all industries."""
        return self._table("observations", (pl.col("place") == "nation") & pl.col("industry").is_null())

    def _table(self, kind: str, where: pl.Expr) -> pl.DataFrame:
        """With days as in JSON."""
        days = pl.selectors.date().dt.to_string("%Y-%m-%d")
        found = [one for one in self._paths if one.suffix == ".parquet" and one.stem.partition("-")[0] == kind]
        return pl.concat([pl.scan_parquet(one).filter(where).with_columns(days).collect() for one in found])

    def figures(self, slug: str) -> list[dict[str, Any]]:
        return self._figures.filter(pl.col("slug") == slug).to_dicts()

    def observations(self, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        return {row["key"]: row for row in self._observations.filter(pl.col("key").is_in(keys)).to_dicts()}


class Everywhere:
    """Compares pairs. `get`: the text at an address of the site. `compared`: how much of each kind."""

    def __init__(self, get: Get, bulk: BulkFiles) -> None:
        self.get, self.bulk = get, bulk
        self.compared: Counter[str] = Counter()
        self._observed = lru_cache(64)(self._observations_of)

    def differences(self, one: str, other: str) -> list[str]:
        """In words, for people who look for the reason."""
        address = f"/compare/{one}-vs-{other}"
        said = json.loads(self.get(f"{address}.json"))
        self.compared["cells of pages"] += len(_cells(said))
        return [
            *_formats(self.get, address),
            *_of_the_api(said, json.loads(self.get(f"/api/v1/comparisons/?occupations={one},{other}"))),
            *(line for slug in (one, other) for line in self._of_one(said, slug)),
        ]

    def _of_one(self, said: dict[str, Any], slug: str) -> Iterator[str]:
        rows, figures = self._observed(slug), self.bulk.figures(slug)
        yield from _of_observations(said, rows, slug)
        cells = {(section, row): cell for (section, row, of), cell in _cells(said).items() if of == slug}
        yield from (f"{slug}: {line}" for line in mirrors.of_figures(cells, figures))
        there = self.bulk.observations([row["key"] for row in rows])
        yield from (f"bulk: {row} is there {there.get(row['key'])}" for row in rows if there.get(row["key"]) != row)
        self.compared += Counter({"observations": len(rows), "figures of bulk files": len(figures)})

    def _observations_of(self, slug: str) -> list[dict[str, Any]]:
        asked = f"occupation={slug}&place=nation&industry=none&limit=10000"
        page = json.loads(self.get(f"/api/v1/observations/?{asked}"))
        assert page["next"] is None
        return page["results"]


def _formats(get: Get, address: str) -> Iterator[str]:
    from tests import formats
    from tests.http.test_pages import assert_alike

    html = formats.read_html(formats.parse(get(f"{address}/")))
    readers = {"json": formats.read_json, "csv": formats.read_csv, "md": formats.read_markdown}
    try:
        assert_alike(html, {name: read(get(f"{address}.{name}")) for name, read in readers.items()})
    except AssertionError as error:
        yield f"formats: {str(error)[:300]}"


def _cells(said: dict[str, Any]) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {
        (section["key"], row["key"], slug): cell
        for section in said["sections"]
        for row in section["rows"]
        for slug, cell in row["cells"].items()
    }


def _of_the_api(page: dict[str, Any], api: dict[str, Any]) -> Iterator[str]:
    of_page, of_api = _cells(page), _cells(api)
    for key in of_page.keys() ^ of_api.keys():
        yield f"API: only one of page and API has {key}"
    for key in of_page.keys() & of_api.keys():
        if of_page[key] != of_api[key]:
            yield f"API: {key}: {of_page[key]} on the page, {of_api[key]} in the API"


def _of_observations(said: dict[str, Any], observed: Sequence[dict[str, Any]], slug: str) -> Iterator[str]:
    """Each figure of a release, beside the observations of its metric and part."""
    by_part: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in observed:
        by_part.setdefault((row["release"], row["metric"], row["part"] or ""), []).append(row)
    for key, cell in _cells(said).items():
        if key[2] != slug or "derivation" in cell or not cell["release"]:
            continue
        for figure in cell.get("figures", ()):
            if figure["metric"] in _MADE:
                continue
            rows = by_part.get((cell["release"], figure["metric"], figure.get("part", "")), [])
            wanted = {name: figure.get(name) for name in NUMBERS}
            # A step of the way into an occupation is from a release of its own.
            if figure["metric"] != cell["metric"] and not rows:
                continue
            if not any({name: row[name] for name in NUMBERS} == wanted for row in rows):
                yield f"observations: {key}, {figure}: {[{n: row[n] for n in NUMBERS} for row in rows][:3]}"
            elif figure.get("part_code") not in {row["part_code"] for row in rows}:
                yield f"observations: {key}: the code of {figure} is another"


def pairs(slugs: Sequence[str], count: int, seed: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    return [tuple(sorted(chance.sample(list(slugs), 2))) for _ in range(count)]  # type: ignore[misc]


def _of_this_process(address: str) -> str:
    from django.test import Client

    answer = Client().get(address, follow=True)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return answer.content.decode()


def main(count: int, seed: int) -> int:
    """Returns how many pairs differ."""
    from occupations.bulk import releases
    from occupations.local_copy import keeping
    from occupations.search import live

    keeping.make_first()
    slugs = sorted(one.slug for one in live.current().occupations.values())
    bulk = releases.latest()
    assert bulk is not None, "there are no bulk files: manage.py make_bulk makes them"
    everywhere = Everywhere(_of_this_process, BulkFiles([bulk.path(one.name) for one in bulk.files]))
    differing = 0
    for one, other in pairs(slugs, count, seed):
        found = everywhere.differences(one, other)
        differing += bool(found)
        for line in found:
            sys.stdout.write(f"{one} and {other}: {line}\n")
    compared = ", ".join(f"{number:,} {what}" for what, number in everywhere.compared.items())
    sys.stdout.write(f"{differing} of {count} pairs differ; compared: {compared}\n")
    return differing


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("collectstatic", interactive=False, verbosity=0)
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2026)))
