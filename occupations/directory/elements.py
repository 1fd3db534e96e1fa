"""Elements of the O*NET content model: the skills, fields of knowledge, interests and work styles that live editions
have figures of, by their codes, and the groups that the codes form. The imported files do not name the groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from occupations.local_copy.live_value import LiveValue
from occupations.metrics import METRICS
from occupations.models import Occupation
from occupations.profiles import formatting
from occupations.profiles.document import ReleaseRef
from occupations.sql import LIVE

MOST = 50  # occupations of an element that are listed
NAMED = 2  # elements of a group that stand for it
_CODED = frozenset(key for key, metric in METRICS.items() if metric.coded_in == "onet-element")


class _Item(msgspec.Struct, gc=False):
    """What counts here of a figure."""

    metric: str
    label: str = ""
    part_code: str = ""
    value: int | None = None
    missing: str = ""
    release: int = -1


class _Document(msgspec.Struct):
    figures: tuple[_Item, ...] = ()
    releases: tuple[ReleaseRef, ...] = ()

    @property
    def origins(self) -> list[str]:
        """Names and periods, by the index that figures have. What editors enter has no code."""
        return [
            f"{formatting.release(one)}, {formatting.period(one.period_start, one.period_end)}" for one in self.releases
        ]


class Rated(NamedTuple):
    """An occupation; `value`: in the scale of the metric, None for one that has no numbers."""

    slug: str
    title: str
    value: int | None


class Element(NamedTuple):
    """`occupations`: how many have a figure of it; `best`: the first of them, highest first. `origins`: the releases
    that the figures are from, by name and period, the most common first."""

    code: str
    name: str
    metric: str
    occupations: int
    best: tuple[Rated, ...]
    origins: tuple[str, ...]


class Elements(NamedTuple):
    """By code. `within`: code of a group → the codes directly beneath it, of groups and of elements."""

    elements: dict[str, Element]
    within: dict[str, list[str]]

    def find(self, typed: str) -> str:
        """The code as O*NET writes it; empty if there is no such element or group."""
        folded = typed.casefold()
        return next((code for code in (*self.elements, *self.within) if code.casefold() == folded), "")

    def name(self, code: str) -> str:
        """Of an element; of a group, which has none, the first names in it: “Innovation, Initiative and 7 more”."""
        if code in self.elements:
            return self.elements[code].name
        names = [one.name for one in self.elements.values() if one.code.startswith(f"{code}.")]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        return ", ".join(names[:NAMED]) + more


def groups_of(code: str) -> list[str]:
    """Of 2.A.1.a: 2.A.1 and 2.A. The nearest first; what all of 2 have in common is no group of one kind."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 1, -1)]


def _read() -> Elements:
    found: dict[str, list[Rated]] = defaultdict(list)
    said: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    origins: dict[str, Counter[str]] = defaultdict(Counter)
    decoder = msgspec.json.Decoder(_Document)
    public = Occupation.objects.using(LIVE).public().order_by("slug")
    for slug, title, document in public.values_list("slug", "live__title", "live__document").iterator():
        read = decoder.decode(document)
        names = read.origins
        for code, item in _preferred(read.figures).items():
            found[code].append(Rated(slug, title, item.value))
            said[code][item.label, item.metric] += 1
            origins[code][names[item.release]] += 1
    elements = {code: _element(code, found[code], said[code], origins[code]) for code in sorted(found, key=in_order)}
    return Elements(elements, _within(elements))


def _preferred(figures: Iterable[_Item]) -> dict[str, _Item]:
    """By code, of each the figure that an edition prefers."""
    found: dict[str, _Item] = {}
    for item in figures:
        if item.part_code and item.metric in _CODED and not item.missing:
            found.setdefault(item.part_code, item)
    return found


def _element(code: str, rated: list[Rated], said: Counter[tuple[str, str]], origins: Counter[str]) -> Element:
    """By the name and the metric that most editions have."""
    ((name, metric), _), *_ = said.most_common(1)
    best = sorted(rated, key=lambda one: (-(one.value or 0), one.title.casefold()))[:MOST]
    return Element(code, name, metric, len(rated), tuple(best), tuple(name for name, _ in origins.most_common()))


def _within(codes: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for code in codes:
        beneath = code
        for group in groups_of(code):
            found[group][beneath] = None
            beneath = group
    return {group: sorted(some, key=in_order) for group, some in found.items()}


def in_order(code: str) -> list[tuple[int, str]]:
    """A sort key: 2.C.2 before 2.C.10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in code.split(".")]


_elements = LiveValue(_read)


def elements() -> Elements:
    return _elements.get()
