"""In which order the rows of a comparison stand, and which of them: what `?order=` and `?show=` ask for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from comparisons.rules.compare import ComparedSection, Comparison, Row
from comparisons.rules.difference import Outcome
from occupations.metrics import OVERVIEW
from occupations.rendering.templating import render

DIFFERENCES = "differences"
ORDERED = "rows"  # the one section of a page ordered by differences
CHOICES = {
    "order": ("Order", (("", "as on the page"), (DIFFERENCES, "biggest differences first"))),
    "show": ("Rows", (("", "all"), (DIFFERENCES, "differences only"))),
}
APART = frozenset({Outcome.HIGHER, Outcome.LOWER, Outcome.DIFFERENT})


class Arrangement(NamedTuple):
    """Empty values stand for the page as it is. `refused`: parameters whose values mean nothing."""

    order: str = ""
    show: str = ""
    refused: tuple[str, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()  # other parameters of the page, which all its links to itself keep

    @property
    def given(self) -> list[tuple[str, str]]:
        """The parameters of the arrangement itself."""
        return [(name, value) for name, value in (("order", self.order), ("show", self.show)) if value]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """All parameters of the page, for hidden fields."""
        return [*self.carried, *self.given]

    @property
    def query(self) -> str:
        """What they add to an address."""
        return f"?{urlencode(self.fields)}" if self.fields else ""

    @property
    def notices(self) -> list[str]:
        return [f"That value of “{name}” is not supported; this is the usual view." for name in self.refused]


PLAIN = Arrangement()


def arrangement_of(query: Mapping[str, str], carried: Sequence[tuple[str, str]] = ()) -> Arrangement:
    """What a query asks for. Other values than those offered are reported, and have no effect."""
    if not query:
        return PLAIN
    given = {name: query.get(name, "") for name in CHOICES}
    known = {name: value if value == DIFFERENCES else "" for name, value in given.items()}
    refused = tuple([name for name, value in given.items() if value != known[name]])
    return Arrangement(**known, refused=refused, carried=tuple(carried))


class ArrangementLinks(NamedTuple):
    label: str
    options: list[tuple[str, str]]  # label, address; empty for the one that is shown


def choices(arrangement: Arrangement) -> Markup:
    """The ways to arrange the page, each with an address that keeps the others. Addresses are relative: they are the
    same on every page."""
    links = [
        ArrangementLinks(label, [(text, _address(arrangement, name, value)) for value, text in options])
        for name, (label, options) in CHOICES.items()
    ]
    return render("comparisons/choices.html", choices=links)


def _address(arrangement: Arrangement, name: str, value: str) -> str:
    if getattr(arrangement, name) == value:
        return ""
    other = arrangement._replace(order=value) if name == "order" else arrangement._replace(show=value)
    return f"./{other.query}"


def sections(comparison: Comparison, arrangement: Arrangement) -> Iterable[ComparedSection]:
    """The sections of the page with the rows that were asked for; ordered by differences, they are one."""
    if arrangement.order:
        rows = sorted(_shown(comparison.rows(), arrangement), key=_rank)
        return (ComparedSection(ORDERED, "Biggest differences first", tuple(rows)),)
    if arrangement.show:
        return [
            ComparedSection(section.key, section.title, tuple(_shown(section.rows, arrangement)))
            for section in comparison.sections
        ]
    return comparison.sections


def overview_rows(arranged: Iterable[ComparedSection]) -> Sequence[Row]:
    """The rows of these sections that the page shows at its top, too."""
    rows = {row.slot: row for section in arranged for row in section.rows}
    return [rows[slot.key] for slot in OVERVIEW.slots if slot.key in rows]


def _shown(rows: Iterable[Row], arrangement: Arrangement) -> Iterable[Row]:
    if not arrangement.show:
        return rows
    return (row for row in rows if any(one.outcome in APART for one in row.differences.values()))


def _rank(row: Row) -> int:
    """By the widest gap of any two sides, in multiples of what counts as about the same; rows without a number last."""
    return -max([-1 if one.magnitude is None else one.magnitude for one in row.differences.values()])
