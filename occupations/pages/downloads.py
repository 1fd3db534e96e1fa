"""The page of all data: what can be downloaded, on which terms, and what has changed."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from occupations.bulk import releases
from occupations.bulk.contents import Contents, TableContents, latest_contents
from occupations.bulk.releases import Bulk
from occupations.bulk.tables import OCCUPATION_TABLES
from occupations.links import api_path, feeds
from occupations.pages.data_json_ld import catalog
from occupations.profiles import formatting
from occupations.rendering.examples import program_for
from occupations.rendering.http import list_page, public_page, site_of
from occupations.rendering.live import hidden_metrics

EXAMPLES = settings.BASE_DIR / "templates" / "data"
LANGUAGES = {"py": "Python", "R": "R"}
DESCRIPTION = "datapackage.json"
FORMATS = {"csv": "CSV", "jsonl": "JSON Lines", "parquet": "Parquet"}
_UNITS = (("GB", 10**9), ("MB", 10**6), ("KB", 10**3))
_OF_OCCUPATIONS = {table.name for table in OCCUPATION_TABLES}
GROUPS = (
    ("occupations", "Occupations", "What pages show of occupations. Tables refer to each other by slugs and keys."),
    ("keys", "What the keys stand for", "Metrics, sources, places, codes and so on, and what changed."),
    (
        "observations",
        "All figures of the sources",
        "Every figure of every release, also those that no page shows, by table of a source. Columns are the same.",
    ),
)
"""Id, title and explanation."""


def data(request: HttpRequest) -> HttpResponse:
    site = site_of(request)
    page = list_page(
        request,
        "Download the data",
        "Occupations and all their figures as CSV, Parquet and JSON Lines, with licenses, sources and checksums.",
    )
    page = page._replace(feeds=feeds())
    newest = latest_contents(hidden_metrics()) if settings.API_ENABLED else None
    context = {
        "page": page,
        "structured": catalog(site, newest),
        "api": settings.API_ENABLED,
        "newest": _newest(newest) if newest else None,
        "examples": [
            (language, program_for(EXAMPLES / f"load.{ending}", site)) for ending, language in LANGUAGES.items()
        ],
    }
    return public_page(request, "data/page.html", context)


def _newest(contents: Contents) -> dict[str, Any]:
    groups: dict[str, list[TableContents]] = {group: [] for group, _, _ in GROUPS}
    for table in contents.tables:
        groups[_group(table)].append(table)
    return {
        "published": formatting.day(contents.bulk.published_on),
        "occupations": f"{contents.bulk.occupations:,}",
        "description": api_path("bulk-latest", DESCRIPTION),
        "catalog": api_path("dcat"),
        "groups": [
            {
                "id": group,
                "title": title,
                "about": about,
                "folded": group == "keys",
                "rows": [_row(table) for table in groups[group]],
            }
            for group, title, about in GROUPS
            if groups[group]
        ],
        "sources": [
            {
                "title": source.title,
                "publisher": source.publisher,
                "license": source.license,
                "url": source.terms.url if source.terms else "",
                "attribution": source.attribution or "not stated",
            }
            for source in contents.sources
        ],
        "older": _older(releases.releases()[1:]),
    }


def _group(table: TableContents) -> str:
    if table.name.startswith("observations-"):
        return "observations"
    return "occupations" if table.name in _OF_OCCUPATIONS else "keys"


def _row(table: TableContents) -> dict[str, Any]:
    return {
        "id": f"table-{table.name}",
        "title": table.title,
        "about": formatting.period(*table.period) if table.period else "" if table.dataset else table.description,
        "rows": "" if table.rows is None else f"{table.rows:,}",
        "files": [(FORMATS[file.form], api_path("bulk-latest", file.name), size(file.bytes)) for file in table.files],
    }


def _older(found: Sequence[Bulk]) -> list[dict[str, str]]:
    known = {one.name for one in found}
    return [
        {
            "key": one.name,
            "published": formatting.day(one.published_on),
            "description": api_path("bulk-file", one.name, DESCRIPTION),
            "changes": api_path("bulk-changes", one.name, one.since) if one.since in known else "",
        }
        for one in found
    ]


def size(number: int) -> str:
    """ "340 bytes", "12 KB", "3.4 MB", "1.2 GB"."""
    unit, one = next(((unit, one) for unit, one in _UNITS if number >= one), ("bytes", 1))
    amount = number / one
    return f"{amount:.1f} {unit}" if one > 1_000 and amount < 10 else f"{amount:.0f} {unit}"
