"""The parts that pages about occupations are put together from, whether they show one or compare several.

Plain objects for the templates: texts and ready Markup. Nothing in here asks the database.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from occupations.links import LETTERS, category_url, occupation_url
from occupations.metrics import ABOUT, JOB_TITLES, RESPONSIBILITIES, SLOTS
from occupations.profiles import formatting
from occupations.profiles.document import Profile
from occupations.profiles.sheet import Cell
from occupations.profiles.trends import Trend
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import Live
from occupations.rendering.origins import cited_html, release_origin
from occupations.rendering.sources import Sources, SourceView


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
    fragments: Fragments


class CellView(NamedTuple):
    cell: Cell
    source: int  # its number in the page's list of sources; 0 for none


class RowView(NamedTuple):
    html: Markup  # the whole table row; empty where it is silent
    same: bool
    key: str
    name: str
    cells: list[CellView]
    remarks: list[str] = []  # one for each column that a page has after those of its sides
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


class SectionView(NamedTuple):
    """One section of a page; which of the lists is filled depends on the kind: rows, texts or lists. `over` and `under`
    are what stands before and after a table, each piece ready."""

    kind: str
    key: str
    title: str
    rows: list[RowView] = []
    texts: list[TextView] = []
    lists: list[ListView] = []
    trends: list[TrendView] = []
    over: Sequence[Markup] = ()
    under: Sequence[Markup] = ()

    @property
    def table_rows(self) -> list[Markup]:
        return [row.html for row in self.rows if not row.silent]

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
    notes: list[str]
    row: str
    words: bool = False  # a phrase, not a number
    group: str = ""  # whose figure it is, where not of this occupation alone


class View(NamedTuple):
    """One page as data: what the HTML template, the CSV and the Markdown all read."""

    page: Page
    sides: list[Side]
    sentences: list[str]
    notices: list[str]
    sections: list[SectionView]
    sources: list[SourceView]
    left_out: str = ""  # names the rows that no public source fills, where the page has not got them
    overview: SectionView | None = None  # rows of the sections once more, for the page alone
    key: list[KeyFigure] = []  # of the page of one side
    scope: str = ""  # a sentence on the place and the release that pay and employment are of, where they were chosen

    def section(self, key: str) -> SectionView:
        """Raises KeyError for a section that the page does not have."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    @property
    def sentences_and_notices(self) -> list[str]:
        """All sentences of the page, in order."""
        return [*(text for text in (self.page.past, self.scope) if text), *self.sentences, *self.notices]


def left_out(shown: Iterable[str]) -> str:
    """A sentence on the rows that no public source fills and that are not among those `shown`; empty for none."""
    keys = set(shown)
    names = [slot.label for slot in SLOTS.values() if slot.unsourced and slot.key not in keys]
    return f"No public source covers: {'; '.join(names)}." if names else ""


def side_view(index: int, live: Live, fragments: Fragments) -> Side:
    profile = fragments.sheet.profile
    return Side(
        letter=LETTERS[index],
        title=profile.names.title,
        running=profile.names.running,
        url=occupation_url(live.slug),
        category_name=profile.category.name,
        category_url=category_url(profile.category.slug),
        edition=live.number,
        published=formatting.day(live.published_at),
        records=fragments.records,
        unclassified=fragments.unclassified,
        fragments=fragments,
    )


def about_section(fragments: Sequence[Fragments], sources: Sources) -> SectionView:
    texts = [_about_text(side, each, sources) for side, each in enumerate(fragments)]
    return SectionView("texts", ABOUT.key, ABOUT.title, texts=texts)


def responsibilities_section(fragments: Sequence[Fragments], sources: Sources) -> SectionView:
    lists = [_responsibilities_list(side, each, sources) for side, each in enumerate(fragments)]
    return SectionView("lists", RESPONSIBILITIES.key, RESPONSIBILITIES.title, lists=lists)


def _about_text(side: int, fragments: Fragments, sources: Sources) -> TextView:
    profile = fragments.sheet.profile
    heading = f"What does {profile.names.article} {profile.names.running} do?"
    missing = "" if profile.description else "There is no description yet."
    numbers, line = cited_line(side, [profile.description_release], ABOUT.title, profile, sources)
    return TextView(heading, fragments.description, profile.description, missing, numbers, line)


def _responsibilities_list(side: int, fragments: Fragments, sources: Sources) -> ListView:
    profile = fragments.sheet.profile
    numbers, line = cited_line(side, [profile.responsibilities_release], RESPONSIBILITIES.title, profile, sources)
    return ListView(
        profile.names.title, fragments.responsibilities, profile.responsibilities, sources=numbers, cited=line
    )


def job_titles_list(side: int, fragments: Fragments, sources: Sources) -> ListView:
    profile = fragments.sheet.profile
    numbers, line = cited_line(side, profile.job_titles_releases, JOB_TITLES.title, profile, sources)
    return ListView(profile.names.title, fragments.job_titles, profile.job_titles, False, numbers, line)


def cited_line(
    side: int, releases: Sequence[int], row: str, profile: Profile, sources: Sources
) -> tuple[tuple[int, ...], Markup]:
    """The numbers of the releases that a text is from, and the line that names them; `releases`: indexes of them."""
    origins = [release_origin(profile.releases[index]) for index in releases if index >= 0]
    numbers = tuple([sources.cite_text(side, origin, row) for origin in origins])
    return numbers, cited_html(tuple([(number, origin.title) for number, origin in zip(numbers, origins, strict=True)]))
