"""Occupations: the list with its filters, one occupation, and its editions."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import register_converter, resolve, reverse
from django.urls.converters import StringConverter

from occupations.api import parameters, scope_parameters, summaries
from occupations.api.endpoint import Answer, Endpoint, link
from occupations.api.filters import FILTERS, SORTS, narrowed, with_pay
from occupations.api.occupation_body import BRIEF, FIELDS, FULL, MovedSlug, Wanted, missing, render_occupation
from occupations.api.pagination import CURSOR, LIMIT, Key, cut, links
from occupations.api.problems import Problem
from occupations.api.renderers import render_list
from occupations.api.schemas import occupations as schemas
from occupations.metrics import SECTION_KEYS
from occupations.models import Occupation
from occupations.pages import by_title
from occupations.pages.gone import look_up_all
from occupations.rendering import cache_control, live
from occupations.rendering.as_of import public_editions
from occupations.rendering.http import site_of
from occupations.rendering.live import Live, LiveDocument, live_edition, live_versions, with_layout
from occupations.rendering.view import Taken
from occupations.scope import figures
from occupations.search.engine import described
from occupations.sql import LIVE
from occupations.text.asked import MATCH


class EditionConverter(StringConverter):
    """The number of an edition, small enough for the database."""

    regex = "[1-9][0-9]{0,5}"

    def to_python(self, value):
        return int(value)


register_converter(EditionConverter, "edition")

SLUG = {
    "slug": {
        "schema": {"type": "string", "pattern": f"^{parameters.SLUG}$", "maxLength": 80},
        "description": "The occupation: its slug.",
        "example": "registered-nurse",
    }
}
SECTIONS = parameters.choices(
    "sections", "Only these sections of figures, and their sources; no texts.", SECTION_KEYS, "pay,people"
)
DETAIL = parameters.choice(
    "detail",
    "`brief`: only the key figures (pay, jobs, growth, entry education), with who says so and of when: less "
    "than 1 KB for an occupation.",
    [FULL, BRIEF],
    FULL,
    BRIEF,
)
MOST_PROFILES = 20


class OccupationsList(Endpoint):
    """All occupations, twenty at a time, with the figures of a few rows of each. `rows` chooses the rows; `expand` adds
    more members, up to the whole `profile`, so that one call is enough. Figures, sources and reasons for missing
    figures are those of the pages."""

    summary = "Find, filter and sort occupations"
    shape = schemas.OccupationList
    leads = {
        "occupation_detail": {"slug": "/results/0/slug"},
        "occupation_editions": {"slug": "/results/0/slug"},
    }
    parameters = (
        parameters.slugs(
            "ids",
            "Only these occupations, on one page: slugs, also former ones, or permanent numbers.",
            100,
            example="registered-nurse,actor",
        ),
        *FILTERS,
        parameters.choice(
            "sort", "Sort order; a minus reverses it. Occupations without a figure come last.", SORTS, "title"
        ),
        parameters.choices("rows", "The rows to include in `cells`.", summaries.ROWS, "pay_median,growth,gender"),
        parameters.choices(
            "fields", "Only these members of each occupation; `slug` is always included.", summaries.FIELDS
        ),
        parameters.choices(
            "expand",
            f"Members to add to each occupation. With `profile`, a page has at most {MOST_PROFILES} occupations.",
            summaries.EXPANSIONS,
            "records,skills",
        ),
        LIMIT,
        CURSOR,
    )

    def answer(self, params: dict[str, Any]) -> Answer:
        key = Key(params["sort"], SORTS[params["sort"]], params["sort"].startswith("-"))
        rows = narrowed(with_pay(Occupation.objects.using(LIVE).public()), params)
        limit = min(params["limit"], MOST_PROFILES) if "profile" in params["expand"] else params["limit"]
        asked = _asked(params["ids"]) if params["ids"] else None
        if asked:
            rows, limit = rows.filter(slug__in=asked.slugs), len(asked.slugs)
        if params["cursor"]:
            rows = key.after(rows, params["cursor"])
        found = list(_keys(rows.order_by(*key.order())[: limit + 1], key, "profile" in params["expand"]))
        page, more = cut(found, limit)
        following = link(self.request, cursor=key.cursor(*page[-1][:2])) if more else None

        def body(output_format: str) -> bytes | str:
            wanted = summaries.for_readers(params) if output_format == "md" else params
            data = summaries.listed(page, wanted, self.request)
            data["next"] = following
            data |= asked.said if asked else {"moved": [], "withdrawn": [], "not_found": []}
            columns, shown = summaries.columns_of(params), summaries.shown_of(wanted)
            return render_list(output_format, "Occupations", data, self.shape, columns=columns, shown=shown)

        depends = (str(found), repr(asked.said) if asked else "")
        return Answer(depends, body, links(link(self.request, cursor=None), following))


class _Asked(NamedTuple):
    """`slugs`: those of today; `said`: members of the response on those that are not public under that name."""

    slugs: list[str]
    said: dict[str, list[Any]]


def _asked(ids: Sequence[str]) -> _Asked:
    public = live_versions(ids).keys()
    gone = look_up_all([one for one in ids if one not in public])
    moved = {one: gone[one].moved_to for one in ids if one in gone and gone[one].moved_to}
    withdrawn = [
        {"slug": one, "because": gone[one].reason or None, "successor": successor.slug if successor else None}
        for one in sorted(gone.keys() - moved.keys())
        for successor in [gone[one].successor]
    ]
    return _Asked(
        list(dict.fromkeys([one for one in ids if one in public] + [*moved.values()])),
        {
            "moved": [{"slug": one, "moved_to": to} for one, to in sorted(moved.items())],
            "withdrawn": withdrawn,
            "not_found": sorted(set(ids) - public - gone.keys()),
        },
    )


def _keys(rows: QuerySet, key: Key, with_profile: bool) -> QuerySet:
    """Rows of (sort value, primary key, slug, everything that the page of these depends on), from one small query."""
    depends = (_STANDS, _STANDS_ALONE) if with_profile else (_STANDS,)
    extra = {f"depends_{number}": RawSQL(sql, []) for number, sql in enumerate(depends)}  # noqa: S611 (constants)
    return rows.annotate(**extra).values_list(key.column, "pk", "slug", "live__number", "live__digest", *extra)


# Plain SQL, because building it with the ORM costs more than running it. Subqueries, not joins: they run only for the
# occupations of the page.
_STANDS = """
    coalesce((SELECT group_concat(metric) FROM occupations_metricpolicy WHERE NOT shown), '') || ' ' || coalesce(
    (SELECT json_array(s.pay_median_percentile, s.counts, s.nearest, s.related, s.stands_out)
     FROM occupations_standing s WHERE s.occupation_id = occupations_occupation.id), '')
"""
_STANDS_ALONE = "(SELECT count(*) FROM occupations_standing WHERE counts)"


class OccupationDetail(Endpoint):
    """Everything on the page of the occupation, typed, with the source of every figure and text."""

    summary = "One occupation"
    shape = schemas.Occupation
    paths = SLUG
    moves = True
    parameters = (
        parameters.choices(
            "fields", "Only these members; `slug` is always included.", FIELDS, "title,sections,sources"
        ),
        SECTIONS,
        DETAIL,
        parameters.match("the path"),
        *scope_parameters.ALL,
    )

    def answer(self, params: dict[str, Any], slug: str) -> Answer | HttpResponse:
        if params["detail"] == BRIEF and params["fields"]:
            raise Problem("invalid-parameter", "fields: a brief answer has members of its own.", parameter="fields")
        taken = self._taken(slug, params["match"]) if params["match"] else ()
        if isinstance(taken, HttpResponse):
            return taken
        slug = taken[0].slug if taken else slug
        wanted = Wanted(params["fields"], params["sections"], taken=taken, detail=params["detail"])
        if scope_parameters.choice(params).given:
            return self._in_place(params, slug, wanted)
        past = scope_parameters.editions(params["as_of"], [slug]) if params["as_of"] else None
        wanted = wanted._replace(past=past)
        if self.light and not past and (known := live_versions([slug], alone=True).get(slug)):
            return Answer((known.version, *wanted.key), None)
        edition = past.sides.get(slug) if past else live_edition(slug)
        return _one(self, edition, wanted) if edition else moved(self, slug)

    def _taken(self, slug: str, match: str) -> tuple[Taken, ...] | HttpResponse:
        """What the slug is taken for. Like `moved` if it is nothing, or the former slug of an occupation."""
        if itself := described(slug):
            return (by_title.taken(slug, itself, by_title.ADDRESS),)
        found = None if look_up_all([slug]) else by_title.taken_for(slug, match)
        return (found,) if found else moved(self, slug)

    def _in_place(self, params: dict[str, Any], slug: str, wanted: Wanted) -> Answer | HttpResponse:
        """Pay and employment are for a place and a release; the rest is from the current edition."""
        edition = live_edition(slug)
        if edition is None:
            return moved(self, slug)
        scope = scope_parameters.scope(scope_parameters.choice(params), [edition])
        edition = figures.placed(edition, scope)
        return _one(self, edition, wanted._replace(scope=scope))


def _one(endpoint: Endpoint, edition: LiveDocument, wanted: Wanted) -> Answer:
    def body(output_format: str) -> bytes | str:
        return render_occupation(edition, endpoint.request, output_format, wanted)

    return Answer((edition.version, *wanted.key), body)


def moved(endpoint: Endpoint, slug: str) -> HttpResponse:
    """The redirect from a URL that has changed. Raises Problem for any other URL that is not public."""
    try:
        raise missing(slug, match=endpoint.params.get(MATCH))
    except MovedSlug as new:
        match = resolve(endpoint.request.path_info)
        address = reverse(match.view_name, kwargs={**match.kwargs, "slug": new.to})
        query = endpoint.request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


class OccupationEditions(Endpoint):
    """The published states of an occupation, newest first. Editions never change and keep their URLs."""

    summary = "The editions of an occupation"
    shape = schemas.EditionList
    leads = {"occupation_edition": {"slug": "/slug", "edition": "/results/0/edition"}}
    paths = SLUG
    moves = True
    parameters = (LIMIT, CURSOR)

    def answer(self, params: dict[str, Any], slug: str) -> Answer | HttpResponse:
        key = Key("-number", "number", True)
        rows = public_editions().filter(occupation__slug=slug).order_by(*key.order())
        if params["cursor"]:
            rows = key.after(rows, params["cursor"])
        found = list(
            rows.values_list("number", "pk", "published_at", "digest", "title", "occupation__live")[
                : params["limit"] + 1
            ]
        )
        if not found and not live_versions([slug]):
            return moved(self, slug)
        page, more = cut(found, params["limit"])
        following = link(self.request, cursor=key.cursor(*page[-1][:2])) if more else None
        site = site_of(self.request)
        results = [_edition(site, slug, *row) for row in page]

        def body(output_format: str) -> bytes | str:
            return render_list(
                output_format, f"Editions of {slug}", {"slug": slug, "results": results, "next": following}, self.shape
            )

        return Answer((str(found),), body, links(link(self.request, cursor=None), following))


def _edition(
    site: str, slug: str, number: int, pk: int, published, digest: str, title: str, live: int
) -> dict[str, Any]:
    return {
        "edition": number,
        "published_at": published,
        "digest": digest,
        "live": pk == live,
        "title": title,
        "api_url": site + reverse("api:occupation-edition", args=[slug, number]),
    }


class OccupationEdition(Endpoint):
    """An occupation as published in that edition. Metrics that this site hides today are hidden here, too. Its rank
    among other occupations is null, because only the current one is known."""

    summary = "One edition of an occupation"
    shape = schemas.Occupation
    paths = {
        **SLUG,
        "edition": {
            "schema": {"type": "integer", "minimum": 1, "maximum": 999_999},
            "description": "The number of the edition.",
            "example": 1,
        },
    }
    moves = True
    parameters = OccupationDetail.parameters[:2]

    def answer(self, params: dict[str, Any], slug: str, edition: int) -> Answer | HttpResponse:
        columns = ("occupation", "number", "published_at", "digest", *(() if self.light else ("document",)))
        row = public_editions().filter(occupation__slug=slug).filter(number=edition).values_list(*columns).first()
        if row is None:
            if live_versions([slug]):
                raise Problem("not-found", f"{slug} has no public edition {edition}.")
            return moved(self, slug)
        pk, number, published, digest, *document = row
        wanted = Wanted(params["fields"], params["sections"])
        one = Live(slug, number, published, digest, None, None, live.hidden_metrics(), id=pk)
        headers = {"Cache-Control": cache_control.EDITION}
        if not document:
            return Answer((one.version, *wanted.key), None, headers)
        made = with_layout(one, live.cache.keep(digest, *document))
        return _one(self, made, wanted)._replace(headers=headers)
