"""HTML for one edition: its cells, description and responsibilities, each rendered once.

Fragments live as long as their sheet. They never contain what depends on other editions or on a page, such as source
numbers.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from markupsafe import Markup

from occupations.links import name_url
from occupations.profiles.sheet import Cell, Sheet
from occupations.rendering import json_ld
from occupations.rendering.cells import CellHtml, record_line, render_cell
from occupations.rendering.templating import render
from occupations.text import markdown

T = TypeVar("T")

RESPONSIBILITIES_SHOWN = 4
RESPONSIBILITIES_BESIDE = 3  # on pages of several occupations
TITLES_SHOWN = 12


def with_urls(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each name with the URL of its page."""
    return [(name, name_url(name)) for name in names]


class Fragments:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._cells: dict[int, CellHtml] = {}
        self._beside: Fragments | None = None
        records = sheet.profile.records
        self.records = [record_line(record) for record in records]
        self.unclassified = all(record.quality == "none" for record in records)
        self._description: Markup | None = None
        self._responsibilities: Markup | None = None
        self._job_titles: Markup | None = None
        self._structured = ""
        self._once: dict[str, Markup] = {}
        self._extensions: dict[Callable[[Fragments], Any], Any] = {}
        self.json_cells: dict[int, tuple[Cell, bytes]] = {}  # cells as JSON, by their ids

    def with_sheet(self, sheet: Sheet) -> "Fragments":
        """The fragments of a sheet that shares many cells with this one; those are not rendered again."""
        other = Fragments(sheet)
        other._cells |= self._cells
        other._beside = self  # keeps its cells alive, so that their ids are not reused
        return other

    def cell(self, cell: Cell) -> CellHtml:
        """As on a page with one side, which has room for a whole distribution or set."""
        # The sheet and the cache of withheld cells keep every cell alive as long as this object, so ids are stable.
        value = self._cells.get(id(cell))
        if value is None:
            value = self._cells[id(cell)] = render_cell(cell, self.sheet.profile)
        return value

    def once(self, key: str, make: Callable[[], Markup]) -> Markup:
        """A value that only one kind of page needs: made when it is first used."""
        value = self._once.get(key)
        if value is None:
            value = self._once[key] = make()
        return value

    def extension(self, factory: Callable[["Fragments"], T]) -> T:
        """What another package makes from this edition: made once by its factory and cached with the rest."""
        value = self._extensions.get(factory)
        if value is None:
            value = self._extensions[factory] = factory(self)
        return value

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
    def first_responsibilities(self) -> Markup:
        """The first few, for pages of several occupations."""
        return self.once("first responsibilities", self._first_responsibilities)

    def _first_responsibilities(self) -> Markup:
        shown = self.sheet.profile.responsibilities[:RESPONSIBILITIES_BESIDE]
        return render("components/responsibilities.html", shown=shown, more=[])

    @property
    def job_titles(self) -> Markup:
        if self._job_titles is None:
            profile = self.sheet.profile
            titles, reported = with_urls(profile.job_titles), profile.job_titles_reported
            listed = [("Reported by people in the occupation", titles[:reported]),
                      ("Also listed by our sources" if reported else "", titles[reported:])]  # fmt: skip
            self._job_titles = render(
                "components/titles.html",
                lists=[(heading, some[:TITLES_SHOWN], some[TITLES_SHOWN:]) for heading, some in listed if some],
            )
        return self._job_titles

    @property
    def structured(self) -> str:
        """The occupation as JSON, for machines."""
        self._structured = self._structured or json_ld.occupation(self.sheet)
        return self._structured
