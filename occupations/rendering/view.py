"""The parts of pages about occupations, whether they show one or compare several.

Plain objects for the templates: texts and finished Markup. Nothing in here queries the database.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from occupations.links import LETTERS, Feed, category_url, occupation_url
from occupations.metrics import ABOUT, JOB_TITLES, RESPONSIBILITIES, SLOTS
from occupations.profiles import formatting
from occupations.profiles.document import Profile
from occupations.profiles.edited_lists import who_wrote, written
from occupations.profiles.fields import field_of
from occupations.profiles.sheet import Cell
from occupations.profiles.trends import Trend
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import Live
from occupations.rendering.origins import cited_html, release_origin
from occupations.rendering.scores import ScoreLine
from occupations.rendering.sources import Panel, Sources, SourceView

MEDIA_TYPES = {"json": "application/json", "csv": "text/csv", "md": "text/markdown"}


class Page(NamedTuple):
    """What base.html needs for every page. `canonical` is absolute; `formats` are (label, url). The page of a past day
    says so in `past`, and `today` is the URL of the current page. `picture` and `oembed` are absolute, too. `feeds`: of
    what changed here."""

    title: str
    heading: str
    description: str = ""
    canonical: str = ""
    robots: str = ""
    formats: list[tuple[str, str]] = []
    current: str = ""
    past: str = ""
    today: str = ""
    picture: str = ""
    picture_alt: str = ""
    oembed: str = ""
    feeds: tuple[Feed, ...] = ()

    @property
    def site(self) -> str:
        """Scheme and host, for a page with a canonical URL."""
        return "/".join(self.canonical.split("/", 3)[:3])

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """The formats by media type."""
        return [(MEDIA_TYPES[url.partition("?")[0].rpartition(".")[2]], url) for _, url in self.formats]

    @property
    def path(self) -> str:
        """For a page with formats, which have an ending instead of its last slash."""
        return f"{self.formats[0][1].rpartition('.')[0]}/"


class Side(NamedTuple):
    """`title` heads the page; `official` is the official title if it is another one."""

    letter: str
    title: str
    official: str
    running: str
    url: str
    category_name: str
    category_url: str
    edition: int
    published: str
    records: list[str]
    unclassified: bool
    fragments: Fragments
    field: str  # of work: which icon stands for it


class CellView(NamedTuple):
    cell: Cell
    source: int  # the number of its source on the page; 0 for none


class RowView(NamedTuple):
    html: Markup  # the whole table row; empty if it is silent, or shown in another part of the page
    same: bool
    key: str
    name: str
    cells: list[CellView]
    remarks: list[str] = []  # one for each column after those of the sides, for formats that have them
    silent: bool = False  # no source has data; the page only names the row
    listed: bool = False  # its `html` is a list that stands below the table
    whole: bool = True  # that list names all that there is


class TextView(NamedTuple):
    heading: str
    html: Markup | None
    plain: str  # as written: an editor's Markdown, or plain text if it has sources or is `worded`
    missing: str = ""
    sources: tuple[int, ...] = ()  # source numbers on the page; an editor's own text has none
    cited: Markup = Markup("")  # the line below the text with its sources
    worded: bool = False  # generated from figures
    adapted: bool = False  # an editor's Markdown, made from the words of its source


class ListView(NamedTuple):
    """`html` may show the first items only; then `whole` is a link to all, as (text, URL)."""

    heading: str
    html: Markup
    plain: tuple[str, ...]
    ordered: bool = True
    sources: tuple[int, ...] = ()
    cited: Markup = Markup("")
    remark: str = ""  # who wrote which items, where that is not its source alone
    item_sources: Sequence[tuple[int, ...]] = ()  # of each item, where not all have those of the list
    whole: tuple[str, str] | None = None


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


class FoldView(NamedTuple):
    """Rows behind one line that names them."""

    summary: str
    rows: list[Markup]


class SectionView(NamedTuple):
    """A section of a page; its kind says which of the lists is filled: rows, texts or lists.

    On a page of several sides, `sentence` says what the rows come to, `pictures` are finished fragments before the
    table, and `folded` those of its rows that tell little more, by their keys; `notes` are of several rows; `inside`
    names what is in the section; `source` that of its figures without a mark; `whole` are (text, URL) of its lists in
    full."""

    kind: str
    key: str
    title: str
    rows: list[RowView] = []
    texts: list[TextView] = []
    lists: list[ListView] = []
    trends: list[TrendView] = []
    sentence: str = ""
    pictures: Sequence[Markup] = ()
    fold: FoldView | None = None
    folded: frozenset[str] = frozenset()
    notes: Sequence[str] = ()
    inside: str = ""
    source: Markup = Markup("")
    whole: Sequence[tuple[str, str]] = ()

    @property
    def table_rows(self) -> list[Markup]:
        return [row.html for row in self.rows if row.html and not (row.silent or row.listed or row.key in self.folded)]

    @property
    def empty(self) -> bool:
        """Whether a page shows nothing in it, because all of its rows stand elsewhere."""
        return self.kind == "rows" and not (self.pictures or self.silent or any(row.html for row in self.rows))

    @property
    def cited(self) -> Markup:
        """The line with the source of all of its texts or lists; empty if they have several."""
        lines = {*(text.cited for text in self.texts), *(listed.cited for listed in self.lists)}
        return lines.pop() if len(lines) == 1 else Markup("")

    @property
    def under(self) -> list[Markup]:
        """The lists below the table."""
        return [row.html for row in self.rows if row.listed]

    @property
    def silent(self) -> list[tuple[str, list[str]]]:
        """The rows that are only named, as (reason, names)."""
        named: dict[str, list[str]] = {}
        for row in self.rows:
            if row.silent:
                named.setdefault(formatting.SILENT[row.cells[0].cell.missing], []).append(row.name)
        return list(named.items())


def inside(section: SectionView, pictures: Iterable[str] = ()) -> str:
    """What a closed section holds: "Median pay a year, highest-paying state". `pictures`: what its charts show."""
    shown = [row.name for row in section.rows if row.html and not row.silent]
    first = [row.name for row in section.rows if row.html and not row.silent and row.key not in section.folded]
    names = list(dict.fromkeys([*(first or shown), *pictures, *(trend.heading for trend in section.trends)]))
    return ", ".join([*names[:1], *(_running(name) for name in names[1:])]) or "What is missing"


def _running(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


class Taken(NamedTuple):
    """A title as an address has it, and the occupation that a program let it be taken for. `band`: how sure that is,
    as in the search, or "address" for the slug of an occupation."""

    asked: str
    slug: str
    title: str
    confidence: float
    band: str

    @property
    def how(self) -> str:
        return "its own address" if self.band == "address" else f"{self.band}, confidence {self.confidence:.3f}"

    def as_data(self) -> dict[str, str | float]:
        return self._asdict() | {"confidence": round(self.confidence, 3)}


class View(NamedTuple):
    """A page as data, from which the HTML template, CSV and Markdown are made."""

    page: Page
    sides: list[Side]
    sentences: list[str]
    notices: list[str]
    sections: list[SectionView]
    sources: list[SourceView]
    panels: Sequence[Panel] = ()  # the same sources, by program
    left_out: str = ""  # names the rows that no public source has, if the page lacks them
    together: list[RowView] = []  # rows of the sections with one figure for all sides, which their tables leave out
    board: Sequence[ScoreLine] = ()  # the measures at the top of the page
    kept: frozenset[tuple[str, str]] = (
        frozenset()
    )  # (slot, "" or item of its list) that sentences lead to: never folded
    scope: str = ""  # a sentence on the place and release of pay and employment, if they were chosen
    taken: Sequence[Taken] = ()  # in data formats, the titles that were taken for the sides

    def section(self, key: str) -> SectionView:
        """Raises KeyError for a section that the page does not have."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    @property
    def anchors(self) -> frozenset[str]:
        """The keys of the rows that the page shows."""
        return frozenset([row.key for section in self.sections for row in section.rows if not row.silent])

    @property
    def official_titles(self) -> list[str]:
        """A line for each side that is headed by a short common name."""
        alone = len(self.sides) == 1
        return [
            f"Official title{'' if alone else f' of {side.title}'}: {side.official}"
            for side in self.sides
            if side.official
        ]

    @property
    def sentences_and_notices(self) -> list[str]:
        """All sentences of the page, in order."""
        return [*(text for text in (self.page.past, self.scope) if text), *self.sentences, *self.notices]


def left_out(shown: Iterable[str]) -> str:
    """A sentence on the rows that no source has and that are not among those `shown`; empty for none."""
    keys = set(shown)
    names = [slot.label for slot in SLOTS.values() if slot.unsourced and slot.key not in keys]
    return f"No source that we use has figures for: {'; '.join(names)}." if names else ""


def side_view(
    index: int, live: Live, fragments: Fragments, keep: Callable[[str], str] = lambda address: address
) -> Side:
    """`keep`: adds what all links of the page keep to an address."""
    profile = fragments.sheet.profile
    return Side(
        letter=LETTERS[index],
        title=profile.names.title,
        official=profile.names.official,
        running=profile.names.running,
        url=keep(occupation_url(live.slug)),
        category_name=profile.category.name,
        category_url=category_url(profile.category.slug),
        edition=live.number,
        published=formatting.day(live.published_at),
        records=fragments.records,
        unclassified=fragments.unclassified,
        fragments=fragments,
        field=field_of(profile.category),
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
    adapted = profile.description_after_release >= 0
    release = profile.description_after_release if adapted else profile.description_release
    numbers, line = cited_line(side, [release], ABOUT.title, profile, sources, adapted=adapted)
    return TextView(heading, fragments.description, profile.description, missing, numbers, line, adapted=adapted)


def _responsibilities_list(side: int, fragments: Fragments, sources: Sources) -> ListView:
    profile = fragments.sheet.profile
    numbers, line = cited_line(side, [profile.responsibilities_release], RESPONSIBILITIES.title, profile, sources)
    texts, edits = profile.responsibilities, profile.responsibilities_edits
    own = written(texts, edits).own
    return ListView(
        profile.names.title,
        fragments.responsibilities,
        texts,
        sources=numbers,
        cited=line,
        remark=who_wrote(texts, edits),
        item_sources=[() if place in own else numbers for place, _ in enumerate(texts, start=1)] if own else (),
    )


def job_titles_list(side: int, fragments: Fragments, sources: Sources) -> ListView:
    profile = fragments.sheet.profile
    numbers, line = cited_line(side, profile.job_titles_releases, JOB_TITLES.title, profile, sources)
    return ListView(profile.names.title, fragments.job_titles, profile.job_titles, False, numbers, line)


def cited_line(
    side: int, releases: Sequence[int], row: str, profile: Profile, sources: Sources, *, adapted: bool = False
) -> tuple[tuple[int, ...], Markup]:
    """The source numbers of a text, and the line with their names; `releases`: their indexes; `adapted`: whether the
    text is made from theirs."""
    origins = [release_origin(profile.releases[index]) for index in releases if index >= 0]
    numbers = tuple([sources.cite_text(side, origin, row) for origin in origins])
    return numbers, cited_html(tuple(zip(numbers, origins, strict=True)), adapted)
