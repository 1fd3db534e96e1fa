"""The sources of a page, numbered in the order in which its figures refer to them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from markupsafe import Markup

from occupations.links import LETTERS
from occupations.metrics import ABOUT, JOB_TITLES, RELATED, RESPONSIBILITIES
from occupations.rendering.cited_figures import CitedFigure
from occupations.rendering.fragments import Fragments
from occupations.rendering.origins import Origin
from occupations.rendering.templating import macro

NOTHING = Markup("")
LONGEST_SOURCE = 300  # characters of a source's title in a report
TEXTS = {section.title: section.key for section in (ABOUT, RESPONSIBILITIES, JOB_TITLES, RELATED)}


class SourceView(NamedTuple):
    n: int
    origin: Origin


class Panel(NamedTuple):
    """A program and the figures from its releases, which opens beside the marks of these."""

    id: str
    source: str  # as a report names it
    head: Markup  # what is true of all of its releases
    common: list[tuple[str, tuple[str, ...]]]  # (title of a side, what is true of all its figures) if there are several
    releases: list[Markup]  # what is true of each alone, then its figures of each side


class FigureLine(NamedTuple):
    """A figure in the panel of its source. `code`: what a report about it carries (see `pages/reported_figure.py`), or
    empty."""

    name: str
    value: str
    notes: tuple[str, ...]
    code: str


# What a panel says of a release, by the field of its origin: the term, and what stands before it in a line.
FACTS = {
    "publisher": ("Publisher", "published by "),
    "period": ("Period", ""),
    "method": ("Method", ""),
    "population": ("Covers", "covers "),
    "retrieved": ("Retrieved", "retrieved "),
    "license": ("License", ""),
    "attribution": ("Cite as", "cite as "),
}
NOT_STATED = {"publisher": "no website", "period": "not stated by the source"}


def _fact(origin: Origin, field: str) -> str:
    value: str = getattr(origin, field)
    return value or (origin.url if field == "publisher" else "") or NOT_STATED.get(field, "")


@lru_cache(maxsize=1024)
def _shared(origins: tuple[Origin, ...]) -> tuple[str, ...]:
    """The facts that are the same for all of these."""
    return tuple([field for field in FACTS if len({_fact(origin, field) for origin in origins}) == 1])


@lru_cache(maxsize=1024)
def _head(title: str, origins: tuple[Origin, ...]) -> Markup:
    first = origins[0]
    facts = [(FACTS[field][0], text) for field in _shared(origins) if (text := _fact(first, field))]
    return macro("components/source", "head")(title, facts, first.url)


@lru_cache(maxsize=2048)
def _release(number: int, origin: Origin, shared: tuple[str, ...]) -> Markup:
    alone = [(field, _fact(origin, field)) for field in FACTS if field not in shared]
    facts = [FACTS[field][1] + text for field, text in alone if text and text not in origin.table]
    return macro("components/source", "release")(number, origin.table, facts)


def _use(title: str, letter: str, figures: Iterable[tuple[str, CitedFigure]], said: tuple[str, ...]) -> Markup:
    """The figures of one side; what all of them have in common is said once. `title`: of the side, or empty where there
    is no other; `figures`: with the names of their rows; `said`: the notes that stand above."""
    figures = list(figures)
    common = [note for note in _common(figure for _, figure in figures) if note not in said]
    lines = [
        FigureLine(
            name,
            figure.value,
            tuple([note for note in figure.notes if note not in common and note not in said]),
            f"{letter}:{figure.row}:{figure.value}" if figure.row else "",
        )
        for name, figure in figures
    ]
    return macro("components/source_use", "source_use")(title, common, lines)


Figures = tuple[tuple[str, CitedFigure], ...]
"""Names of rows, and their figures."""


class SidePanel(NamedTuple):
    """What the panel of a program says of one side. `common`: what is true of all its figures, if there are several
    releases; `uses`: for each of these the side's figures, empty if it has none."""

    common: tuple[str, ...]
    uses: tuple[Markup, ...]


def _side_panel(title: str, letter: str, releases: Sequence[Figures]) -> SidePanel:
    common = _common(figure for figures in releases for _, figure in figures) if len(releases) > 1 else ()
    return SidePanel(
        common, tuple([_use(title, letter, figures, common) if figures else NOTHING for figures in releases])
    )


def _common(figures: Iterable[CitedFigure]) -> tuple[str, ...]:
    """The notes of the first that all others have, too."""
    first, *others = figures
    return tuple([note for note in first.notes if all(note in figure.notes for figure in others)])


class Cited(Protocol):
    """The part of a cell that the list of sources needs."""

    @property
    def origin(self) -> Origin | None: ...

    @property
    def detail(self) -> CitedFigure: ...


class Sources:
    """Numbers the sources of a page in the order in which its figures refer to them."""

    def __init__(self, sides: Sequence[Fragments]) -> None:
        self.sides = sides
        self._numbers: dict[str, int] = {}
        self._origins: list[Origin] = []
        self._uses: list[dict[int, dict[str, CitedFigure]]] = []  # by side and name of the row, in order

    def cite(self, side: int, cell: Cited, row: str) -> int:
        """The number of the cell's source, 0 for none; records that this row of this side uses it."""
        return self._cite(side, cell.origin, row, cell.detail) if cell.origin else 0

    def cite_text(self, side: int, origin: Origin, row: str) -> int:
        """The number of a text's source, like cite() for a cell."""
        return self._cite(side, origin, row, CitedFigure(TEXTS.get(row, ""), ""))

    def _cite(self, side: int, origin: Origin, row: str, figure: CitedFigure) -> int:
        number = self._numbers.get(origin.key)
        if number is None:
            number = self._numbers[origin.key] = len(self._origins) + 1
            self._origins.append(origin)
            self._uses.append({})
        self._uses[number - 1].setdefault(side, {}).setdefault(row, figure)
        return number

    def listed(self) -> list[SourceView]:
        return [SourceView(number, origin) for number, origin in enumerate(self._origins, start=1)]

    def panels(self) -> list[Panel]:
        """One for each program, in the order of their first numbers."""
        programs: dict[str, list[SourceView]] = {}
        for source in self.listed():
            programs.setdefault(source.origin.panel, []).append(source)
        return [self._panel(key, sources) for key, sources in programs.items()]

    def _panel(self, key: str, sources: Sequence[SourceView]) -> Panel:
        origins = tuple([source.origin for source in sources])
        of_sides = [panel for side in range(len(self.sides)) if (panel := self._of_side(side, sources))]
        uses = zip(*[panel.uses for _, panel in of_sides], strict=True)
        if len(sources) == 1:
            ((number, origin),) = sources
            releases = ["".join(*uses)]
            source, head = origin.title, _head(f"{number}. {origin.title}", origins)
        else:
            shared = _shared(origins)
            releases = ["".join([_release(*one, shared), *parts]) for one, parts in zip(sources, uses, strict=True)]
            source = origins[0].program
            head = _head(source, origins)
        return Panel(
            key,
            source[:LONGEST_SOURCE],
            head,
            [(title or "All figures", panel.common) for title, panel in of_sides if panel.common],
            [Markup(release) for release in releases],  # noqa: S704 (joined from finished HTML)
        )

    def _of_side(self, side: int, sources: Sequence[SourceView]) -> tuple[str, SidePanel] | None:
        """The title of the side, which is empty for the only one, and its part of the panel, made once for its edition;
        None if it has no figures there."""
        releases = tuple([tuple(self._uses[source.n - 1].get(side, {}).items()) for source in sources])
        if not any(releases):
            return None
        fragments = self.sides[side]
        title = fragments.sheet.profile.names.title if len(self.sides) > 1 else ""
        key = (title, LETTERS[side].lower(), releases)
        panel = fragments.panels.get(key)
        if panel is None:
            panel = fragments.panels[key] = _side_panel(*key)
        return title, panel
