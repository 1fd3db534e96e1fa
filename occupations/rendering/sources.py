"""The sources of a page, numbered in the order in which its figures refer to them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Protocol

from markupsafe import Markup

from occupations.metrics import ABOUT, JOB_TITLES, RELATED, RESPONSIBILITIES
from occupations.rendering.cited_figures import CitedFigure
from occupations.rendering.fragments import Fragments
from occupations.rendering.origins import Origin
from occupations.rendering.templating import macro

LONGEST_SOURCE = 300  # characters of a source's title in a report
TEXTS = {section.title: section.key for section in (ABOUT, RESPONSIBILITIES, JOB_TITLES, RELATED)}
TEXT_KEYS = frozenset(TEXTS.values())


class SourceView(NamedTuple):
    n: int
    origin: Origin


class Panel(NamedTuple):
    """A program and the figures from its releases, which opens beside the marks of these."""

    id: str
    source: str  # as a report names it
    head: Markup  # what is true of all of its releases
    common: list[tuple[str, list[str]]]  # (title of a side, its records and what is true of all its figures)
    releases: list[Markup]  # what is true of each alone, then its figures


Line = tuple[str, str, str]
"""A row in the panel of its source: its name, what readers may ask about its figures, and its key in a report on it
(see `pages/reported_figure.py`), or empty."""


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
FREE = "public domain"
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
    if FREE in first.license:  # the page of sources says how to cite it
        facts = [(term, text) for term, text in facts if term != FACTS["attribution"][0]]
    return macro("components/source", "head")(title, facts, first.url)


@lru_cache(maxsize=2048)
def _release(number: int, origin: Origin, shared: tuple[str, ...]) -> Markup:
    alone = [(field, _fact(origin, field)) for field in FACTS if field not in shared]
    facts = [FACTS[field][1] + text for field, text in alone if text and text not in origin.table]
    return macro("components/source", "release")(number, origin.table, facts)


def _common(notes: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Those of the first that all others have, too."""
    if not notes or not all(notes):
        return ()
    everywhere = set(notes[0]).intersection(*notes[1:])
    return tuple([note for note in notes[0] if note in everywhere])


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
        return self._cite(side, origin, row, CitedFigure(TEXTS.get(row, "")))

    def _cite(self, side: int, origin: Origin, row: str, figure: CitedFigure) -> int:
        number = self._numbers.get(origin.key)
        if number is None:
            number = self._numbers[origin.key] = len(self._origins) + 1
            self._origins.append(origin)
            self._uses.append({})
        uses = self._uses[number - 1]
        if side in uses:
            uses[side].setdefault(row, figure)
        else:
            uses[side] = {row: figure}
        return number

    def origin(self, number: int) -> Origin:
        return self._origins[number - 1]

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
        alone = len(sources) == 1
        title = origins[0].title if alone else origins[0].program
        figures: dict[int, list[CitedFigure]] = {}
        for source in sources:
            for side, used in self._uses[source.n - 1].items():
                figures.setdefault(side, []).extend(used.values())
        # The notes that all figures of a side have; texts, which never have any, do not count.
        common = {
            side: _common([figure.notes for figure in figures[side] if figure.row not in TEXT_KEYS])
            for side in sorted(figures)
        }
        shared = _shared(origins)
        return Panel(
            key,
            title[:LONGEST_SOURCE],
            _head(f"{sources[0].n}. {title}" if alone else title, origins),
            [
                (self._title(side), said)
                for side, notes in common.items()
                if (said := [*dict.fromkeys([one.record for one in figures[side] if one.record]), *notes])
            ],
            [
                self._figures(number, "" if alone else _release(number, origin, shared), common)
                for number, origin in sources
            ],
        )

    def _title(self, side: int) -> str:
        return self.sides[side].sheet.profile.names.title

    def _figures(self, number: int, heading: str, said: Mapping[int, tuple[str, ...]]) -> Markup:
        """The heading of the release and a line for each row that uses it. `said`: for each side the notes that stand
        above."""
        uses = self._uses[number - 1]
        rows: dict[str, str] = {}
        notes: dict[str, dict[int, Sequence[str]]] = {}
        for side in sorted(uses):
            above = said[side]
            for name, figure in uses[side].items():
                left = [note for note in figure.notes if note not in above] if above else figure.notes
                if name in rows:
                    notes[name][side] = left
                else:
                    notes[name] = {side: left}
                rows[name] = figure.row
        order = rows if len(uses) < 2 else dict.fromkeys(chain.from_iterable(uses.values()))
        lines: list[Line] = [(name, self._noted(notes[name]), rows[name]) for name in order]
        return macro("components/source_use", "source_use")(heading, lines)

    def _noted(self, notes: Mapping[int, Sequence[str]]) -> str:
        """What is true of all sides, then of each."""
        if not any(notes.values()):
            return ""
        shared = _common(list(notes.values()))
        own = [
            f"{self._title(side)}: {', '.join(left)}"
            for side, found in notes.items()
            if (left := [note for note in found if note not in shared])
        ]
        return "; ".join([*own, *shared])
