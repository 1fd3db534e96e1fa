"""Codes of official classifications, and the occupations that are matched to them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from occupations.api.endpoint import Answer, Endpoint
from occupations.api.problems import Problem
from occupations.api.schemas import codes as schemas
from occupations.directory import codes
from occupations.directory.codes import Crosswalk, Matched, Record
from occupations.links import code_url, occupation_url
from occupations.pages.codes import CODE
from occupations.rendering.http import site_of


class CodeSystems(Endpoint):
    """The classifications and surveys whose codes this API knows, with the number of codes in each vintage."""

    summary = "Systems of codes"
    tag = "Codes"
    shape = schemas.CodeSystemList

    def answer(self, params: dict[str, Any]) -> Answer:
        site = site_of(self.request)
        results = [
            {
                "key": one.place,
                "system": one.system,
                "vintage": one.vintage,
                "name": one.name,
                "codes_count": one.codes,
                "page_url": f"{site}{reverse('occupations:code-list')}#{one.place}",
            }
            for one in codes.systems()
        ]
        data = {"results": results}
        return self.listing("Systems of codes", data)


class CodeDetail(Endpoint):
    """A code: its records, one for each of its `vintages`; of the newest, the occupations that are matched to it or,
    for a group, to what is in it, the groups above it, nearest first, and what is directly beneath it. `crosswalks` are
    what releases map any of its records to. `same_code` are records of other systems with the same code."""

    summary = "One code"
    tag = "Codes"
    shape = schemas.CodeDetail
    may_be_missing = True
    moves = True
    leads = {"occupation_detail": {"slug": "/occupations/0/slug"}}
    paths = {
        "system": {
            "schema": {"type": "string", "enum": list(codes.SYSTEMS)},
            "description": "The classification or survey.",
            "example": "soc",
        },
        "code": {
            "schema": {"type": "string", "pattern": f"^{CODE}$"},
            "description": "The code, also without its hyphen.",
            "example": "29-1141",
        },
    }

    def answer(self, params: dict[str, Any], system: str, code: str) -> Answer | HttpResponse:
        as_written = codes.written(system, code)
        page = codes.code_page(system, as_written)
        if page is None:
            near = [{"key": one.code, "title": one.title} for one in codes.near(system, as_written)]
            name = codes.NAMES[codes.SYSTEMS[system]]
            raise Problem("not-found", f"{name} has no code “{as_written[:60]}”.", near=near)
        if as_written != code:
            query = self.request.META.get("QUERY_STRING", "")
            address = reverse("api:code", args=[system, as_written])
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        site = site_of(self.request)
        data = {
            "system": page.system,
            "code": page.code,
            "title": page.newest.title,
            "api_url": site + reverse("api:code", args=[system, page.code]),
            "page_url": site + code_url(system, page.code),
            "vintages": _all(page.records, site),
            "occupations": [_occupation(one, site) for one in page.occupations],
            "parents": _all(page.parents, site),
            "children": _all(page.children, site),
            "crosswalks": [_crosswalk(one, site) for one in page.crosswalks],
            "same_code": _all(page.same, site),
        }
        return self.listing(f"{page.code} {page.newest.title}", data, rows="occupations")


def _all(records: Sequence[Record], site: str) -> list[dict[str, Any]]:
    return [_record(one, site) for one in records]


def _record(one: Record, site: str) -> dict[str, Any]:
    return {
        "record": one.key,
        "system": one.system,
        "vintage": one.vintage,
        "code": one.code,
        "title": one.title,
        "level": one.level,
        "api_url": site + reverse("api:code", args=[one.place, one.code]),
    }


def _occupation(one: Matched, site: str) -> dict[str, Any]:
    slug = one.occupation.slug
    return {
        "slug": slug,
        "id": one.occupation.id,
        "title": one.occupation.title,
        "record": one.record.key,
        "quality": one.quality,
        "api_url": site + reverse("api:occupation", args=[slug]),
        "page_url": site + occupation_url(slug),
    }


def _crosswalk(one: Crosswalk, site: str) -> dict[str, Any]:
    return {
        "record": one.mapped.key,
        "direction": "to" if one.forward else "from",
        "quality": one.quality,
        "release": one.release,
        "other": _record(one.other, site),
    }
