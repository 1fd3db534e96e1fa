"""Skills, knowledge and technology, and the occupations that use them, as on their pages."""

from typing import Any

from occupations.api import parameters
from occupations.api.directory import Listing, Q, path
from occupations.api.endpoint import Answer, Endpoint, link
from occupations.api.pagination import CURSOR, LIMIT, in_memory, links
from occupations.api.problems import Problem
from occupations.api.schemas import directory as schemas
from occupations.browse.list_figures import text_of
from occupations.directory import skills
from occupations.directory.members import Use, User
from occupations.links import addresses, occupation_link, use_url
from occupations.metrics import METRICS, in_unit
from occupations.rendering.http import site_of
from occupations.rendering.json_members import listed_figure
from occupations.rendering.named_releases import keys_of


class Skills(Listing):
    """Skills, fields of knowledge and technologies, each with the number of occupations that use it."""

    summary = title = "Skills, knowledge and technology"
    shape = schemas.SkillList
    leads = {"skill_detail": {"kind": "/results/0/kind", "slug": "/results/0/slug"}}
    parameters = (
        Q,
        parameters.choices("kind", "Only these kinds.", tuple(skills.KINDS), "skill,technology"),
        LIMIT,
        CURSOR,
    )

    def data(self, params):
        site = site_of(self.request)
        kinds = [kind for kind in skills.KINDS if not params["kind"] or kind in params["kind"]]
        return [_by_kind(kind, use, site) for kind in kinds for use in skills.listed(kind)]


def use_addresses(site: str, key: str) -> dict[str, str | None]:
    """Of a skill, field of knowledge or technology. `key`: "skill:writing"."""
    return addresses(site, use_url(key), "skill", *key.split(":", 1))


def _by_kind(kind: str, use: Use, site: str) -> tuple[list, dict[str, Any]]:
    return (
        [list(skills.KINDS).index(kind), use.name.casefold(), use.key],
        {
            "key": use.key,
            "kind": kind,
            "slug": use.key.partition(":")[2],
            "name": use.name,
            "code": use.code or None,
            **use_addresses(site, use.key),
            "occupations_count": len(use.users),
        },
    )


class SkillDetail(Endpoint):
    """The occupations that use a skill, field of knowledge or technology, highest weight first; `weight` is in the unit
    of the metric, or null if the source gives none."""

    summary = "Who uses a skill"
    tag = Listing.tag
    shape = schemas.SkillDetail
    paths = {
        "kind": {
            "schema": {"type": "string", "enum": list(skills.KINDS)},
            "description": "The kind.",
            "example": "skill",
        },
        **path("slug", "Its address.", "critical-thinking"),
    }
    parameters = (LIMIT, CURSOR)

    def answer(self, params: dict[str, Any], kind: str, slug: str) -> Answer:
        context = skills.use_page(kind, slug)
        if context is None:
            found = skills.near(kind, slug) if kind in skills.KINDS else []
            near = [{"key": use.key, "title": use.name} for use in found]
            raise Problem("not-found", f"There is no “{slug[:80]}” that an occupation uses.", near=near)
        site = site_of(self.request)
        users = [
            ([at, user.occupation.slug], _user(user, site))
            for at, user in enumerate(user for table in context["tables"] for user in table["rows"])
        ]
        page, cursor = in_memory(users, params["limit"], params["cursor"])
        following = link(self.request, cursor=cursor) if cursor else None
        data = {
            "key": f"{kind}:{slug}",
            "name": context["name"],
            "code": context["code"] or None,
            **use_addresses(site, f"{kind}:{slug}"),
            "occupations_count": context["count"],
            "results": page,
            "next": following,
        }
        headers = links(link(self.request, cursor=None), following)
        return self.listing(data["name"], data, headers)


def _user(user: User, site: str) -> dict[str, Any]:
    one = user.occupation
    text = text_of(one.pay, one.at_least, one.metric) if one.metric else ""
    return {
        **occupation_link(site, one.slug, one.title),
        "metric": user.metric,
        "weight": None if user.weight is None else in_unit(user.weight, METRICS[user.metric].unit),
        "marks": [mark for mark in user.marks.split(", ") if mark],
        "pay": listed_figure(one.metric, one.pay, one.at_least, text, one.end, one.group, keys_of(one.source)),
    }
