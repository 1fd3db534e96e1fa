"""Codes of official records: which occupations have one, which share one, and what codes of an earlier classification
became. Also what fields of study lead to."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from occupations.models.record_keys import key_of, parts_of
from occupations.sql import rows
from occupations.text.codes import SOC_LIKE, WHOLE, WrittenCode

QUALITIES = ("exact", "shared", "narrower", "broader", "approximate")
NEAR = 6  # codes beside one that no occupation has


class _Occupation(Protocol):
    @property
    def edition(self) -> int: ...

    @property
    def records(self) -> dict[str, str]: ...

    @property
    def size(self) -> int: ...


class Sort(StrEnum):
    """How a code leads to occupations."""

    OWN = "own"  # they have it
    GROUP = "group"  # it is of a group, of which they have codes
    FORMER = "former"  # it is of an earlier classification, and the crosswalk leads to theirs
    FIELD = "field"  # it is of a field of study, which the crosswalk says leads to theirs
    UNKNOWN = "unknown"  # nobody has it; theirs are near


class Coded(NamedTuple):
    """`editions`: each with the code that it has of those found, the likeliest first. `is_sure`: one of them is just
    what the code is of. `vintage`: of a former code, that of its classification."""

    sort: Sort
    editions: Mapping[int, str]
    is_sure: bool = False
    vintage: str = ""


class Former(NamedTuple):
    """What the publisher's crosswalk says of a code of an earlier vintage: a code that it, or a part of it, became."""

    vintage: str
    code: str
    now: str


def former_codes() -> list[Former]:
    """Those of the newest crosswalk of each earlier vintage."""
    return [Former(*row) for row in rows(_FORMER)]


def fields_of_study() -> list[tuple[str, str]]:
    """(code of a field of study, code of the SOC that it prepares for), as the newest crosswalk has them."""
    return [(field, code) for field, code in rows(_FIELDS)]


_FIELDS = """
SELECT o.code, n.code FROM record_link l
JOIN occupations_statisticalrecord o ON o.id = l.record_id JOIN occupations_statisticalrecord n ON n.id = l.other_id
WHERE l.quality = 'prepares' AND l.release_id = (SELECT max(release_id) FROM record_link WHERE quality = 'prepares')
ORDER BY o.code, l.position
"""
_FORMER = """
SELECT DISTINCT o.vintage, o.code, n.code FROM record_link l
JOIN occupations_statisticalrecord o ON o.id = l.record_id JOIN occupations_statisticalrecord n ON n.id = l.other_id
WHERE o.system = 'onet-soc' AND n.system = 'onet-soc' AND o.vintage < n.vintage AND l.release_id = (
    SELECT max(x.release_id) FROM record_link x JOIN occupations_statisticalrecord y ON y.id = x.record_id
    WHERE y.system = o.system AND y.vintage = o.vintage)
ORDER BY o.vintage, o.code, l.position
"""


def group_of(records: Mapping[str, str], otherwise: str) -> str:
    """The code, of six digits, that the occupation is of."""
    for system in ("onet-soc", "soc"):
        for key, quality in sorted(records.items()):
            found, _, code = parts_of(key)
            if found == system and quality in ("exact", "shared", "narrower"):
                return code[:7]
    return otherwise


def has_own_record(records: Mapping[str, str]) -> bool:
    """Whether official figures are its own, or it is all of what O*NET divides."""
    parts = [(*parts_of(key), quality) for key, quality in records.items()]
    return any(
        (system == "soc" and quality == "exact") or (system == "onet-soc" and code.endswith(".00"))
        for system, _, code, quality in parts
    )


class Codes:
    """Occupations by code: its own first, then the others that share it, the largest first."""

    def __init__(
        self,
        occupations: Iterable[_Occupation],
        former: Iterable[Former] = (),
        fields: Sequence[tuple[str, str]] = (),
    ) -> None:
        found: dict[str, dict[int, tuple[int, bool, int]]] = {}
        self._vintages = set()
        for one in occupations:
            for key, quality in one.records.items():
                system, vintage, code = parts_of(key)
                if quality not in QUALITIES:
                    continue
                self._vintages.add((system, vintage))
                for wanted in {code, code[:WHOLE]} if system in SOC_LIKE else {key}:
                    # A code of SOC is first of all O*NET's “.00”.
                    part = system == "onet-soc" and not code.endswith(".00") and wanted != code
                    place = (QUALITIES.index(quality), part, -one.size)
                    known = found.setdefault(wanted, {}).get(one.edition)
                    found[wanted][one.edition] = min(place, known) if known else place
        self._found = {code: sorted(places, key=lambda one: (places[one], one)) for code, places in found.items()}
        self._clear = {code for code, places in found.items() if _is_clear([*places.values()])}
        self._ordered = sorted(self._found)
        self._fields = fields
        self._former: dict[tuple[str, str], list[str]] = {}
        for before in former:
            for code in {before.code, before.code[:WHOLE]}:
                self._former.setdefault((before.vintage, code), []).append(before.now)

    def of(self, code: str) -> list[int]:
        """Editions."""
        return self._found.get(code, [])

    def read(self, asked: WrittenCode) -> Coded:
        """What a code leads to, of whatever system."""
        if asked.system in ("cps", "acs"):
            key = key_of(asked.system, asked.vintage, asked.code)
            return Coded(
                Sort.OWN if self.of(key) else Sort.UNKNOWN, dict.fromkeys(self.of(key), key), key in self._clear
            )
        if asked.system == "cip":
            return self._led_to(asked.code)
        if asked.vintage and not any((system, asked.vintage) in self._vintages for system in SOC_LIKE):
            return self._became(asked.code, [asked.vintage])
        if editions := self.of(asked.code):
            return Coded(Sort.OWN, dict.fromkeys(editions, asked.code), asked.code in self._clear)
        if asked.stem and (group := self._first_of(self.begun(asked.stem))):
            return Coded(Sort.GROUP, group)
        return self._became(asked.code, sorted({vintage for vintage, _ in self._former}, reverse=True))

    def begun(self, text: str) -> list[str]:
        """Codes of six digits that begin so."""
        start = bisect_left(self._ordered, text)
        end = bisect_left(self._ordered, text + "\U0010ffff")
        return [code for code in self._ordered[start:end] if len(code) == WHOLE]

    def near(self, code: str) -> list[str]:
        """Codes of six digits of the narrowest group that has any, the nearest first; of another major group none."""
        for length in range(WHOLE - 1, len("29"), -1):
            if group := self.begun(code[:length]):
                return sorted(group, key=lambda one: (abs(_number(one) - _number(code)), one))[:NEAR]
        return []

    def _led_to(self, field: str) -> Coded:
        codes = dict.fromkeys(code for within, code in self._fields if within.startswith(field))
        found = self._first_of(code for code in codes if self.of(code))
        return Coded(Sort.FIELD if found else Sort.UNKNOWN, found, len(found) == 1)

    def _became(self, code: str, vintages: Iterable[str]) -> Coded:
        for vintage in vintages:
            if now := self._former.get((vintage, code)):
                of_code = len(code) > WHOLE
                codes = list(dict.fromkeys(one if of_code else one[:WHOLE] for one in now))
                editions = {edition: one for one in codes for edition in self.of(one)}
                return Coded(Sort.FORMER, editions, len(codes) == 1 and codes[0] in self._clear, vintage)
        near = self.near(code) if code[:2].isdecimal() else []
        return Coded(Sort.UNKNOWN, self._first_of(near))

    def _first_of(self, codes: Iterable[str]) -> dict[int, str]:
        """Of each of these codes the first occupation."""
        found: dict[int, str] = {}
        for code in codes:
            found.setdefault(self.of(code)[0], code)
        return found


def _number(code: str) -> int:
    return int(code[:WHOLE].replace("-", "") or 0)


def _is_clear(places: list[tuple[int, bool, int]]) -> bool:
    """`places`: of the occupations that have one code."""
    own = [place for place in places if place[:2] == (QUALITIES.index("exact"), False)]
    return len(places) == 1 or len(own) == 1
