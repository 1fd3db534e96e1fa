"""HTML that belongs to one edition alone: its cells, description and responsibilities, each rendered once.

Fragments live as long as their sheet. What depends on other editions, or on a page (source numbers), is never in them.
"""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.text import slugify
from jinja2 import Template
from markupsafe import Markup

from occupations.metrics import BASE, METHOD_NAMES, METRICS, NAME, SLOTS, Method, Metric, Slot
from occupations.profiles import formatting
from occupations.profiles.document import Profile, RecordRef, ReleaseRef
from occupations.profiles.sheet import EDITORS, Cell, Sheet
from occupations.rendering import json_ld
from occupations.rendering.charts import Items, chart
from occupations.text import markdown
from occupations.text.english import sentence_start

T = TypeVar("T")

RESPONSIBILITIES_SHOWN = 4
TITLES_SHOWN = 12
DISTRIBUTIONS = ("education_again",)  # slots that show all shares of a metric of which others tell the largest


class Origin(NamedTuple):
    """Where a cell's figures come from, as the list of sources shows it; texts are empty where unknown."""

    key: str
    title: str
    publisher: str = ""
    url: str = ""
    period: str = ""
    method: str = ""
    population: str = ""
    licence: str = ""
    attribution: str = ""
    retrieved: str = ""


class CellHtml(NamedTuple):
    value: Markup
    more: Markup  # what stands under it: chart, notes, period and method
    origin: Origin | None  # None where nobody says anything
    detail: str  # record and sample, for the list of sources

    cells: dict[tuple[int, bool, str], Markup]  # finished, by what `numbered` was given

    def numbered(self, number: int, *, best: bool = False, side: str = "") -> Markup:
        """The table cell with the link to its source. `number`: that of the source on the page, 0 for none; `best`:
        whether it is higher than all others; `side`: its side's short name, where cells of several stand in a row."""
        made = self.cells.get((number, best, side))
        if made is None:
            ref = reference(number, self.origin.title) if self.origin else ""
            made = macro("components/row", "cell")(self.value, ref, self.more, best, side)
            self.cells[number, best, side] = made
        return made


class Fragments:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._cells: dict[tuple[bool, bool, int], CellHtml] = {}
        self._beside: Fragments | None = None
        records = sheet.profile.records
        self.records = [_record_line(record) for record in records]
        self.unclassified = all(record.quality == "none" for record in records)
        self._description: Markup | None = None
        self._responsibilities: Markup | None = None
        self._job_titles: Markup | None = None
        self._structured = ""
        self._once: dict[str, Markup] = {}
        self._extensions: dict[Callable[[Fragments], Any], Any] = {}
        self.json_cells: dict[int, tuple[Cell, bytes]] = {}  # cells as JSON, by their ids

    def with_sheet(self, sheet: Sheet) -> "Fragments":
        """The fragments of a sheet that has many of its cells from this one; these are not rendered again."""
        other = Fragments(sheet)
        other._cells |= self._cells
        other._beside = self  # so that no cell of it goes, and another gets its id
        return other

    def cell(self, slot: str, cell: Cell, *, alone: bool = False) -> CellHtml:
        """`alone`: as on a page of one side, which has room for all of a distribution or a set."""
        # The sheet and the cache of withheld cells hold every cell for as long as this object lives, so ids are steady.
        key = (alone or slot in DISTRIBUTIONS, alone, id(cell))
        made = self._cells.get(key)
        if made is None:
            made = self._cells[key] = render_cell(cell, self.sheet.profile, whole=key[0], alone=alone)
        return made

    def once(self, key: str, make: Callable[[], Markup]) -> Markup:
        """What only one kind of page shows of this edition: made when it is first asked for."""
        made = self._once.get(key)
        if made is None:
            made = self._once[key] = make()
        return made

    def extension(self, factory: Callable[["Fragments"], T]) -> T:
        """What another kind of page makes of this edition alone: made once by its factory and cached with the rest."""
        made = self._extensions.get(factory)
        if made is None:
            made = self._extensions[factory] = factory(self)
        return made

    @property
    def description(self) -> Markup | None:
        profile = self.sheet.profile
        if self._description is None and profile.description:
            if profile.description_release >= 0:
                self._description = Markup("<p>{}</p>").format(profile.description)
            else:
                self._description = Markup(markdown.render(profile.description))  # noqa: S704 (cleaned by nh3)
        return self._description

    @property
    def responsibilities(self) -> Markup:
        responsibilities = self.sheet.profile.responsibilities
        if self._responsibilities is None:
            self._responsibilities = render(
                "components/responsibilities.html",
                shown=responsibilities[:RESPONSIBILITIES_SHOWN],
                more=responsibilities[RESPONSIBILITIES_SHOWN:],
            )
        return self._responsibilities

    @property
    def job_titles(self) -> Markup:
        titles = self.sheet.profile.job_titles
        if self._job_titles is None:
            self._job_titles = render("components/titles.html", shown=titles[:TITLES_SHOWN], more=titles[TITLES_SHOWN:])
        return self._job_titles

    @property
    def structured(self) -> str:
        """The occupation as JSON, for machines."""
        self._structured = self._structured or json_ld.occupation(self.sheet)
        return self._structured


def row_html(header: str, cells: Iterable[Markup], *, same: bool = False) -> Markup:
    """A row of a table of figures. `cells`: finished; `same`: whether all sides are the same."""
    return macro("components/row", "row")(header, cells, same)


def _record_name(record: RecordRef) -> str:
    """ "OEWS 11-1021 General and operations managers"; without a code that only repeats the title, as those of titles
    do."""
    code = "" if record.code == slugify(record.title) else f"{record.code} "
    return f"{record.system} {code}{record.title}"


def _record_line(record: RecordRef) -> str:
    line = f"{_record_name(record)} ({record.quality})"
    return f"{line}: {record.note}" if record.note else line


@cache
def _template(name: str) -> Template:
    engine = engines["public"]
    if not isinstance(engine, Jinja2):
        raise ImproperlyConfigured("The template engine “public” has to be Jinja2.")
    return engine.env.get_template(name)


@cache
def macro(template: str, name: str) -> Callable[..., Markup]:
    """A macro of a template, which is named without its ending: a third of the cost of rendering a template."""
    return getattr(_template(f"{template}.html").module, name)


def render_page(template: str, context: dict[str, Any]) -> str:
    """A whole page."""
    return _template(template).render(context)


def render(template: str, /, **context) -> Markup:
    """A piece of a page."""
    return Markup(_template(template).render(context).strip())  # noqa: S704 (the engine escapes)


def origin_of(profile: Profile, cell: Cell) -> Origin | None:
    """The source of a cell: its release, or the editors with their reason; None for a figure that nobody has."""
    if cell.release >= 0:
        return release_origin(profile.releases[cell.release])
    if not cell.figures:
        return None
    reason = cell.figures[0].reason
    return Origin(
        key=f"{EDITORS}:{reason}",
        title=f"{formatting.BY_EDITORS}: {reason}" if reason else formatting.BY_EDITORS,
        method=METHOD_NAMES[Method.EDITOR],
        period=cell.when,
    )


@lru_cache(maxsize=1024)
def release_origin(ref: ReleaseRef) -> Origin:
    return Origin(
        key=ref.key,
        title=", ".join(part for part in (ref.source, ref.title) if part),
        publisher=ref.publisher,
        url=ref.url,
        period=formatting.period(ref.period_start, ref.period_end),
        method=METHOD_NAMES.get(ref.method, ""),
        population=ref.population,
        licence=ref.licence,
        attribution=ref.attribution,
        retrieved=formatting.day(ref.retrieved) if ref.retrieved else "",
    )


@lru_cache(maxsize=2048)
def reference(number: int, title: str) -> Markup:
    """The small number that leads from a figure to its source."""
    return render("components/ref.html", number=number, title=title)


@lru_cache(maxsize=2048)
def cited_html(sources: tuple[tuple[int, str], ...]) -> Markup:
    """The line under a text that names the sources it is from, (number, title); empty for an editor's own."""
    if not sources:
        return Markup("")
    return render("components/cited.html", refs=[(title, reference(number, title)) for number, title in sources])


@lru_cache(maxsize=2048)
def source_html(number: int, origin: Origin) -> Markup:
    return render("components/source.html", number=number, **origin._asdict())


def render_cell(
    cell: Cell,
    profile: Profile | None = None,
    *,
    whole: bool = False,
    alone: bool = False,
    brief: str | None = None,
) -> CellHtml:
    """The parts of a cell; without a profile, of one that no source says anything about. `brief`: what to say in place
    of the text, without a chart and the rest of a long list, where a page shows those elsewhere."""
    bar = None if cell.missing or brief is not None else chart(cell, whole=whole, alone=alone)
    method = METHOD_NAMES.get(cell.method, "")
    context = {
        "cell": cell,
        "text": cell.text if brief is None else brief,
        "bar": bar,
        "rest": []
        if isinstance(bar, Items) or brief is not None
        else formatting.unnamed(METRICS[cell.metric], cell.figures),
        "missing_sentence": formatting.missing(METRICS[cell.metric], cell.missing)[1] if cell.missing else "",
        "period": cell.when,
        "method": f"{method}, {base}" if (base := sample(cell)) else method,
    }
    record = next((ref for ref in profile.records if ref.key == cell.record), None) if profile else None
    detail = [_record_name(record) if record else "", sample(cell)]
    return CellHtml(
        render("components/cell.html", **context),
        render("components/more.html", **context),
        origin_of(profile, cell) if profile else None,
        ", ".join(part for part in detail if part),
        {},
    )


def sample(cell: Cell) -> str:
    """How many people a cell rests on: "among 1,106,000 people" for shares of people, else "32 respondents"."""
    size = next((figure.sample_size for figure in cell.figures if figure.sample_size), None)
    if size is None:
        return ""
    metric = METRICS[cell.metric]
    return (
        f"among {size:,} people"
        if metric.per_cent_of_people or metric.small_base_tolerance
        else f"{size:,} {'filings' if cell.method == Method.FILED else 'respondents'}"
    )


@lru_cache(maxsize=1024)
def definition(slot_key: str, metrics: tuple[str, ...], tag: str = "", scope: str = "") -> Markup:
    """The row header: its label with what it means behind it. `metrics`: what the sides show, one or several; `tag`: a
    remark on the row, such as "the same for all"; `scope`: what its figures are of, such as "national, latest"."""
    slot = SLOTS[slot_key]
    known = [METRICS[key] for key in metrics]
    if len(known) == 1:
        return render(
            "components/definition.html",
            key=slot_key,
            label=label(slot, metrics),
            name=known[0].name,
            definition=known[0].definition,
            facts=facts(known[0]),
            also=[],
            tag=tag,
            scope=scope,
        )
    also = [f"{metric.name[:1].upper()}{metric.name[1:]}: {metric.definition}" for metric in known]
    return render(
        "components/definition.html",
        key=slot_key,
        label=label(slot, metrics),
        name="",
        definition="",
        facts=[],
        also=also,
        tag=tag,
        scope=scope,
    )


NAMES_OF_ROWS = ("age_mean", "age_median", "entry_path", "major_fields")
"""Metrics whose own name says more than the label of the row that they fill."""


def label(slot: Slot, metrics: tuple[str, ...]) -> str:
    """The row's label; where several concepts share a row, the one that is shown is named in it."""
    if slot.key == "jobs" and len(metrics) == 1:
        return f"{slot.label}: {METRICS[metrics[0]].name}"
    if len(metrics) == 1 and metrics[0] in NAMES_OF_ROWS:
        return sentence_start(METRICS[metrics[0]].name)
    return slot.label


def _tolerance(value: int, metric: Metric) -> str:
    return formatting.gap(value, metric.unit, formatting.TENTHS if value % metric.unit.scale else formatting.WHOLE)


def facts(metric: Metric) -> list[tuple[str, str]]:
    """What else a reader may want to know of a metric, as (term, text)."""
    near = []
    if metric.tolerance_percent:
        near.append(f"within {metric.tolerance_percent}%")
    if metric.tolerance:
        near.append(f"within {_tolerance(metric.tolerance, metric)}")
    if metric.small_base_tolerance:
        near.append(f"{_tolerance(metric.small_base_tolerance, metric)} where fewer than {BASE:,} people are employed")
    unit = "" if metric.unit is NAME else metric.unit.name
    result = [("Unit", unit), ("Covers", metric.population), ("About the same", ", ".join(near))]
    if metric.higher_is_better:
        result.append(("Better", "higher"))
    return [(term, text) for term, text in result if text]
