"""The sources of one page, numbered in the order in which its figures name them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol
from urllib.parse import urlencode

from markupsafe import Markup

from occupations.rendering.fragments import Fragments
from occupations.rendering.origins import Origin, source_html

LONGEST_SOURCE = 300  # characters of a source's title that an address carries on


class SourceView(NamedTuple):
    n: int
    html: Markup  # everything but the uses
    uses: list[str]  # which rows of which side draw on it
    origin: Origin

    @property
    def report_query(self) -> str:
        """What a report of an error in it begins with, as a part of an address."""
        return _quoted(self.origin.title)


@lru_cache(maxsize=2048)
def _quoted(text: str) -> str:
    return urlencode({"source": text[:LONGEST_SOURCE]})


def _use(title: str, rows: Iterable[str], detail: str) -> str:
    """ "Actuary: Yearly salary, Hourly rate (OEWS 15-2011 Actuaries, 500 answers)"."""
    return f"{title}: {', '.join(rows)} ({detail})" if detail else f"{title}: {', '.join(rows)}"


class Cited(Protocol):
    """A cell, as far as the list of sources needs it."""

    @property
    def origin(self) -> Origin | None: ...

    @property
    def detail(self) -> str: ...


class Sources:
    """Numbers the sources of one page in the order in which its figures name them."""

    def __init__(self, sides: Sequence[Fragments]) -> None:
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
        titles = [side.sheet.profile.names.title for side in self.sides]
        return [
            SourceView(
                number,
                source_html(number, origin),
                [_use(titles[side], rows, detail) for (side, detail), rows in uses.items()],
                origin,
            )
            for number, (origin, uses) in enumerate(zip(self._origins, self._uses, strict=True), start=1)
        ]
