"""The order and selection of rows in a comparison: `?order=` and `?show=`."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from comparisons.rules.compare import ComparedSection, Comparison, Row
from comparisons.rules.difference import Outcome
from occupations.rendering.templating import render

DIFFERENCES = "differences"
ORDERED = "rows"  # the only section of a page ordered by differences
CHOICES = {
    "order": ("Order", (("", "by section"), (DIFFERENCES, "biggest differences first"))),
    "show": ("Rows", (("", "all"), (DIFFERENCES, "differences only"))),
}
APART = frozenset({Outcome.HIGHER, Outcome.LOWER, Outcome.DIFFERENT})


class Arrangement(NamedTuple):
    """Empty values mean the usual page. `refused`: parameters with unknown values."""

    order: str = ""
    show: str = ""
    refused: tuple[str, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()  # other parameters of the page, which all its links keep
    own: tuple[tuple[str, str], ...] = ()  # those that only links to the same sides keep

    @property
    def given(self) -> list[tuple[str, str]]:
        """The parameters of the arrangement itself."""
        return [(name, value) for name, value in (("order", self.order), ("show", self.show)) if value]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The parameters that links to other comparisons keep, too; for hidden fields."""
        return [*self.carried, *self.given]

    @property
    def all_fields(self) -> list[tuple[str, str]]:
        return [*self.own, *self.fields]

    @property
    def query(self) -> str:
        """Their part of a URL."""
        return query_of(self.fields)

    @property
    def notices(self) -> list[str]:
        """One at most."""
        names = " and ".join(f"“{name}”" for name in self.refused)
        those, are = ("That value", "is") if len(self.refused) == 1 else ("Those values", "are")
        return [f"{those} of {names} {are} not supported; this is the usual view."] if self.refused else []


PLAIN = Arrangement()


def query_of(fields: Sequence[tuple[str, str]]) -> str:
    """The part of a URL with these parameters; empty for none."""
    return f"?{urlencode(fields, safe=',')}" if fields else ""


def arrangement_of(query: Mapping[str, str], carried: Sequence[tuple[str, str]] = ()) -> Arrangement:
    """The requested arrangement. Unknown values are reported and have no effect."""
    if not query:
        return PLAIN
    given = {name: query.get(name, "") for name in CHOICES}
    known = {name: value if value == DIFFERENCES else "" for name, value in given.items()}
    refused = tuple([name for name, value in given.items() if value != known[name]])
    return Arrangement(known["order"], known["show"], refused, tuple(carried))


class ArrangementLinks(NamedTuple):
    label: str
    options: list[tuple[str, str]]  # label, URL; empty for the current one


@lru_cache(maxsize=64)
def choices(arrangement: Arrangement) -> Markup:
    """The ways to arrange the page, each with a URL that keeps the others. URLs are relative, and so the same on every
    page."""
    links = [
        ArrangementLinks(label, [(text, _address(arrangement, name, value)) for value, text in options])
        for name, (label, options) in CHOICES.items()
    ]
    return render("comparisons/choices.html", choices=links)


def _address(arrangement: Arrangement, name: str, value: str) -> str:
    if getattr(arrangement, name) == value:
        return ""
    other = arrangement._replace(order=value) if name == "order" else arrangement._replace(show=value)
    return f"./{query_of(other.all_fields)}"


def sections(comparison: Comparison, arrangement: Arrangement) -> Iterable[ComparedSection]:
    """The sections with the requested rows; ordered by differences, they are one."""
    if arrangement.order:
        rows = sorted(_shown(comparison.rows(), arrangement), key=_rank)
        return (ComparedSection(ORDERED, "Biggest differences first", tuple(rows)),)
    if arrangement.show:
        return [
            ComparedSection(section.key, section.title, tuple(_shown(section.rows, arrangement)))
            for section in comparison.sections
        ]
    return comparison.sections


def _shown(rows: Iterable[Row], arrangement: Arrangement) -> Iterable[Row]:
    if not arrangement.show:
        return rows
    return (row for row in rows if any(one.outcome in APART for one in row.differences.values()))


def _rank(row: Row) -> int:
    """Sorted by the widest gap of any two sides, in multiples of what counts as about the same; rows without a number
    come last."""
    return -max([-1 if one.magnitude is None else one.magnitude for one in row.differences.values()])
