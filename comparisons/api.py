"""Comparisons in the API: the same object as behind the page, for two to five occupations, in one call."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponsePermanentRedirect

from comparisons import schemas
from comparisons.page.arrangement import DIFFERENCES, ORDERED, Arrangement
from comparisons.page.assemble import assemble
from comparisons.page.formats import comparison_json, render
from comparisons.queries import ComparisonRows, PairWords, find, find_versions
from comparisons.rules.compare import MOST_SIDES
from occupations.api import parameters, scope_parameters
from occupations.api.endpoint import Answer, Endpoint, link
from occupations.api.occupation_body import MovedSlug, missing
from occupations.api.problems import Problem
from occupations.metrics import SECTION_KEYS
from occupations.rendering.as_of import dated_view
from occupations.rendering.formats import to_json
from occupations.rendering.http import site_of
from occupations.rendering.live import Live
from occupations.scope import figures
from occupations.scope.figures import NOWHERE, Scope


class Comparison(Endpoint):
    """Rows, values, differences between all pairs, sentences, and the source of every figure. The order of the
    occupations is the order of the sides; each difference compares the later side with the earlier one."""

    summary = "Compare two to five occupations"
    tag = "Comparisons"
    shape = schemas.Comparison
    moves = True
    parameters = (
        parameters.slugs(
            "occupations",
            "Two to five occupations: their slugs.",
            MOST_SIDES,
            2,
            required=True,
            example="registered-nurse,software-developer",
        ),
        parameters.choices("sections", "Only these sections of figures.", SECTION_KEYS, "pay,people"),
        parameters.choice("order", "The biggest differences first, in one section.", [DIFFERENCES])._replace(
            default=""
        ),
        parameters.choice("show", "Only rows with a difference.", [DIFFERENCES])._replace(default=""),
        *scope_parameters.ALL,
    )

    def answer(self, params: dict[str, Any]) -> Answer | HttpResponse:
        slugs = list(params["occupations"])
        choice = scope_parameters.choice(params)
        past = scope_parameters.editions(params["as_of"], slugs) if params["as_of"] else None
        if self.light and not past and not choice.given:
            known = find_versions(slugs).sides
            return self._elsewhere(slugs, known) or Answer(_version(slugs, known), None)
        found = ComparisonRows(past.sides, PairWords()) if past else find(slugs)
        if elsewhere := self._elsewhere(slugs, found.sides):
            return elsewhere
        scope = NOWHERE
        if choice.given:
            scope = scope_parameters.scope(choice, found.sides.values())
            found = found._replace(sides={slug: figures.placed(one, scope) for slug, one in found.sides.items()})

        def body(output_format: str) -> bytes | str:
            assembled = assemble(
                found, slugs, site_of(self.request), Arrangement(params["order"] or "", params["show"] or ""), scope
            )
            if past:
                assembled = assembled._replace(view=dated_view(assembled.view, past))
            if params["sections"]:
                # Ordered by differences, the rows are one section of no name of these.
                wanted = {*params["sections"], ORDERED}
                sections = [section for section in assembled.view.sections if not section.rows or section.key in wanted]
                assembled = assembled._replace(view=assembled.view._replace(sections=sections))
            return to_json(comparison_json(assembled)) if output_format == "json" else render(assembled, output_format)

        return Answer(_version(slugs, found.sides, past.sentence if past else "", scope), body)

    def _elsewhere(self, slugs: list[str], sides: Mapping[str, Live]) -> HttpResponse | None:
        """The redirect where those that are not public have all moved; None where there are none of these. Raises
        Problem for the first that has not moved, and for a comparison of one side."""
        gone = [slug for slug in slugs if slug not in sides]
        if not gone and len(slugs) < 2:
            raise Problem(
                "invalid-parameter",
                "occupations: one occupation is given twice; a comparison needs two different ones.",
                parameter="occupations",
                allowed=self.parameters[0].allowed,
            )
        if not gone:
            return None
        today = {}
        for slug in gone:
            try:
                raise missing(slug, "occupations")
            except MovedSlug as new:
                today[slug] = new.to
        return HttpResponsePermanentRedirect(
            link(self.request, occupations=",".join(today.get(slug, slug) for slug in slugs))
        )


def _version(
    slugs: Sequence[str], sides: Mapping[str, Live], past: str = "", scope: Scope = NOWHERE
) -> tuple[str, ...]:
    return past, scope.version if scope.acts else "", *(sides[slug].version for slug in slugs)
