"""The parts that pages about occupations are put together from, whether they show one or compare several.

Plain objects for the templates: texts and ready Markup. Nothing in here asks the database.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from occupations.profiles import formatting
from occupations.profiles.document import Profile
from occupations.profiles.sheet import Cell
from occupations.profiles.trends import Trend
from occupations.rendering.fragments import (
    Blocks,
    DifferenceView,
    Origin,
    cited_html,
    joined,
    release_origin,
    source_html,
)
from occupations.rendering.live import Live
from occupations.text.slugs import pair_slug

SITE_NAME = "Careersite"
LETTERS = "ABCDE"
LONGEST_SOURCE = 300  # characters of a source's title that an address carries on
FACES = (("JSON", "json"), ("CSV", "csv"), ("Markdown", "md"))


class Page(NamedTuple):
    """What base.html needs of every page. `canonical` is absolute; `formats` are (label, url). A page of a day
    past says so in `past`, and `today` is the address of the present one."""

    title: str
    heading: str
    description: str = ""
    canonical: str = ""
    robots: str = ""
    formats: list[tuple[str, str]] = []
    current: str = ""
    past: str = ""
    today: str = ""

    @property
    def path(self) -> str:
        """Of a page with formats: they have an ending in the place of its last slash."""
        return f"{self.formats[0][1].rpartition('.')[0]}/"


class Side(NamedTuple):
    letter: str
    title: str
    running: str
    url: str
    category_name: str
    category_url: str
    edition: int
    published: str
    records: list[str]
    unclassified: bool
    blocks: Blocks

    @property
    def card(self) -> Markup:
        return self.blocks.card(self)


class CellView(NamedTuple):
    cell: Cell
    source: int  # its number in the page's list of sources; 0 for none


class RowView(NamedTuple):
    html: str  # the whole table row
    same: bool
    key: str
    name: str
    cells: list[CellView]
    differences: list[DifferenceView]
    silent: bool = False  # no source says anything; the page only names such rows


class TextView(NamedTuple):
    heading: str
    html: Markup | None
    plain: str  # as written: Markdown of an editor, plain text where it has sources or is `worded`
    missing: str = ""
    sources: tuple[int, ...] = ()  # their numbers in the page's list; an editor's own text has none
    cited: Markup = Markup("")  # the line under the text that says so
    worded: bool = False  # put together from figures


class ListView(NamedTuple):
    heading: str
    html: Markup
    plain: tuple[str, ...]
    ordered: bool = True
    sources: tuple[int, ...] = ()
    cited: Markup = Markup("")


class PointView(NamedTuple):
    period: str
    text: str
    source: int


class TrendView(NamedTuple):
    """A figure over the releases of its table."""

    heading: str
    trend: Trend
    points: list[PointView]
    cautions: list[str]
    html: Markup


class Block(NamedTuple):
    """One section of a page; which of the lists is filled depends on the kind: rows, skills, texts or lists. `over` and
    `under` are ready HTML before and after a table."""

    kind: str
    key: str
    title: str
    rows: list[RowView] = []
    texts: list[TextView] = []
    lists: list[ListView] = []
    trends: list[TrendView] = []
    over: Markup = Markup("")
    under: Markup = Markup("")

    @property
    def table_rows(self) -> Markup:
        return joined([row.html for row in self.rows if not row.silent])

    @property
    def silent(self) -> list[tuple[str, list[str]]]:
        """The rows that are only named, as (why, their names)."""
        named: dict[str, list[str]] = {}
        for row in self.rows:
            if row.silent:
                named.setdefault(formatting.SILENT[row.cells[0].cell.missing], []).append(row.name)
        return list(named.items())


class KeyFigure(NamedTuple):
    """One of the few figures in the head of a page. `row`: the row that says more of it."""

    label: str
    value: str
    ref: Markup
    beside: list[str]
    row: str
    words: bool = False  # a phrase, not a number
    group: str = ""  # whose figure it is, where not of this occupation alone


class SourceView(NamedTuple):
    n: int
    html: Markup  # everything but the uses
    uses: Markup  # list items: which rows of which side draw on it
    origin: Origin

    @property
    def asked_after(self) -> str:
        """What a report of an error in it begins with, as a part of an address."""
        return _quoted(self.origin.title)


@lru_cache(maxsize=2048)
def _quoted(text: str) -> str:
    return urlencode({"source": text[:LONGEST_SOURCE]})


class View(NamedTuple):
    """One page as data: what the HTML template, the CSV and the Markdown all read."""

    page: Page
    sides: list[Side]
    sentences: list[str]
    notices: list[str]
    blocks: list[Block]
    sources: list[SourceView]
    key: list[KeyFigure] = []  # of the page of one side
    scope: str = ""  # a sentence on the place and the release that pay and employment are of, where they were chosen

    @property
    def said(self) -> list[str]:
        """What the page says in sentences, in order."""
        return [*(text for text in (self.page.past, self.scope) if text), *self.sentences, *self.notices]


class Cited(Protocol):
    """A cell, as far as the list of sources needs it."""

    @property
    def origin(self) -> Origin | None: ...

    @property
    def detail(self) -> str: ...


class Sources:
    """Numbers the sources of one page in the order in which its figures name them."""

    def __init__(self, sides: Sequence[Blocks]) -> None:
        self.sides = sides
        self._numbers: dict[str, int] = {}
        self._origins: list[Origin] = []
        self._uses: list[dict[tuple[int, str], dict[str, None]]] = []  # rows in order, each once

    def cite(self, side: int, cell: Cited, row: str) -> int:
        """The number of the cell's source, 0 for none; notes that this row of this side draws on it."""
        return self._cite(side, cell.origin, cell.detail, row) if cell.origin else 0

    def cite_text(self, side: int, origin: Origin, row: str) -> int:
        """The number of a text's source, as cite() for a cell."""
        return self._cite(side, origin, "", row)

    def _cite(self, side: int, origin: Origin, detail: str, row: str) -> int:
        number = self._numbers.get(origin.key)
        if number is None:
            number = self._numbers[origin.key] = len(self._origins) + 1
            self._origins.append(origin)
            self._uses.append({})
        self._uses[number - 1].setdefault((side, detail), {})[row] = None
        return number

    def listed(self) -> list[SourceView]:
        return [
            SourceView(
                number,
                source_html(number, origin),
                joined([self.sides[side].use(tuple(rows), detail) for (side, detail), rows in uses.items()]),
                origin,
            )
            for number, (origin, uses) in enumerate(zip(self._origins, self._uses, strict=True), start=1)
        ]


def side_view(index: int, live: Live, blocks: Blocks) -> Side:
    profile = blocks.sheet.profile
    return Side(
        letter=LETTERS[index],
        title=profile.names.title,
        running=profile.names.running,
        url=occupation_url(live.slug),
        category_name=profile.category.name,
        category_url=category_url(profile.category.slug),
        edition=live.number,
        published=formatting.day(live.published_at),
        records=blocks.records,
        unclassified=blocks.unclassified,
        blocks=blocks,
    )


ABOUT = "What they do"
DUTIES = "Example responsibilities"
JOB_TITLES = "Job titles"


def about_text(side: int, blocks: Blocks, sources: Sources) -> TextView:
    profile = blocks.sheet.profile
    heading = f"What does {profile.names.article} {profile.names.running} do?"
    missing = "" if profile.description else "No description has been written yet."
    numbers, line = cited_line(side, [profile.description_release], ABOUT, profile, sources)
    return TextView(heading, blocks.description, profile.description, missing, numbers, line)


def duties_list(side: int, blocks: Blocks, sources: Sources) -> ListView:
    profile = blocks.sheet.profile
    numbers, line = cited_line(side, [profile.duties_release], DUTIES, profile, sources)
    return ListView(profile.names.title, blocks.duties, profile.duties, sources=numbers, cited=line)


def job_titles_list(side: int, blocks: Blocks, sources: Sources) -> ListView:
    profile = blocks.sheet.profile
    numbers, line = cited_line(side, profile.job_titles_releases, JOB_TITLES, profile, sources)
    return ListView(profile.names.title, blocks.job_titles, profile.job_titles, False, numbers, line)


def cited_line(
    side: int, releases: Sequence[int], row: str, profile: Profile, sources: Sources
) -> tuple[tuple[int, ...], Markup]:
    """The numbers of the releases that a text is from, and the line that names them; `releases`: indexes of them."""
    origins = [release_origin(profile.releases[index]) for index in releases if index >= 0]
    numbers = tuple([sources.cite_text(side, origin, row) for origin in origins])
    return numbers, cited_html(tuple([(number, origin.title) for number, origin in zip(numbers, origins, strict=True)]))


# The patterns are looked up once: reverse() in a loop over sides would cost more than comparing them.
_URLS: dict[str, str] = {}


def _url(name: str, slug: str) -> str:
    if name not in _URLS:
        _URLS[name] = reverse(name, args=["slug"]).replace("slug", "{}")
    return _URLS[name].format(slug)


def occupation_url(slug: str) -> str:
    return _url("occupations:occupation-detail", slug)


def category_url(slug: str) -> str:
    return _url("occupations:category-detail", slug)


def comparison_url(slugs: Sequence[str]) -> str:
    """The address of a comparison, for links. The page itself is in the app that comes after this one."""
    return f"/compare/{pair_slug(slugs)}/"


def formats(url: str) -> list[tuple[str, str]]:
    """The other faces of a page: the same address with another ending."""
    return [(label, f"{url[:-1]}.{ending}") for label, ending in FACES]


def report_url(path: str) -> str:
    """The form for reporting an error on the page at that path."""
    return f"/corrections/report/?page={path}"
