"""From what a reader asks for to the keys of rows. Whatever names nothing is refused: no answer is silently empty."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from occupations.observations.measured import METRICS_OF, OBSERVED, STORED, statistic
from occupations.observations.names import NATION, WAGE, Named, Names, OccupationName, RecordName, ReleaseName
from occupations.text import codes
from occupations.text.likeness import most_alike, most_alike_from_the_start, nearest_codes

T = TypeVar("T")
NONE = "none"
"""For an industry and an employer: figures that are of no single one."""
LATEST, ALL = "latest", "all"
"""For a release."""


class Near(NamedTuple):
    key: str
    title: str


class Unknown(Exception):
    """Something that does not exist was asked for. `near`: what is most like it."""

    def __init__(self, parameter: str, value: str, what: str, near: Sequence[Near] = ()) -> None:
        super().__init__(f"There is no {what} “{value[:80]}”.")
        self.parameter, self.near = parameter, list(near)


class Selection(NamedTuple):
    """Which observations. In each list of keys, None stands for rows without one: the nation, all industries. No list:
    any. `occupations`: facts of files for these occupations, beside those of the records."""

    metrics: frozenset[str]
    releases: tuple[ReleaseName, ...]
    part: str = ""
    part_codes: tuple[str, ...] = ()
    records: tuple[int, ...] | None = None
    occupations: tuple[int, ...] = ()
    places: tuple[int | None, ...] | None = None
    industries: tuple[int | None, ...] | None = None
    employers: tuple[int | None, ...] | None = None
    methods: frozenset[str] = frozenset()
    year: int | None = None
    shown: bool | None = None

    def releases_of(self, kind: str) -> list[ReleaseName]:
        """Those that can have such facts of the kind. The others are not looked through."""
        found = [one for one in self.releases if one.may_have(kind, self.methods, self.year)]
        return found if kind == WAGE else [one for one in found if one.metrics & self.metrics]

    def is_narrow(self, kind: str) -> bool:
        """Whether an index finds the rows of the kind at once, and they are few. Nearly all figures of a release may be
        shown; of its wages, those of the nation are."""
        lists = (self.records, self.places, self.industries, self.employers)
        shown = self.shown and kind == WAGE
        return bool(self.part or self.part_codes or shown) or any(one is not None for one in lists)


def select(asked: Mapping[str, Any], names: Names, hidden: Iterable[str]) -> Selection:
    """`asked`: parameters of the API by name, without those that were not given. Raises Unknown."""
    records, occupations = _records(asked, names)
    return Selection(
        metrics=_metrics(asked, hidden),
        releases=_releases(asked, names),
        part=asked.get("part", ""),
        part_codes=asked.get("part_code", ()),
        records=records,
        occupations=occupations,
        places=_places(asked, names),
        industries=_named("industry", asked.get("industry", ()), names.industries),
        employers=_named("employer", asked.get("employer", ()), names.employers),
        methods=frozenset(asked.get("method", ())),
        year=asked.get("year"),
        shown=asked.get("shown"),
    )


def _metrics(asked: Mapping[str, Any], hidden: Iterable[str]) -> frozenset[str]:
    found = STORED
    if words := asked.get("metric", ()):
        for word in words:
            if word not in METRICS_OF:
                raise Unknown("metric", word, "metric or row", _like(word, METRICS_OF, _metric_name))
        found = frozenset().union(*(METRICS_OF[word] for word in words))
    wanted = asked.get("statistic", ())
    return frozenset(key for key in found if not wanted or statistic(key) in wanted) - frozenset(hidden)


def _metric_name(word: str) -> str:
    return OBSERVED[word].name if word in OBSERVED else word


def _releases(asked: Mapping[str, Any], names: Names) -> tuple[ReleaseName, ...]:
    keys = asked.get("release") or (LATEST,)
    known = {one.key: one for one in names.releases}
    for key in keys:
        if key not in known and key not in (LATEST, ALL):
            raise Unknown("release", key, "release", _like(key, known))
    found = [one for one in names.releases if ALL in keys or one.key in keys or (LATEST in keys and one.is_latest)]
    for name in ("dataset", "source"):
        if wanted := asked.get(name, ()):
            there = {getattr(one, name) for one in names.releases}
            for key in wanted:
                if key not in there:
                    raise Unknown(name, key, name, _like(key, there))
            found = [one for one in found if getattr(one, name) in wanted]
    return tuple(found)


def _records(asked: Mapping[str, Any], names: Names) -> tuple[tuple[int, ...] | None, tuple[int, ...]]:
    """The records that all of these filters allow, None if there is none of them, and the occupations."""
    occupations = _occupations(asked.get("occupation", ()), names)
    of_each: list[set[int]] = []
    if occupations:
        keys = {key for one in occupations for key in one.records}
        of_each.append({names.record_by_key[key] for key in keys if key in names.record_by_key})
    if keys := asked.get("record", ()):
        of_each.append({_record(key, names) for key in keys})
    if written := asked.get("code", ()):
        of_each.append({pk for code in written for pk in _of_code(code, names)})
    of_each += [
        {one.pk for one in names.records.values() if getattr(one, name) in asked[name]}
        for name in ("system", "level")
        if asked.get(name)
    ]
    if not of_each:
        return None, ()
    only_occupations = len(of_each) == 1
    return tuple(sorted(set.intersection(*of_each))), tuple([one.pk for one in occupations if only_occupations])


def _occupations(slugs: Sequence[str], names: Names) -> list[OccupationName]:
    by_slug = {one.slug: one for one in names.occupations} if slugs else {}
    for slug in slugs:
        if slug not in by_slug:
            near = most_alike(slug.replace("-", " "), names.occupations, lambda one: one.title)
            raise Unknown("occupation", slug, "occupation", [Near(one.slug, one.title) for one in near])
    return [by_slug[slug] for slug in slugs]


def _record(key: str, names: Names) -> int:
    if key not in names.record_by_key:
        prefix, _, code = key.rpartition(":")
        same = [names.records[pk] for pk in names.records_by_code.get(_as_written(code), ())]
        of_system = [one for one in names.records.values() if one.key.startswith(f"{prefix}:")]
        near = same or _with_such_codes(code, of_system or [*names.records.values()])
        raise Unknown("record", key, "record", [Near(one.key, one.title) for one in near])
    return names.record_by_key[key]


def _of_code(code: str, names: Names) -> list[int]:
    found = names.records_by_code.get(code) or names.records_by_code.get(_as_written(code))
    if not found:
        once = {one.code: one for one in reversed(names.records.values())}
        near = _with_such_codes(_as_written(code), [*once.values()])
        raise Unknown("code", code, "code", [Near(one.code, one.title) for one in near])
    return found


def _as_written(text: str) -> str:
    """As systems write it: “291141” is 29-1141."""
    read = codes.read(text)
    return read.code if read else text


def _with_such_codes(code: str, records: Sequence[RecordName]) -> list[RecordName]:
    near = nearest_codes(code, records, lambda one: one.code)
    return near or most_alike(code.replace("-", " "), records, lambda one: one.title)


def _places(asked: Mapping[str, Any], names: Names) -> tuple[int | None, ...] | None:
    of_each: list[set[int | None]] = []
    if keys := asked.get("place", ()):
        found = _named("place", [key for key in keys if key != NATION], names.places) or ()
        of_each.append({*found, *([None] if NATION in keys else [])})
    if kinds := asked.get("place_kind", ()):
        of_kind = {pk for pk, one in names.places.items() if one.key.partition("-")[0] in kinds}
        of_each.append({*of_kind, *([None] if NATION in kinds else [])})
    if not of_each:
        return None
    return tuple(set.intersection(*of_each))


def _named(parameter: str, keys: Sequence[str], known: Mapping[int, Named]) -> tuple[int | None, ...] | None:
    """The rows with these keys. An industry also goes by its code, with which its key begins."""
    if not keys:
        return None
    by_key: dict[str, list[int | None]] = {NONE: [None]}
    for one in known.values():
        by_key.setdefault(one.key, []).append(one.pk)
        if parameter == "industry":
            by_key.setdefault(one.code, []).append(one.pk)
    for key in keys:
        if key not in by_key:
            near = _like_named(parameter, key, list(known.values()))
            raise Unknown(parameter, key, parameter, [Near(one.key, one.name) for one in near])
    return tuple(dict.fromkeys(pk for key in keys for pk in by_key[key]))


def _like_named(parameter: str, key: str, known: Sequence[Named]) -> list[Named]:
    text = key.replace("-", " ")
    if parameter == "place":
        begun = most_alike_from_the_start(text, known, lambda one: one.name)
        kind = key.partition("-")[0]
        coded = [one for one in known if one.key.partition("-")[0] == kind]
        found = nearest_codes(key, coded, lambda one: one.key) or begun
        if found:
            return found
    return most_alike(text, known, lambda one: f"{one.name} {one.key}")


def _like(text: str, keys: Iterable[str], title: Callable[[str], str] = lambda key: key) -> list[Near]:
    return [Near(key, title(key)) for key in most_alike(text, sorted(keys), lambda key: key)]
