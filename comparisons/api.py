"""Comparisons in the API: the same object as behind the page, for two to five occupations in one call."""

from collections.abc import Collection, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponsePermanentRedirect

from comparisons import schemas
from comparisons.asked import read
from comparisons.page.arrangement import DIFFERENCES, Arrangement
from comparisons.page.assemble import ComparisonPage, assemble
from comparisons.page.formats import comparison_json, render
from comparisons.page.partial_json import brief_json, in_brief, of_sections, sections_json
from comparisons.queries import ComparisonRows, PairWords, Side, find, find_versions, places
from comparisons.rules.compare import MOST_SIDES
from comparisons.rules.titles import Kind, taken
from occupations.api import parameters, scope_parameters
from occupations.api.endpoint import Answer, Endpoint, link
from occupations.api.occupation_body import BRIEF, MovedSlug, missing
from occupations.api.occupations import DETAIL, SECTIONS
from occupations.api.problems import Problem
from occupations.pages.gone import look_up_all
from occupations.rendering.as_of import dated_view
from occupations.rendering.formats import to_json
from occupations.rendering.http import site_of
from occupations.rendering.partial_views import brief_markdown
from occupations.rendering.view import Taken
from occupations.scope import figures
from occupations.scope.figures import NOWHERE, Scope
from occupations.search.in_addresses import not_sure, quoted_slugs
from occupations.text.asked import LIKELIEST, MATCH


class Comparison(Endpoint):
    """Rows, values, differences between all pairs, sentences, and the source of every figure. The order of the
    occupations is the order of the sides; each difference compares the later side with the earlier one."""

    summary = "Compare two to five occupations"
    tag = "Comparisons"
    shape = schemas.Comparison
    moves = True
    parameters = (
        parameters.slugs_or_titles(
            "occupations",
            "Two to five occupations: their slugs; with `match`, also job titles.",
            MOST_SIDES,
            2,
            example="registered-nurse,software-developer",
        ),
        SECTIONS,
        DETAIL._replace(description=DETAIL.description.replace("1 KB for an occupation", "2 KB for a comparison")),
        parameters.choice("order", "The biggest differences first, in one section.", [DIFFERENCES])._replace(
            default=""
        ),
        parameters.choice("show", "Only rows with a difference.", [DIFFERENCES])._replace(default=""),
        parameters.match("`occupations`"),
        *scope_parameters.ALL,
    )

    def answer(self, params: dict[str, Any]) -> Answer | HttpResponse:
        asked = list(params["occupations"])
        taken = self._taken(asked, params["match"]) if params["match"] else []
        if isinstance(taken, HttpResponse):
            return taken
        slugs = list(dict.fromkeys(one.slug for one in taken)) or asked
        choice = scope_parameters.choice(params)
        past = scope_parameters.editions(params["as_of"], slugs) if params["as_of"] else None
        if self.light and not past and not choice.given:
            known = find_versions(slugs)
            return self._elsewhere(slugs, known.sides) or Answer((*_version(slugs, known), repr(taken)), None)
        found = ComparisonRows(past.sides, PairWords()) if past else find(slugs)
        if elsewhere := self._elsewhere(slugs, found.sides):
            return elsewhere
        scope = NOWHERE
        if choice.given:
            scope = scope_parameters.scope(choice, found.sides.values())
            found = found._replace(sides={slug: figures.placed(one, scope) for slug, one in found.sides.items()})

        def body(output_format: str) -> bytes | str:
            arrangement = Arrangement(params["order"] or "", params["show"] or "")
            assembled = assemble(
                found, slugs, site_of(self.request), arrangement, scope, taken=taken, places=places(found, slugs)
            )
            if past:
                assembled = assembled._replace(view=dated_view(assembled.view, past))
            return _content(assembled, params["sections"], params["detail"], output_format)

        version = _version(slugs, found, past.sentence if past else "", scope)
        return Answer((*version, repr(taken)), body)

    def _taken(self, slugs: list[str], match: str) -> list[Taken] | HttpResponse:
        """What the slugs are taken for; the redirect if some are former slugs of occupations. Raises Problem."""
        asked = read(slugs)
        former = look_up_all(asked.found)
        if former and (elsewhere := self._elsewhere(slugs, [slug for slug in slugs if slug not in former])):
            return elsewhere
        for side in asked.sides:
            if side.kind is Kind.NOTHING:
                raise missing(side.asked, "occupations")
        accepted = asked._replace(sides=taken(asked.sides, match))
        if not accepted.sides:
            hits = [hit for slug in asked.in_doubt for hit in asked.found[slug].hits[:3]]
            raise Problem(
                "not-found",
                f"{not_sure(asked.in_doubt)}; {MATCH}={LIKELIEST} takes the likeliest.",
                parameter="occupations",
                near=[{"key": hit.slug, "title": hit.title} for hit in hits],
            )
        if len(accepted.slugs) == 1:
            raise self._one_twice(f"{quoted_slugs(slugs)} mean the same occupation, {accepted.slugs[0]}")
        return accepted.taken

    def _one_twice(self, why: str) -> Problem:
        return Problem(
            "invalid-parameter",
            f"occupations: {why}; a comparison needs two different ones.",
            parameter="occupations",
            **parameters.allowed_of(self.parameters[0]),
        )

    def _elsewhere(self, slugs: list[str], sides: Collection[str]) -> HttpResponse | None:
        """The redirect if all slugs that are not public have moved; None if there are none. Raises Problem for the
        first that has not moved, and for a comparison with one side."""
        gone = [slug for slug in slugs if slug not in sides]
        if not gone and len(slugs) < 2:
            raise self._one_twice("one occupation is given twice")
        if not gone:
            return None
        today = {}
        for slug in gone:
            try:
                raise missing(slug, "occupations", self.params[MATCH])
            except MovedSlug as new:
                today[slug] = new.to
        return HttpResponsePermanentRedirect(
            link(self.request, occupations=",".join(today.get(slug, slug) for slug in slugs))
        )


def _content(assembled: ComparisonPage, keys: Sequence[str], detail: str, output_format: str) -> bytes | str:
    left = of_sections(assembled, keys) if keys else assembled
    if detail == BRIEF:
        left = in_brief(left)
        if output_format != "csv":
            return to_json(brief_json(left)) if output_format == "json" else brief_markdown(left.view)
    if output_format == "json":
        return to_json(sections_json(assembled, keys) if keys else comparison_json(assembled))
    return render(left, output_format)


def _version(
    slugs: Sequence[str], found: ComparisonRows[Side], past: str = "", scope: Scope = NOWHERE
) -> tuple[str, ...]:
    versions = (found.sides[slug].version for slug in slugs)
    prepared = (found.prepared.get(slug, "") for slug in slugs)
    return past, scope.version if scope.acts else "", found.spreads, *versions, *prepared
