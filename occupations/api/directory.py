"""Places, industries and employers, as on their pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import register_converter
from django.urls.converters import StringConverter

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint, link
from occupations.api.pagination import CURSOR, LIMIT, in_memory, links
from occupations.api.problems import Problem
from occupations.api.renderers import render_list, to_json
from occupations.api.schemas import directory as schemas
from occupations.directory import employers, industries, places
from occupations.directory.members import Member
from occupations.directory.pay_ranking import PlacedWage, Ranked, total
from occupations.links import employer_url
from occupations.rendering.formats import plain

PLACE = r"(state|metro)-[0-9]{1,10}"
Q = parameters.text("q", "Words in the name, in any order.", 100)


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
        return Answer(
            (to_json(data).decode(),), lambda output_format: render_list(output_format, self.title, data), headers
        )


class Areas(Listing):
    """States and metropolitan areas with published pay."""

    summary = title = "Areas"
    shape = schemas.AreaList
    leads = {"area_detail": {"key": "/results/0/key"}}
    parameters = (Q, parameters.choice("kind", "Only areas of this kind.", places.KINDS), LIMIT, CURSOR)

    def data(self, params):
        return [
            (
                [place.name.casefold(), place.key],
                {"key": place.key, "kind": place.kind, "name": place.name, "url": place.url},
            )
            for place in places.public_places()
            if params["kind"] in (None, place.kind)
        ]


class AreaDetail(Endpoint):
    """Pay and employment in an area, in two rankings: `paid` and `employed`. Official records whose pay is above the
    highest published amount cannot be ranked and are in `above`. `occupations` are those the figure describes."""

    summary = "One area"
    tag = Listing.tag
    shape = schemas.PayDetail
    may_be_missing = True
    paths = path("key", "The area.", "metro-35620", f"^{PLACE}$")
    parameters = (LIMIT,)

    def answer(self, params: dict[str, Any], key: str) -> Answer:
        context = places.place_page(key)
        if context is None:
            raise Problem("not-found", f"There are no figures for an area “{key}”; areas/ lists the areas.")
        place = context["place"]
        return _pay_ranking({"key": place.key, "name": place.name, "url": place.url}, context, params["limit"])


class Industries(Listing):
    """The industry sectors of the wage survey."""

    summary = title = "Industries"
    shape = schemas.IndustryList
    leads = {"industry_detail": {"slug": "/results/0/slug"}}
    parameters = (Q, LIMIT, CURSOR)

    def data(self, params):
        return [
            ([one.name.casefold(), one.code], {"code": one.code, "slug": one.slug, "name": one.name, "url": one.url})
            for one in industries.sectors()
        ]


class IndustryDetail(Endpoint):
    """Pay and employment in an industry, in the same form as for an area."""

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
        return _pay_ranking({"key": sector.slug, "name": sector.name, "url": sector.url}, context, params["limit"])


def _pay_ranking(about: dict[str, Any], context: Mapping[str, Any], limit: int) -> Answer:
    members = context["members"]
    data = {
        **about,
        "period": context["period"],
        "source": context["source"],
        "all_workers": total(context["everyone"]) or None,
        "paid": _ranked(context["paid"], members, limit),
        "employed": _ranked(context["employed"], members, limit) if context["employed"] else None,
    }
    return Answer(
        (to_json(data).decode(),),
        lambda output_format: render_list(
            output_format, about["name"], data["paid"] if output_format != "json" else data
        ),
    )


def _ranked(ranked: Ranked, members: Mapping[str, list[Member]], limit: int) -> dict[str, Any]:
    return {
        "heading": ranked.heading,
        "notes": ranked.notes,
        "ranked": len(ranked.rows),
        "results": [_wage(wage, members, rank) for rank, wage, _ in ranked.rows[:limit]],
        "above": [_wage(wage, members, None) for wage in ranked.above],
    }


def _wage(wage: PlacedWage, members: Mapping[str, list[Member]], rank: int | None) -> dict[str, Any]:
    """A row of the survey: US$ a year; null for what it does not say, or only as a bound (`top_coded`)."""
    amounts = ("annual_mean", "annual_median", "annual_p10", "annual_p90", "mean_rse", "employment", "employment_rse")
    return {
        "rank": rank,
        "record": {"key": wage.key, "title": wage.record},
        "occupations": _links(members.get(wage.key, ())),
        **{name: plain(getattr(wage, name)) for name in amounts},
        "top_coded": wage.top_coded,
        "at_least": plain(wage.top_code_annual),
    }


def _links(members: Sequence[Member]) -> list[dict[str, Any]]:
    return [{"slug": one.slug, "title": one.title, "wider_than_occupation": not one.own} for one in members]


class Employers(Listing):
    """Employers with enough wage filings for visa applications to be listed, most filings first."""

    summary = title = "Employers"
    shape = schemas.EmployerList
    leads = {"employer_detail": {"slug": "/results/0/slug"}}
    parameters = (Q, LIMIT, CURSOR)

    def data(self, params):
        names = ("slug", "name", "url", "filings", "occupations")
        return [
            ([-one.filings, one.name.casefold(), one.slug], {name: getattr(one, name) for name in names})
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
            near = [{"slug": one.slug, "title": one.name} for one in employers.near(slug)]
            raise Problem("not-found", f"There is no employer “{slug[:80]}”.", near=near)
        enough = employers.FEWEST_FILINGS
        data = {
            "slug": slug.lower(),
            "name": context["name"],
            "url": employer_url(slug.lower()),
            "filings": context["filings"],
            "source": context["origin"] or None,
            "results": [
                {
                    "record": {"key": one.key, "title": one.record},
                    "occupations": _links([*row["members"], *row["parts"]]),
                    "filings": one.filings,
                    "median": plain(one.median) if one.filings >= enough else None,
                }
                for one, row in zip(context["filed"], context["rows"], strict=True)
            ],
            "named": [
                {"slug": one.slug, "title": one.title, "pay": one.pay, "source": one.source} for one in context["named"]
            ],
        }
        return Answer((to_json(data).decode(),), lambda output_format: render_list(output_format, data["name"], data))
