"""All live editions in the form that lists need, cached while the same editions are live."""

from collections import Counter
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, NamedTuple

from occupations.browse.list_figures import COLUMNS, ListFigure
from occupations.links import occupation_url
from occupations.local_copy.live_value import LiveValue
from occupations.models import Occupation
from occupations.sql import LIVE

ENTRY = ("education", "experience", "training")
FIELDS = (
    "live",
    "slug",
    "live__title",
    "live__official_title",
    "live__category__slug",
    "live__category_name",
    *(f"live__entry_{name}" for name in ENTRY),
    "live__records",
    "live__sources",
    "live__groups",
)


class Listed(NamedTuple):
    """One live edition. `words`: its title, and the official one if that is another, to search in;
    `general`: whether it is a whole detailed occupation of the classification, not a part of one;
    `entry`: the entry requirements, as ENTRY; `groups`: slot → the wider group that its figure is for; `figures`: by
    the keys of COLUMNS."""

    edition: int
    slug: str
    title: str
    words: str
    url: str
    category: str
    category_name: str
    general: bool
    entry: tuple[str, ...]
    groups: dict[str, str]
    figures: dict[str, ListFigure]


class Catalogue:
    """Public occupations by title, and values derived from all of them."""

    def __init__(self, rows: list[Listed]) -> None:
        self.rows = rows
        self._derived: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """A value derived from the catalogue, made when first used. There are few keys, never what a visitor typed."""
        if key not in self._derived:
            self._derived[key] = make()
        return self._derived[key]

    @cached_property
    def categories(self) -> list[tuple[str, str, int]]:
        """(slug, name, number of occupations), by name; each named as in the edition published last."""
        newest: dict[str, tuple[int, str]] = {}
        for row in self.rows:
            newest[row.category] = max(newest.get(row.category, (0, "")), (row.edition, row.category_name))
        counts = Counter(row.category for row in self.rows)
        return sorted(((slug, newest[slug][1], counts[slug]) for slug in counts), key=lambda one: one[1].casefold())

    @cached_property
    def entries(self) -> dict[str, list[tuple[str, int]]]:
        """Entry requirements: for each of ENTRY, (label, number of occupations), most common first."""
        return {
            name: [(label, n) for label, n in Counter(row.entry[at] for row in self.rows).most_common() if label]
            for at, name in enumerate(ENTRY)
        }

    @cached_property
    def skills(self) -> list[str]:
        """Names of skills and fields of knowledge. A source that rates one for any occupation rates it for all."""
        rated = Occupation.objects.using(LIVE).public().exclude(live__importances={}).order_by()
        return sorted(name for names in rated.values_list("live__importances", flat=True)[:1] for name in names)

    def of_category(self, slug: str) -> list[Listed]:
        return [row for row in self.rows if row.category == slug]


def _read() -> Catalogue:
    figures = [field for column in COLUMNS.values() for field in column.fields()]
    rows = []
    for row in Occupation.objects.using(LIVE).public().order_by().values_list(*FIELDS, *figures).iterator():
        edition, slug, title, official, category, name, *entry, records, sources, groups = row[: len(FIELDS)]
        start, by_key = len(FIELDS), {}
        for key, column in COLUMNS.items():
            end = start + len(column.fields())
            by_key[key] = column.read(row[start:end], sources, records, groups)
            start = end
        general = any(key.startswith("onet-soc") and key.endswith(".00") for key in records)
        url, words = occupation_url(slug), f"{title}\n{official}".casefold()
        rows.append(Listed(edition, slug, title, words, url, category, name, general, tuple(entry), groups, by_key))
    rows.sort(key=lambda row: (row.title.lstrip(".").casefold(), row.slug))
    return Catalogue(rows)


_catalogue = LiveValue(_read)


def catalogue() -> Catalogue:
    """The current catalogue."""
    return _catalogue.get()
