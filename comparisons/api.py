"""Comparisons in the API: the same object as behind the page, for two to five occupations, in one call."""

from typing import Any

from django.http import HttpResponse, HttpResponsePermanentRedirect

from comparisons import schemas
from comparisons.page.arrangement import DIFFERENCES, Arrangement
from comparisons.page.assemble import assemble
from comparisons.page.formats import comparison_json, render
from comparisons.queries import ComparisonRows, PairWords, find
from comparisons.rules.compare import MOST_SIDES
from occupations.api import parameters, scope_parameters
from occupations.api.endpoint import Answer, Endpoint, link
from occupations.api.occupation_body import MovedSlug, missing
from occupations.api.problems import Problem
from occupations.metrics import SECTIONS
from occupations.rendering.as_of import dated_view
from occupations.rendering.formats import to_json
from occupations.rendering.http import site_of
from occupations.scope import figures
from occupations.scope.figures import NOWHERE

SECTION_KEYS = tuple(section.key for section in SECTIONS)


class Comparison(Endpoint):
    """Rows, values, differences between all pairs, what is the same, sentences, and the source of every figure. The
    order of the occupations is that of the sides; differences are told for each pair, of the later side as against
    the earlier."""

    summary = "Compare two to five occupations"
    tag = "Comparisons"
    shape = schemas.Comparison
    moves = True
    parameters = (
        parameters.slugs(
            "occupations",
            "Two to five occupations, by their addresses.",
            MOST_SIDES,
            2,
            required=True,
            example="registered-nurse,software-developer",
        ),
        parameters.choices("sections", "Only these sections of figures.", SECTION_KEYS, "salary,people"),
        parameters.choice("order", "The biggest differences first, as one section.", [DIFFERENCES])._replace(
            default=""
        ),
        parameters.choice("show", "Only rows that tell the sides apart.", [DIFFERENCES])._replace(default=""),
        *scope_parameters.ALL,
    )

    def answer(self, params: dict[str, Any]) -> Answer | HttpResponse:
        slugs = list(params["occupations"])
        choice = scope_parameters.choice(params)
        past = scope_parameters.editions(params["as_of"], slugs) if params["as_of"] else None
        found = (
            ComparisonRows(past.sides, PairWords()) if past else find(slugs, documents=choice.given or not self.light)
        )
        if gone := [slug for slug in slugs if slug not in found.sides]:
            return self._elsewhere(slugs, gone)
        if len(slugs) < 2:
            raise Problem(
                "invalid-parameter",
                "occupations: the same one is named twice; a comparison has two sides.",
                parameter="occupations",
                allowed=self.parameters[0].allowed,
            )
        scope = NOWHERE
        if choice.given:
            scope = scope_parameters.scope(choice, found.sides.values())
            found = found._replace(sides={slug: figures.placed(one, scope) for slug, one in found.sides.items()})
        version = (
            past.sentence if past else "",
            scope.version if scope.acts else "",
            *(found.sides[slug].version for slug in slugs),
        )

        def body(output_format: str) -> bytes | str:
            assembled = assemble(
                found, slugs, site_of(self.request), Arrangement(params["order"] or "", params["show"] or ""), scope
            )
            if past:
                assembled = assembled._replace(view=dated_view(assembled.view, past))
            if params["sections"]:
                # Ordered by differences, the rows are one section of no name of these.
                wanted = {*params["sections"], "rows"}
                sections = [section for section in assembled.view.sections if not section.rows or section.key in wanted]
                assembled = assembled._replace(view=assembled.view._replace(sections=sections))
            return to_json(comparison_json(assembled)) if output_format == "json" else render(assembled, output_format)

        return Answer(version, body if found.sides[slugs[0]].laid_out else None)

    def _elsewhere(self, slugs: list[str], gone: list[str]) -> HttpResponse:
        """The redirect where all of these have moved. Raises Problem for the first that has not."""
        today = {}
        for slug in gone:
            try:
                raise missing(slug, "occupations")
            except MovedSlug as new:
                today[slug] = new.to
        return HttpResponsePermanentRedirect(
            link(self.request, occupations=",".join(today.get(slug, slug) for slug in slugs))
        )
