"""Skills, knowledge and technology, and the occupations that use them, as on their pages."""

from typing import Any

from occupations.api import parameters
from occupations.api.directory import Listing, Q, path
from occupations.api.endpoint import Answer, Endpoint, link
from occupations.api.pagination import CURSOR, LIMIT, in_memory, links
from occupations.api.problems import Problem
from occupations.api.renderers import render_list, to_json
from occupations.api.schemas import directory as schemas
from occupations.directory import skills
from occupations.directory.members import Use, User
from occupations.links import use_url
from occupations.metrics import METRICS, in_unit
from occupations.rendering.formats import plain


class Skills(Listing):
    """Skills, fields of knowledge and technologies, each with the number of occupations that use it."""

    summary = title = "Skills, knowledge and technology"
    shape = schemas.SkillList
    leads = {"skill_detail": {"kind": "/results/0/kind", "slug": "/results/0/slug"}}
    parameters = (Q, parameters.choice("kind", "Only this kind.", tuple(skills.KINDS)), LIMIT, CURSOR)

    def data(self, params):
        kinds = [params["kind"]] if params["kind"] else list(skills.KINDS)
        return [_by_kind(kind, use) for kind in kinds for use in skills.listed(kind)]


def _by_kind(kind: str, use: Use) -> tuple[list, dict[str, Any]]:
    return (
        [list(skills.KINDS).index(kind), use.name.casefold(), use.key],
        {
            "key": use.key,
            "kind": kind,
            "slug": use.key.partition(":")[2],
            "name": use.name,
            "url": use_url(use.key),
            "occupations": len(use.users),
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
            near = [{"slug": use.key.partition(":")[2], "title": use.name} for use in found]
            raise Problem("not-found", f"There is no “{slug[:80]}” that an occupation uses.", near=near)
        users = [
            ([at, user.occupation.slug], _user(user))
            for at, user in enumerate(user for table in context["tables"] for user in table["rows"])
        ]
        page, cursor = in_memory(users, params["limit"], params["cursor"])
        following = link(self.request, cursor=cursor) if cursor else None
        data = {
            "key": f"{kind}:{slug}",
            "name": context["name"],
            "occupations": context["count"],
            "results": page,
            "next": following,
        }
        headers = links(link(self.request, cursor=None), following)
        return Answer(
            (to_json(data).decode(),), lambda output_format: render_list(output_format, data["name"], data), headers
        )


def _user(user: User) -> dict[str, Any]:
    one = user.occupation
    return {
        "slug": one.slug,
        "title": one.title,
        "metric": user.metric,
        "weight": None if user.weight is None else in_unit(user.weight, METRICS[user.metric].unit),
        "marks": [mark for mark in user.marks.split(", ") if mark],
        "pay": plain(one.pay),
        "pay_at_least": plain(one.at_least),
        "pay_metric": one.metric or None,
        "pay_period_end": one.end,
        "pay_group": one.group or None,
    }
