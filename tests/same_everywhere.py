"""Whether pairs of occupations are the same on the page, in its files, in the API and among the observations.

    CAREERSITE_VAR=var python -m tests.same_everywhere 100

takes as many pairs by chance from the site of that folder, and prints what differs.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

NUMBERS = ("value", "low", "high", "at_least", "at_most")
# Rows of pages that are made of several figures, or of those that editors or files of occupations have.
_MADE = ("skill_share", "skills_edited")

Get = Callable[[str], str]
"""The text at an address of the site. Raises for another status than 200."""


def differences(get: Get, one: str, other: str) -> list[str]:
    """In words, for people who look for the reason."""
    address = f"/compare/{one}-vs-{other}"
    said = json.loads(get(f"{address}.json"))
    return [
        *_formats(get, address),
        *_of_the_api(said, json.loads(get(f"/api/v1/comparisons/?occupations={one},{other}"))),
        *(line for slug in (one, other) for line in _of_observations(said, _observed(get, slug), slug)),
    ]


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


def _observed(get: Get, slug: str) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    rows = json.loads(get(f"/api/v1/observations/?occupation={slug}&place=nation&industry=none&limit=10000"))["results"]
    for row in rows:
        found.setdefault((row["release"], row["metric"], row["part"] or ""), []).append(row)
    return found


def _of_observations(
    said: dict[str, Any], observed: dict[tuple[str, str, str], list[dict[str, Any]]], slug: str
) -> Iterator[str]:
    """Each figure of a release, beside the observations of its metric and part."""
    for key, cell in _cells(said).items():
        if key[2] != slug or "derivation" in cell or not cell["release"]:
            continue
        for figure in cell.get("figures", ()):
            if figure["metric"] in _MADE:
                continue
            rows = observed.get((cell["release"], figure["metric"], figure.get("part", "")), [])
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
    from occupations.local_copy import keeping
    from occupations.search import live

    keeping.make_first()
    slugs = sorted(one.slug for one in live.current().occupations.values())
    differing = 0
    for one, other in pairs(slugs, count, seed):
        found = differences(_of_this_process, one, other)
        differing += bool(found)
        for line in found:
            sys.stdout.write(f"{one} and {other}: {line}\n")
    sys.stdout.write(f"{differing} of {count} pairs differ\n")
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
