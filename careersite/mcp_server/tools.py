"""The tools, with what a language model is told about each."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field

from careersite.mcp_server import asking, texts
from careersite.mcp_server.answers import (
    CitedAnswer,
    ComparisonAnswer,
    FoundAnswer,
    OccupationAnswer,
    PlaceAnswer,
    TitleAnswer,
)
from careersite.mcp_server.site import Site, SiteError

INSTRUCTIONS = (
    "Official statistics of occupations in the United States: pay, jobs, projected growth, education, people, skills. "
    "Each figure has the number of its source; give source and reference period with the figures you use. Where there "
    "is no figure, `missing` says why; do not estimate one. An occupation is named by a title, slug or SOC code."
)
READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=True)


def _text(description: str, longest: int) -> Any:
    return Field(min_length=1, max_length=longest, description=description)


Name = Annotated[str, _text("A title, slug or SOC code of an occupation.", 120)]
Sections = Annotated[
    tuple[Literal["pay", "outlook", "entry", "people", "skills"], ...],
    Field(max_length=5, description="All rows of these sections; if empty, the most important rows."),
]
Row = Annotated[str, Field(pattern="^[a-z0-9_]{1,40}$", description="Key of a row: pay_median, growth, jobs, age …")]
Keys = tuple[Annotated[str, _text("A key.", 120)], ...]
Dollars = Annotated[float | None, Field(ge=0, description="US$ a year.")]
Sort = Literal["title", "pay_median", "-pay_median", "growth", "-growth", "jobs", "-jobs", "openings", "-openings"]
FOUND_ROWS = ("pay_median", "growth", "jobs", "entry_education")


class Tools(NamedTuple):
    """Each method is a tool. Its docstring and the types of its parameters are what a language model reads."""

    site: Site

    def match_title(
        self, title: Annotated[str, _text("As people write it: “Sr. RN (nights)”.", 120)]
    ) -> Annotated[CallToolResult, TitleAnswer]:
        """Which occupations a job title may mean, how sure that is, and their official codes."""
        return _answer(texts.of_title, lambda: asking.title(self.site, title))

    def find_occupations(
        self,
        words: Annotated[str, Field(max_length=100, description="Words in the title.")] = "",
        pay_median_min: Dollars = None,
        pay_median_max: Dollars = None,
        growth_min: Annotated[float | None, Field(description="Lowest projected growth, %.")] = None,
        education: Annotated[Keys, Field(max_length=10, description="Typical entry: bachelors-degree …")] = (),
        category: Annotated[Keys, Field(max_length=20, description="Categories: healthcare-practitioners …")] = (),
        skill: Annotated[Keys, Field(max_length=20, description="Skills or technologies, any of these.")] = (),
        sort: Annotated[Sort, Field(description="A minus means the largest first.")] = "title",
        limit: Annotated[int, Field(ge=1, le=20)] = 10,
    ) -> Annotated[CallToolResult, FoundAnswer]:
        """Occupations that meet all of these conditions, with median pay, growth, jobs and entry education. Of several
        values for one condition, any is enough. If a value does not exist, the answer names those that do."""
        conditions = {
            "q": words,
            "pay_median_min": pay_median_min,
            "pay_median_max": pay_median_max,
            "growth_min": growth_min,
            "education": ",".join(education),
            "category": ",".join(category),
            "skill": ",".join(skill),
            "sort": sort,
            "limit": limit,
        }
        return _answer(texts.of_found, lambda: asking.found(self.site, conditions, FOUND_ROWS))

    def describe_occupation(
        self, occupation: Name, sections: Sections = ()
    ) -> Annotated[CallToolResult, OccupationAnswer]:
        """What people in an occupation do, and its figures."""
        return _answer(texts.of_occupation, lambda: asking.occupation(self.site, occupation, sections))

    def compare_occupations(
        self,
        occupations: Annotated[tuple[Name, ...], Field(min_length=2, max_length=5)],
        sections: Sections = (),
    ) -> Annotated[CallToolResult, ComparisonAnswer]:
        """Two to five occupations side by side: their figures, and the differences that these allow."""
        return _answer(texts.of_comparison, lambda: asking.comparison(self.site, occupations, sections))

    def figures_in_place(
        self,
        occupation: Name,
        place: Annotated[str, _text("A state, a metropolitan area or “nation”: its name or key.", 100)],
        metrics: Annotated[
            tuple[Row, ...], Field(min_length=1, max_length=10, description="Metrics, rows, or sections such as pay.")
        ] = ("pay",),
    ) -> Annotated[CallToolResult, PlaceAnswer]:
        """Pay and other figures of an occupation in one place, each with its official record."""
        return _answer(texts.of_place, lambda: asking.in_place(self.site, occupation, place, metrics))

    def cite_figure(
        self,
        occupation: Name,
        row: Row,
        as_of: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="A day; if empty, today.")] = "",
    ) -> Annotated[CallToolResult, CitedAnswer]:
        """One figure, as published on a day, with what a citation needs: definition, population, source, period, and an
        address that shows it for ever."""
        return _answer(texts.of_cited, lambda: asking.cited(self.site, occupation, row, as_of))


Answer = TypeVar("Answer", bound=BaseModel)


def _answer(text: Callable[[Answer], str], ask: Callable[[], Answer]) -> CallToolResult:
    """Raises ToolError, whose text is what the client gets."""
    try:
        answer = ask()
    except SiteError as why:
        raise ToolError(str(why)) from None
    structured = answer.model_dump(mode="json", exclude_none=True)
    return CallToolResult(content=[TextContent(type="text", text=text(answer))], structured_content=structured)


def server(site: Site) -> MCPServer[Any]:
    made: MCPServer[Any] = MCPServer(
        "careersite", title="Careersite", instructions=INSTRUCTIONS, website_url=site.address, log_level="WARNING"
    )
    tools = Tools(site)
    for title, tool in (
        ("Match a title", tools.match_title),
        ("Find occupations", tools.find_occupations),
        ("Describe an occupation", tools.describe_occupation),
        ("Compare occupations", tools.compare_occupations),
        ("Figures in a place", tools.figures_in_place),
        ("Cite a figure", tools.cite_figure),
    ):
        made.add_tool(tool, title=title, annotations=READ_ONLY)
    return made
