"""The table of all occupations: what an address asks for, what there is, and what to do where there is nothing."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from occupations.browse import table
from occupations.browse.catalogue import ENTRY, Catalogue, Listed, catalogue
from occupations.browse.filters import OccupationFilters, choice_key, choice_text
from occupations.browse.list_figures import COLUMNS
from occupations.browse.query_string import QueryProblem, address, choice, given, page_number, repeated
from occupations.models import Occupation
from occupations.rendering.pagination import paginate

PAGE_SIZE = 50
DEFAULT_SORT = "-salary"
USUAL = {"sort": DEFAULT_SORT, "page": "1"}  # goes without saying
SHOWN = tuple(COLUMNS.values())
FILTER_GROUPS = (  # the form, in groups
    ("What", ("q", "category", "skill")),
    ("Yearly pay, US$", ("salary_min", "salary_max")),
    ("Growth, %", ("growth_min", "growth_max")),
    ("Entry requirements", ENTRY),
)
LABELS = {**{name: one.label for name, one in OccupationFilters.base_filters.items()}, "sort": "Order", "page": "Page"}


# What fields are called beneath the heading of their group.
BRIEFLY = {"salary_min": "From", "salary_max": "To", "growth_min": "From", "growth_max": "To"}


class FilterField(NamedTuple):
    """One field of the form. `options`: [(value, text, chosen)] of a choice, None for a text."""

    name: str
    label: str
    value: str
    error: str
    options: list[tuple[str, str, bool]] | None
    proposals: str = ""  # id of the datalist
    numeric: bool = False


class ExploreQuery:
    """What an address asks for, and what is wrong with it."""

    def __init__(self, path: str, query: QueryDict) -> None:
        self.path = path
        self.given = given(query, LABELS)
        self.sort, wrong_sort = choice(self.given.get("sort", ""), "sort", LABELS["sort"], table.SORTS, DEFAULT_SORT)
        self.page, wrong_page = page_number(self.given.get("page", ""))
        self.problems = [*repeated(query, LABELS), *wrong_sort, *wrong_page]
        self.typed = {name: text for name, text in self.given.items() if name in OccupationFilters.base_filters}
        self.in_force: dict[str, Any] = {}  # of these, what was understood

    def address(self, **changes: str) -> str:
        """The address that asks for the same but for these changes, without what could not be understood."""
        understood = {name: text for name, text in self.typed.items() if name in self.in_force}
        wanted = {**understood, "sort": self.sort, "page": str(self.page), **changes}
        return address(self.path, {name: text for name, text in wanted.items() if text != USUAL.get(name)})

    def tidy(self) -> str:
        """The address that says the same, mistakes and all, and nothing that goes without saying."""
        return address(self.path, {name: text for name, text in self.given.items() if text != USUAL.get(name)})

    @classmethod
    def untidy(cls, query: QueryDict) -> bool:
        """Whether the address says what goes without saying, as one does that a form has sent."""
        return any(not text.strip() or text == USUAL.get(name) for name in LABELS for text in query.getlist(name))


def explore(path: str, query: QueryDict) -> dict[str, Any] | str:
    """The context of the page, or the address to go to instead."""
    parsed = ExploreQuery(path, query)
    if parsed.untidy(query):
        return parsed.tidy()
    known = catalogue()
    public = Occupation.objects.public()
    filters = OccupationFilters(parsed.typed, public, known.once("choices", lambda: _choices(known)))
    in_force = parsed.in_force = filters.in_force()
    found = _found(known, filters, parsed)
    total = len(found)
    start = (parsed.page - 1) * PAGE_SIZE
    if start >= total > 0:
        return parsed.address(page=str(-(-total // PAGE_SIZE)))
    errors = {name: " ".join(messages) for name, messages in filters.form.errors.items()}
    problems = [*(QueryProblem(name, LABELS[name], text) for name, text in errors.items()), *parsed.problems]
    shown = found[start : start + PAGE_SIZE]
    heads = table.heads(SHOWN, parsed.sort, lambda by: parsed.address(sort=by, page=""))
    return {
        "action": path,
        "groups": [
            (title, [_field(name, parsed, filters, errors) for name in names]) for title, names in FILTER_GROUPS
        ],
        "order": FilterField(
            "sort", "Order", parsed.sort, "", [(key, text, key == parsed.sort) for key, text in table.SORTS.items()]
        ),
        "proposals": known.skills if total else [],
        "chips": [
            (filters.chip(name, value), parsed.address(**{name: "", "page": ""})) for name, value in in_force.items()
        ],
        "problems": problems,
        "total": total,
        "everything": len(known.rows),
        "table": table.build(
            shown, SHOWN, "Occupations", heads, [f"entry_{name}" for name in ENTRY if name in in_force]
        ),
        "pagination": paginate(parsed.page, PAGE_SIZE, total, lambda number: parsed.address(page=str(number))),
        "loosen": [] if total else _loosened(public, filters, in_force, parsed),
        "search": address(reverse("occupations:search"), {"q": str(in_force.get("q", ""))}),
        "plain": not (parsed.given or problems),
    }


def _found(known: Catalogue, filters: OccupationFilters, parsed: ExploreQuery) -> list[Listed]:
    """In the order asked for. That of all occupations is the same for everybody, and made once."""
    rows = known.once(("sorted", parsed.sort), lambda: table.arranged(known.rows, parsed.sort))
    if not parsed.in_force:
        return rows
    editions = set(filters.qs.order_by().values_list("live", flat=True))
    return [row for row in rows if row.edition in editions]


def _choices(known: Catalogue) -> dict[str, list[tuple[str, str, int]]]:
    """For each filter of choices [(key, label, number of occupations)]."""
    entries = {name: [(choice_key(label), label, n) for label, n in found] for name, found in known.entries.items()}
    return {**entries, "category": known.categories}


def _field(name: str, parsed: ExploreQuery, filters: OccupationFilters, errors: Mapping[str, str]) -> FilterField:
    value = parsed.typed.get(name, "")
    options = None
    if name in filters.choices:
        options = [("", "Any", not value)]
        options += [
            (key, f"{choice_text(name, label)} ({number})", key == value)
            for key, label, number in filters.choices[name]
        ]
    return FilterField(
        name,
        BRIEFLY.get(name, LABELS[name]),
        value,
        errors.get(name, ""),
        options,
        "uses" if name == "skill" else "",
        name.endswith(("_min", "_max")),
    )


def _loosened(
    public: QuerySet, filters: OccupationFilters, in_force: Mapping[str, Any], parsed: ExploreQuery
) -> list[tuple[str, str, int]]:
    """For each filter how many there would be without it, most first: [(what it says, address, count)]."""
    conditions = {name: filters.condition(name, value) for name, value in in_force.items()}
    others = {
        name: Count("pk", filter=Q(*(condition for other, condition in conditions.items() if other != name)))
        for name in conditions
        if len(conditions) > 1
    }
    counts = public.aggregate(**{f"without_{name}": count for name, count in others.items()}) if others else {}
    found = [
        (filters.chip(name, in_force[name]), parsed.address(**{name: "", "page": ""}), counts[f"without_{name}"])
        for name in others
        if counts[f"without_{name}"]
    ]
    return sorted(found, key=lambda one: -one[2])
