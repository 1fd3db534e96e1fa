"""A job title of its own: which occupations use it, and what they pay."""

from typing import Any

from occupations.api import parameters
from occupations.api.directory import path
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.problems import Problem
from occupations.api.schemas import titles as schemas
from occupations.pages.title import title_page
from occupations.pages.title_formats import page_of, title_csv, title_json, title_view
from occupations.rendering.formats import as_markdown, to_json
from occupations.rendering.http import site_of
from occupations.search.engine import find_in_address
from occupations.search.public_titles import title_at

NEAR = 5


class TitleDetail(Endpoint):
    """A job title that a source lists or an editor gave: the occupations that use it and what else it may mean,
    likeliest first, with who says so, how sure that is, and what each pays; similar titles; comparisons. Other titles,
    as people write them, are matched by `/titles/match/`."""

    summary = "A job title, and the occupations that use it"
    tag = "Search"
    shape = schemas.TitleDetail
    refusals = ("405",)  # for the title “match”, whose address takes titles to match
    leads = {"occupation_detail": {"slug": "/occupations/0/slug"}}
    paths = path("slug", "The title as a slug.", "staff-nurse", rf"^(?!match$){parameters.SLUG}$")

    def answer(self, params: dict[str, Any], slug: str) -> Answer:
        title = title_at(slug)
        if title is None:
            near = [{"key": hit.slug, "title": hit.title} for hit in find_in_address(slug, NEAR).best]
            raise Problem("not-found", f"No source has the job title “{slug[:80]}”.", near=near)
        shown = title_page(title)
        page = page_of(shown, site_of(self.request))
        data = to_json(title_json(shown, page))

        def body(output_format: str) -> bytes | str:
            if output_format == "json":
                return data
            return title_csv(shown, page) if output_format == "csv" else as_markdown(*title_view(shown, page))

        return Answer((data.decode(),), body)
