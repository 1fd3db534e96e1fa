"""The table of all occupations: reads the filters in the URL, finds the rows, and suggests what to do if there are
none."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import QueryDict
from django.urls import reverse

from occupations.browse import table
from occupations.browse.catalogue import ENTRY, Catalogue, Listed, catalogue
from occupations.browse.filters import RANGES, OccupationFilters, Test, choice_key, choice_text, test_of
from occupations.browse.list_figures import COLUMNS
from occupations.browse.presets import by_level, presets
from occupations.browse.query_string import (
    QueryProblem,
    address,
    choice,
    given,
    given_several,
    page_number,
    repeated,
)
from occupations.rendering.pagination import paginate

PAGE_SIZE = 50
DEFAULT_SORT = "-pay_median"
USUAL = {"sort": DEFAULT_SORT, "page": "1"}  # the default, left out of URLs
SHOWN = tuple(COLUMNS[key] for key in ("pay_median", "growth", "jobs", "openings"))
MEAN = frozenset({"pay_mean_min", "pay_mean_max"})
FILTER_GROUPS = (  # the form, in groups
    ("What", ("q", "category", "skill")),
    ("Median pay a year, US$", ("pay_median_min", "pay_median_max")),
    ("Mean pay a year, US$", ("pay_mean_min", "pay_mean_max")),
    ("Growth, %", ("growth_min", "growth_max")),
    ("Entry requirements", ENTRY),
)
SEVERAL = ("education",)  # parameters that may be repeated
LABELS = {**{name: one.label for name, one in OccupationFilters.base_filters.items()}, "sort": "Order", "page": "Page"}


# Labels of fields under the heading of their group.
BRIEFLY = {name: text for least, most in RANGES for name, text in ((least, "From"), (most, "To"))}

# Names in old URLs, which meant the mean: it was the pay of lists.
RENAMED = {"salary_min": "pay_mean_min", "salary_max": "pay_mean_max"}
RENAMED_SORTS = {"salary": "pay_mean", "-salary": "-pay_mean"}


class FilterField(NamedTuple):
    """A field of the form. `options`: [(value, text, chosen)] for a choice, None for a text; `several`: whether more
    than one may be chosen."""

    name: str
    label: str
    value: str
    error: str
    options: list[tuple[str, str, bool]] | None
    proposals: str = ""  # id of the datalist
    numeric: bool = False
    several: bool = False


class ExploreQuery:
    """What a URL requests, and what is wrong with it."""

    def __init__(self, path: str, query: QueryDict) -> None:
        self.path = path
        single = {name: label for name, label in LABELS.items() if name not in SEVERAL}
        one, several = given(query, single), given_several(query, SEVERAL)
        self.given = {name: several.get(name) or one[name] for name in LABELS if name in several or name in one}
        self.sort, wrong_sort = choice(one.get("sort", ""), "sort", LABELS["sort"], table.SORTS, DEFAULT_SORT)
        self.page, wrong_page = page_number(one.get("page", ""))
        self.problems = [*repeated(query, single), *wrong_sort, *wrong_page]
        self.typed = {name: value for name, value in self.given.items() if name in OccupationFilters.base_filters}
        self.in_force: dict[str, Any] = {}  # the valid ones of these

    def address(self, **changes: str | list[str]) -> str:
        """The URL of the same request with these changes, without invalid values."""
        understood = {name: value for name, value in self.typed.items() if name in self.in_force}
        wanted = {**understood, "sort": self.sort, "page": str(self.page), **changes}
        wanted = {name: wanted[name] for name in LABELS if name in wanted}
        return address(self.path, {name: text for name, text in wanted.items() if text != USUAL.get(name)})

    def tidy(self) -> str:
        """The canonical URL of the request, with its errors but without default values."""
        return address(self.path, {name: text for name, text in self.given.items() if text != USUAL.get(name)})

    @classmethod
    def untidy(cls, query: QueryDict) -> bool:
        """Whether the URL has default values, as one sent by a form does, or the same value twice."""
        texts = {name: query.getlist(name) for name in LABELS}
        usual = any(not text.strip() or text == USUAL.get(name) for name, given in texts.items() for text in given)
        return usual or any(len(set(texts[name])) < len(texts[name]) for name in SEVERAL)


def explore(path: str, query: QueryDict) -> dict[str, Any] | str:
    """The context of the page, or the URL to redirect to."""
    if (today := _renamed(query)) is not None:
        return address(path, today)
    parsed = ExploreQuery(path, query)
    if parsed.untidy(query):
        return parsed.tidy()
    known = catalogue()
    filters: OccupationFilters = known.once("filters", lambda: OccupationFilters(_choices(known)))
    in_force, errors = filters.read(parsed.typed)
    parsed.in_force = in_force
    tests = {name: test_of(name, value) for name, value in in_force.items()}
    found = _found(known, tests, parsed.sort)
    total = len(found)
    start = (parsed.page - 1) * PAGE_SIZE
    if start >= total > 0:
        return parsed.address(page=str(-(-total // PAGE_SIZE)))
    problems = [*(QueryProblem(name, LABELS[name], text) for name, text in errors.items()), *parsed.problems]
    shown = found[start : start + PAGE_SIZE]
    columns = table.for_sort(SHOWN, "pay_mean" if MEAN.intersection(in_force) else parsed.sort)
    heads = table.heads(columns, parsed.sort, lambda by: parsed.address(sort=by, page=""))
    return {
        "action": path,
        "groups": [
            (title, [_field(name, parsed, filters, errors) for name in names]) for title, names in FILTER_GROUPS
        ],
        "order": FilterField(
            "sort", "Order", parsed.sort, "", [(key, text, key == parsed.sort) for key, text in table.SORTS.items()]
        ),
        "proposals": known.skills if total else [],
        "presets": [
            (preset.label, parsed.address(page="", **preset.values))
            for preset in presets(filters.choices)
            if not preset.in_force(in_force)
        ],
        "chips": [
            (filters.chip(name, part), parsed.address(**{name: rest, "page": ""}))
            for name, value in in_force.items()
            for part, rest in _parts(value)
        ],
        "problems": problems,
        "total": total,
        "everything": len(known.rows),
        "table": table.build(
            shown,
            columns,
            "Occupations",
            heads,
            [f"entry_{name}" for name in ENTRY if name in in_force],
            education=True,
        ),
        "pagination": paginate(parsed.page, PAGE_SIZE, total, lambda number: parsed.address(page=str(number))),
        "loosen": [] if total else _loosened(known, filters, tests, parsed),
        "search": address(reverse("occupations:search"), {"q": str(in_force.get("q", ""))}),
        "plain": not (parsed.given or problems),
    }


def _parts(value: Any) -> list[tuple[Any, str | list[str]]]:
    """The parts of a filter that can be taken away one by one, each with what remains."""
    if not isinstance(value, list):
        return [(value, "")]
    return [([part], [other for other in value if other != part]) for part in value]


def _renamed(query: QueryDict) -> dict[str, str] | None:
    """The parameters of an old URL under their present names; None for any other URL."""
    if RENAMED.keys().isdisjoint(query) and query.get("sort") not in RENAMED_SORTS:
        return None
    asked = {RENAMED.get(name, name): query.get(name, "") for name in query}
    sort = asked.get("sort", "")
    return asked | {"sort": RENAMED_SORTS.get(sort, sort)}


def _found(known: Catalogue, tests: Mapping[str, Test], sort: str) -> list[Listed]:
    """The occupations in the requested order. The order of all occupations is the same for everybody and made once."""
    rows: list[Listed] = known.once(("sorted", sort), lambda: table.arranged(known.rows, sort))
    for test in tests.values():
        rows = [row for row in rows if test(row)]
    return rows


def _choices(known: Catalogue) -> dict[str, list[tuple[str, str, int]]]:
    """For each filter with choices: [(key, label, number of occupations)]."""
    entries = {name: [(choice_key(label), label, n) for label, n in found] for name, found in known.entries.items()}
    return {**entries, "education": by_level(entries["education"]), "category": known.categories}


def _field(name: str, parsed: ExploreQuery, filters: OccupationFilters, errors: Mapping[str, str]) -> FilterField:
    value = parsed.typed.get(name, "")
    several = name in SEVERAL
    options = None
    if name in filters.choices:
        options = [] if several else [("", "Any", not value)]
        options += [
            (key, f"{choice_text(name, label)} ({number})", key in value if several else key == value)
            for key, label, number in filters.choices[name]
        ]
    return FilterField(
        name,
        BRIEFLY.get(name, LABELS[name]),
        value if isinstance(value, str) else "",
        errors.get(name, ""),
        options,
        "uses" if name == "skill" else "",
        name.endswith(("_min", "_max")),
        several,
    )


def _loosened(
    known: Catalogue, filters: OccupationFilters, tests: Mapping[str, Test], parsed: ExploreQuery
) -> list[tuple[str, str, int]]:
    """For each filter, how many occupations there would be without it, most first: [(text, URL, count)]. For tests that
    no occupation meets together."""
    counts: Counter[str] = Counter()
    for row in known.rows if len(tests) > 1 else ():
        unmet = [name for name, test in tests.items() if not test(row)]
        if len(unmet) == 1:
            counts[unmet[0]] += 1
    found = [
        (filters.chip(name, parsed.in_force[name]), parsed.address(**{name: "", "page": ""}), number)
        for name in tests
        if (number := counts[name])
    ]
    return sorted(found, key=lambda one: -one[2])
