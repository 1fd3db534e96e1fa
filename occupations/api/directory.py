"""Places, industries and employers, as on their pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import register_converter
from django.urls.converters import StringConverter

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint, link
from occupations.api.legal_values import VALUES
from occupations.api.pagination import CURSOR, LIMIT, in_memory, links
from occupations.api.problems import Problem
from occupations.api.renderers import render_list, to_json
from occupations.api.schemas import directory as schemas
from occupations.api.schemas.reference import FilterValueList
from occupations.directory import employers, industries, places
from occupations.directory.members import Member
from occupations.directory.pay_ranking import PlacedWage, Ranked, total
from occupations.links import addresses, employer_url, occupation_link
from occupations.metrics import USD_YEAR
from occupations.rendering.formats import plain
from occupations.rendering.http import site_of
from occupations.rendering.named_releases import keys_of

PLACE = r"(state|metro)-[0-9]{1,10}"
Q = parameters.text("q", "Words in the name, in any order.", 100, example="new")


class PlaceConverter(StringConverter):
    regex = PLACE


register_converter(PlaceConverter, "place")


def path(name: str, description: str, example: str, pattern: str = f"^{parameters.SLUG}$") -> dict[str, Any]:
    return {name: {"schema": {"type": "string", "pattern": pattern}, "description": description, "example": example}}


class Listing(Endpoint):
    """A page of a long list in memory. `data()` returns the whole list in order, as (sort key, row)."""

    title: str
    tag = "Places, employers, skills"

    def data(self, params: dict[str, Any]) -> Sequence[tuple[list, dict[str, Any]]]:
        raise NotImplementedError

    def answer(self, params: dict[str, Any]) -> Answer:
        words = params["q"].casefold().split()
        found = [(key, row) for key, row in self.data(params) if all(word in row["name"].casefold() for word in words)]
        page, cursor = in_memory(found, params["limit"], params["cursor"])
        following = link(self.request, cursor=cursor) if cursor else None
        data = {"results": page, "next": following}
        headers = links(link(self.request, cursor=None), following)
        return self.listing(self.title, data, headers)


class Places(Listing):
    """States and metropolitan areas with published pay."""

    summary = title = "Places"
    shape = schemas.PlaceList
    leads = {"place_detail": {"key": "/results/0/key"}}
    parameters = (
        Q,
        parameters.choices("kind", "Only places of these kinds.", places.KINDS, "state"),
        LIMIT,
        CURSOR,
    )

    def data(self, params):
        site = site_of(self.request)
        return [
            (
                [place.name.casefold(), place.key],
                {
                    "key": place.key,
                    "kind": place.kind,
                    "code": place.key.partition("-")[2],
                    "name": place.name,
                    **place.addresses(site),
                },
            )
            for place in places.public_places()
            if not params["kind"] or place.kind in params["kind"]
        ]


class PlaceDetail(Endpoint):
    """Pay and employment in a place, in two rankings. Official records whose pay is above the highest published amount
    cannot be ranked and are in `above`. `occupations` are those the figure describes."""

    summary = "One place"
    tag = Listing.tag
    shape = schemas.PayDetail
    may_be_missing = True
    paths = path("key", "The place: its key.", "metro-35620", f"^{PLACE}$")
    parameters = (LIMIT,)

    def answer(self, params: dict[str, Any], key: str) -> Answer:
        context = places.place_page(key)
        if context is None:
            raise Problem("not-found", f"There are no figures for a place “{key}”; places/ lists the places.")
        place = context["place"]
        about = {"key": place.key, "name": place.name, **place.addresses(site_of(self.request))}
        return _pay_ranking(about, context, params["limit"], site_of(self.request))


class Industries(Listing):
    """The industry sectors of the wage survey."""

    summary = title = "Industries"
    shape = schemas.IndustryList
    leads = {"industry_detail": {"slug": "/results/0/slug"}}
    parameters = (Q, LIMIT, CURSOR)

    def data(self, params):
        site = site_of(self.request)
        return [
            (
                [one.name.casefold(), one.code],
                {"code": one.code, "slug": one.slug, "name": one.name, **_industry(one, site)},
            )
            for one in industries.sectors()
        ]


def _industry(sector: industries.Sector, site: str) -> dict[str, str | None]:
    return addresses(site, sector.url, "industry", sector.slug)


class IndustryDetail(Endpoint):
    """Pay and employment in an industry, in the same form as for a place."""

    summary = "One industry"
    tag = Listing.tag
    shape = schemas.PayDetail
    may_be_missing = True
    paths = path("slug", "The industry: its slug or code.", "51-information")
    parameters = (LIMIT,)

    def answer(self, params: dict[str, Any], slug: str) -> Answer:
        context = industries.sector_page(slug)
        if context is None:
            raise Problem("not-found", f"There is no industry “{slug[:80]}”; industries/ lists the industries.")
        sector = context["sector"]
        about = {"key": sector.slug, "name": sector.name, **_industry(sector, site_of(self.request))}
        return _pay_ranking(about, context, params["limit"], site_of(self.request))


def _pay_ranking(about: dict[str, Any], context: Mapping[str, Any], limit: int, site: str) -> Answer:
    members = context["members"]
    data = {
        **about,
        "period_start": context["days"][0],
        "period_end": context["days"][1],
        **keys_of(context["source"]),
        "all_workers_text": total(context["everyone"]) or None,
        "ranked_by_pay": _ranked(context["paid"], members, limit, site),
        "ranked_by_employees": _ranked(context["employed"], members, limit, site) if context["employed"] else None,
    }
    beside = {"unit": USD_YEAR.key} | {name: data[name] for name in ("source", "release", "period_start", "period_end")}

    def body(output_format: str) -> bytes | str:
        if output_format == "json":
            return to_json(data)
        return render_list(output_format, about["name"], data["ranked_by_pay"], schemas.WageRanking, beside=beside)

    return Answer((to_json(data).decode(),), body)


def _ranked(ranked: Ranked, members: Mapping[str, list[Member]], limit: int, site: str) -> dict[str, Any]:
    return {
        "title": ranked.heading,
        "notes": ranked.notes,
        "ranked_count": len(ranked.rows),
        "results": [_wage(wage, members, rank, site) for rank, wage, _ in ranked.rows[:limit]],
        "above": [_wage(wage, members, None, site) for wage in ranked.above],
    }


_AMOUNTS = {
    "annual_mean": "pay_mean",
    "annual_median": "pay_median",
    "annual_p10": "pay_p10",
    "annual_p90": "pay_p90",
    "mean_rse": "pay_mean_rse_percent",
    "employment": "employees",
    "employment_rse": "employees_rse_percent",
}
"""Columns of wage surveys → members."""


def _wage(wage: PlacedWage, members: Mapping[str, list[Member]], rank: int | None, site: str) -> dict[str, Any]:
    """A row of the survey: US$ a year; null for what it does not say, or only as a bound (`top_coded`)."""
    return {
        "rank": rank,
        "record": wage.key,
        "record_title": wage.record,
        "occupations": _links(members.get(wage.key, ()), site),
        **{name: plain(getattr(wage, column)) for column, name in _AMOUNTS.items()},
        "top_coded": [column.replace("annual_", "pay_") for column in wage.top_coded],
        "at_least": plain(wage.top_code_annual),
    }


def _links(members: Sequence[Member], site: str) -> list[dict[str, Any]]:
    return [{**occupation_link(site, one.slug, one.title), "wider_than_occupation": not one.own} for one in members]


class FilterValues(Listing):
    """The values that a filter of the list of occupations may have, with the number of occupations that each finds
    alone."""

    summary = title = "Legal values of filters"
    tag = "Reference"
    shape = FilterValueList
    parameters = (
        parameters.choice("parameter", "The filter.", VALUES, example="education")._replace(required=True),
        Q,
        LIMIT,
        CURSOR,
    )

    def data(self, params):
        name = params["parameter"]
        return [
            (
                [-value.occupations, value.key],
                {"parameter": name, "key": value.key, "name": value.name, "occupations_count": value.occupations},
            )
            for value in sorted(VALUES[name](), key=lambda value: (-value.occupations, value.key))
        ]


class Employers(Listing):
    """Employers with enough wage filings for visa applications to be listed, most filings first."""

    summary = title = "Employers"
    shape = schemas.EmployerList
    leads = {"employer_detail": {"slug": "/results/0/slug"}}
    parameters = (Q, LIMIT, CURSOR)

    def data(self, params):
        site = site_of(self.request)
        return [
            (
                [-one.filings, one.name.casefold(), one.slug],
                {
                    "slug": one.slug,
                    "name": one.name,
                    **addresses(site, one.url, "employer", one.slug),
                    "filings_count": one.filings,
                    "occupations_count": one.occupations,
                },
            )
            for one in employers.employer_list()["filed"]
        ]


class EmployerDetail(Endpoint):
    """The wages an employer filed, by official record, and the occupations for which a source names it as
    highest-paying. The median is null if there are too few filings."""

    summary = "One employer"
    tag = Listing.tag
    shape = schemas.EmployerDetail
    may_be_missing = True
    paths = path("slug", "The employer: its slug.", "mayo-clinic")

    def answer(self, params: dict[str, Any], slug: str) -> Answer:
        context = employers.employer_page(slug.lower())
        if context is None:
            near = [{"key": one.slug, "title": one.name} for one in employers.near(slug)]
            raise Problem("not-found", f"There is no employer “{slug[:80]}”.", near=near)
        enough, slug, site = employers.FEWEST_FILINGS, slug.lower(), site_of(self.request)
        filed = context["filed"]
        data = {
            "slug": slug,
            "name": context["name"],
            **addresses(site, employer_url(slug), "employer", slug),
            "filings_count": context["filings"],
            **keys_of(filed[0].named if filed else ""),
            "results": [
                {
                    "record": one.key,
                    "record_title": one.record,
                    "occupations": _links([*row["members"], *row["parts"]], site),
                    "filings_count": one.filings,
                    "filed_pay_median": plain(one.median) if one.filings >= enough else None,
                }
                for one, row in zip(filed, context["rows"], strict=True)
            ],
            "named_for": [
                {**occupation_link(site, one.slug, one.title), "pay_amount": one.pay, **keys_of(one.source)}
                for one in context["named"]
            ],
        }
        beside = {"unit": USD_YEAR.key, "source": data["source"], "release": data["release"]}

        def body(output_format: str) -> bytes | str:
            return render_list(output_format, data["name"], data, self.shape, beside=beside)

        return Answer((to_json(data).decode(),), body)
