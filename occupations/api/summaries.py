"""Occupations in lists of the API: cells of a few rows, and what else is requested."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from occupations.api.list_columns import LINK, TITLE, Short, code_of, columns, member
from occupations.api.occupation_body import raw
from occupations.api.schemas.occupations import OccupationSummary
from occupations.api.skills import use_addresses
from occupations.links import category_link, id_url, occupation_link
from occupations.metrics import METRICS, SLOTS, in_unit
from occupations.pages.occupation import links_json
from occupations.profiles.sheet import Sheet
from occupations.publishing.columns import USES, use_key
from occupations.rendering.http import site_of
from occupations.rendering.json_members import cell_json, record_json, source_json
from occupations.rendering.live import LiveDocument, live_editions
from occupations.rendering.origins import Origin, origin_of
from occupations.rendering.sources import SourceView
from occupations.rendering.view import CellView

ROWS = tuple(SLOTS)
USUAL = ("pay_median", "pay_mean", "growth", "jobs", "openings", "entry_education")
FIELDS = (
    "slug",
    "id",
    "id_url",
    "title",
    "official_title",
    "api_url",
    "page_url",
    "category",
    "edition",
    "published_at",
    "digest",
    "cells",
    "pay_median_percentile",
)
EXPANSIONS = ("records", "also_called", "job_titles", "skills", "nearest", "profile")


SHORT_ROWS = ("pay_median", "jobs", "growth")
"""Of an occupation in a list in Markdown, if the request does not say which."""


class Numbered:
    """The sources of a response, numbered in the order in which its figures refer to them."""

    def __init__(self) -> None:
        self._numbers: dict[str, tuple[int, Origin]] = {}

    def cite(self, origin: Origin | None) -> int:
        """The number, 0 for none."""
        if origin is None:
            return 0
        return self._numbers.setdefault(origin.key, (len(self._numbers) + 1, origin))[0]

    def listed(self) -> list[dict[str, Any]]:
        return [source_json(SourceView(number, origin)) for number, origin in self._numbers.values()]


def listed(page: Sequence[tuple], params: Mapping[str, Any], request: HttpRequest) -> dict[str, Any]:
    """`results` and `sources` for rows whose third entry is the slug of a public occupation; one query."""
    slugs = [row[2] for row in page]
    found = live_editions(slugs, alone="profile" in params["expand"]) if slugs else {}
    sources = Numbered()
    wanted = [*(params["fields"] or FIELDS), *params["expand"]]
    rows = params["rows"] or USUAL
    site = site_of(request)
    results = [_summary(found[slug], rows, wanted, sources, site) for slug in slugs if slug in found]
    return {"results": results, "sources": sources.listed()}


def for_readers(params: Mapping[str, Any]) -> dict[str, Any]:
    """What a list in Markdown is made of: it has the codes, and few rows."""
    return {**params, "rows": params["rows"] or SHORT_ROWS, "expand": (*params["expand"], "records")}


def columns_of(params: Mapping[str, Any]) -> tuple[str, ...]:
    """Of the list in CSV."""
    members = {"slug", *(params["fields"] or FIELDS), *params["expand"]}
    return columns(OccupationSummary, members, params["rows"] or USUAL)


def shown_of(params: Mapping[str, Any]) -> tuple[Short, ...]:
    """Of the list in Markdown."""
    members = params["fields"] or FIELDS
    first = TITLE if "title" in members else member("Slug", "slug")
    cells = [_cell_of(row) for row in params["rows"] or SHORT_ROWS] if "cells" in members else []
    codes = [] if params["fields"] else [CODE]
    return (first, *codes, *cells, *([LINK] if "page_url" in members else []))


CODE = Short("Code", lambda item: code_of(item["records"]))


def _cell_of(row: str) -> Short:
    def text(item: dict[str, Any]) -> str:
        cell = item["cells"][row]
        return f"{cell['text']} [{cell['source_number']}]" if cell["source_number"] else cell["text"]

    return Short(SLOTS[row].label, text)


def _summary(
    live: LiveDocument, rows: Sequence[str], wanted: Sequence[str], sources: Numbered, site: str
) -> dict[str, Any]:
    sheet, fragments = live.laid_out
    profile = sheet.profile
    complete: dict[str, Any] = {
        **occupation_link(site, live.slug, profile.names.title),
        "id": live.id,
        "id_url": site + id_url(live.id),
        "official_title": profile.names.official_title,
        "category": category_link(site, profile.category.slug, profile.category.name),
        "edition": live.number,
        "published_at": live.published_at,
        "digest": live.digest,
        "pay_median_percentile": live.pay_median_percentile,
    }
    result = {name: complete[name] for name in complete if name == "slug" or name in wanted}
    if "cells" in wanted:
        hidden = frozenset(live.hidden)
        cells = {row: sheet.shown(SLOTS[row], hidden) for row in rows}
        result["cells"] = {
            row: cell_json(CellView(cell, sources.cite(origin_of(profile, cell))), fragments)
            for row, cell in cells.items()
        }
    return result | {name: _EXPANDED[name](live, site) for name in EXPANSIONS if name in wanted}


def _skills(sheet: Sheet, site: str) -> list[dict[str, Any]]:
    """What the occupation uses of each kind, most important first."""
    return [
        {
            "key": use_key(kind, figure.label),
            "name": figure.label,
            "metric": cell.metric,
            "weight": None if figure.value is None else in_unit(figure.value, METRICS[cell.metric].unit),
            "note": figure.note or None,
            **use_addresses(site, use_key(kind, figure.label)),
        }
        for kind, slot in USES.items()
        for cell in sheet.cells[slot][:1]
        for figure in cell.held.values()
    ]


_EXPANDED = {
    "records": lambda live, site: [record_json(record) for record in live.laid_out.sheet.profile.records],
    "also_called": lambda live, site: list(live.laid_out.sheet.profile.also_called),
    "job_titles": lambda live, site: list(live.laid_out.sheet.profile.job_titles),
    "skills": lambda live, site: _skills(live.laid_out.sheet, site),
    "nearest": lambda live, site: links_json(site, live, live.nearest),
    "profile": raw,
}
