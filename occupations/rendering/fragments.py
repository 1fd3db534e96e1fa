"""HTML that belongs to one edition alone: its cells, description and responsibilities, each rendered once.

Fragments live as long as their sheet. What depends on other editions, or on a page (source numbers), is never in them.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from markupsafe import Markup

from occupations.profiles.sheet import Cell, Sheet
from occupations.rendering import json_ld
from occupations.rendering.cells import CellHtml, record_line, render_cell
from occupations.rendering.templating import render
from occupations.text import markdown

T = TypeVar("T")

RESPONSIBILITIES_SHOWN = 4
TITLES_SHOWN = 12


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
        """The fragments of a sheet that has many of its cells from this one; these are not rendered again."""
        other = Fragments(sheet)
        other._cells |= self._cells
        other._beside = self  # so that no cell of it goes, and another gets its id
        return other

    def cell(self, cell: Cell) -> CellHtml:
        """As on a page of one side, which has room for all of a distribution or a set."""
        # The sheet and the cache of withheld cells hold every cell for as long as this object lives, so ids are steady.
        made = self._cells.get(id(cell))
        if made is None:
            made = self._cells[id(cell)] = render_cell(cell, self.sheet.profile)
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
