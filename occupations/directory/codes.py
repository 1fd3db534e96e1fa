"""Codes of official classifications: the records of a code, its place in the hierarchy, what sources map it to, and the
occupations that are matched to it. From the local copy."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from occupations.local_copy.live_value import LiveValue
from occupations.models import StatisticalRecord
from occupations.models.record_keys import key_of
from occupations.search import live
from occupations.search.live import LiveOccupation
from occupations.search.records import QUALITIES
from occupations.sql import marks, rows
from occupations.text import codes
from occupations.text.codes import SOC_LIKE, WHOLE

SYSTEMS = {
    "soc": "soc",
    "onet": "onet-soc",
    "nem": "nem",
    "oews": "oews",
    "cps": "cps",
    "acs": "acs",
    "cip": "cip",
}
"""As in addresses → as in keys of records."""
NAMES = dict(StatisticalRecord.SYSTEMS) | {
    "soc": "Standard Occupational Classification (SOC)",
    "oews": "Occupational Employment and Wage Statistics (OEWS)",
    "cps": "Current Population Survey (CPS)",
    "acs": "American Community Survey (ACS)",
    "nem": "National Employment Matrix (NEM)",
    "cip": "Classification of Instructional Programs (CIP)",
}
LEVELS = ("total", "major", "minor", "broad", "detailed")
NEAR = 6


class Record(NamedTuple):
    """A line of a classification, or a row of a survey."""

    pk: int
    system: str
    vintage: str
    code: str
    title: str
    level: str

    @property
    def key(self) -> str:
        return key_of(self.system, self.vintage, self.code)

    @property
    def place(self) -> str:
        """The system, as in addresses."""
        return next(name for name, system in SYSTEMS.items() if system == self.system)


class Crosswalk(NamedTuple):
    """What a release says: `mapped` is the record that was looked up, and `other` what it stands beside. `forward`:
    whether the release maps it to the other, and not the other to it."""

    mapped: Record
    other: Record
    quality: str
    forward: bool
    release: str
    release_title: str


class Matched(NamedTuple):
    """An occupation, with the record by which it is matched, and how well."""

    occupation: LiveOccupation
    record: Record
    quality: str


class CodePage(NamedTuple):
    """What is known of a code. `records`: one for each vintage, the newest first; the rest is of the newest.
    `parents`: the nearest first. `same`: records of other systems that have the very code."""

    system: str
    code: str
    records: list[Record]
    occupations: list[Matched]
    parents: list[Record]
    children: list[Record]
    crosswalks: list[Crosswalk]
    same: list[Record]

    @property
    def newest(self) -> Record:
        return self.records[0]


class SystemOfCodes(NamedTuple):
    """A vintage of a system, and how many codes it has."""

    place: str
    system: str
    name: str
    vintage: str
    codes: int


_RECORD = "id, system, vintage, code, title, level"


def _records(where: str, *parameters: str) -> list[Record]:
    """In the order of codes, newer vintages first."""
    order = "ORDER BY vintage DESC, code"
    sql = f"SELECT {_RECORD} FROM occupations_statisticalrecord WHERE {where} {order}"  # noqa: S608 (constants)
    found = rows(sql, parameters)
    return [Record(*row) for row in found]


def _systems() -> list[SystemOfCodes]:
    found = rows("SELECT system, vintage, count(*) FROM occupations_statisticalrecord GROUP BY 1, 2 ORDER BY 2 DESC")
    places = list(SYSTEMS.items())
    return [
        SystemOfCodes(place, system, NAMES[system], vintage, count)
        for place, system in places
        for known, vintage, count in found
        if known == system
    ]


_known_systems = LiveValue(_systems, ("occupations_statisticalrecord",))


def systems() -> list[SystemOfCodes]:
    """Those with records, in the order of SYSTEMS, newer vintages first."""
    return _known_systems.get()


def _newest_vintage(system: str) -> str:
    return next((one.vintage for one in systems() if one.system == system), "")


def major_groups() -> list[Record]:
    """Those of the newest SOC."""
    found = _records("system = 'soc' AND level = 'major'")
    return [one for one in found if one.vintage == found[0].vintage]


def written(place: str, text: str) -> str:
    """The code as the system writes it: “291141” is 29-1141 in the SOC and 29-1141.00 in O*NET's."""
    if place == "cip":
        of_cip = codes.read(f"CIP {text}")
        return of_cip.code if of_cip else text
    found = codes.read(text) if SYSTEMS[place] in SOC_LIKE else None
    if found is None:
        return text if place in ("soc", "onet", "nem", "oews") else text.lower()
    if place == "onet":
        return found.code if "." in found.code else f"{found.code}.00"
    return found.code[:WHOLE] if place == "soc" else found.code


def code_page(place: str, code: str) -> CodePage | None:
    """None if no record has the code. `code`: as `written`."""
    system = SYSTEMS[place]
    found = _records("system = ? AND code = ?", system, code)
    if not found:
        return None
    newest = found[0]
    of_fields = system == "cip"
    crosswalks = _crosswalks(found)
    return CodePage(
        system,
        code,
        found,
        _led_to(newest) if of_fields else _matched(newest),
        _wider_fields(newest) if of_fields else _parents(newest),
        _fields_within(newest) if of_fields else _children(newest),
        crosswalks,
        _records("code = ? AND system <> ?", code, system),
    )


# Fields of study: “51”, “51.38” and “51.3801” are levels of one code.


def _wider_fields(record: Record) -> list[Record]:
    above = [record.code[:length] for length in (len("51.38"), len("51")) if length < len(record.code)]
    found = _records(f"system = 'cip' AND vintage = ? AND code IN ({marks(above)})", record.vintage, *above)
    return sorted(found, key=lambda one: -len(one.code))


def _fields_within(record: Record) -> list[Record]:
    within = _records("system = 'cip' AND vintage = ? AND code LIKE ?", record.vintage, f"{record.code}_%")
    lengths = {len(one.code) for one in within}
    return [one for one in within if len(one.code) == min(lengths)]


_LEADS_TO = """
SELECT DISTINCT n.id, n.system, n.vintage, n.code, n.title, n.level FROM record_link l
JOIN occupations_statisticalrecord o ON o.id = l.record_id JOIN occupations_statisticalrecord n ON n.id = l.other_id
WHERE l.quality = 'prepares' AND o.system = 'cip' AND o.vintage = ? AND o.code LIKE ?
"""


def _led_to(record: Record) -> list[Matched]:
    """The occupations of the codes that the field of study, or one within it, prepares for; best first."""
    by_key = {one.key: one for one in (Record(*row) for row in rows(_LEADS_TO, [record.vintage, f"{record.code}%"]))}
    return _in_order(
        Matched(one, by_key[key], quality)
        for one in live.current().occupations.values()
        for key, quality in one.records.items()
        if key in by_key
    )


def near(place: str, code: str) -> list[Record]:
    """Records of codes of the narrowest group that has any, the nearest first."""
    system = SYSTEMS[place]
    vintage = _newest_vintage(system)
    if system not in SOC_LIKE:
        for length in (len("51.3"), len("51")) if system == "cip" else (4,):
            beside = _records("system = ? AND vintage = ? AND code LIKE ?", system, vintage, f"{code[:length]}%")
            if beside:
                return beside[:NEAR]
        return []
    for length in range(WHOLE - 1, 1, -1):
        group = _records("system = ? AND vintage = ? AND code LIKE ?", system, vintage, f"{code[:length]}%")
        if group and code[:2].isdecimal():
            return sorted(group, key=lambda one: (abs(_number(one.code) - _number(code)), one.code))[:NEAR]
    return []


def _number(code: str) -> int:
    return int("".join(letter for letter in code[:WHOLE] if letter.isdecimal()) or 0)


def _above(code: str) -> list[str]:
    """Codes of the groups that a code of the SOC may be in, the narrowest first."""
    stem = code[:WHOLE]
    groups = [f"{stem[:6]}0", f"{stem[:5]}00", f"{stem[:4]}000", f"{stem[:2]}-0000", "00-0000"]
    return [one for one in dict.fromkeys([stem, *groups]) if one != code]


def _parents(record: Record) -> list[Record]:
    if record.system not in SOC_LIKE or record.vintage != _newest_vintage(record.system):
        return []
    # O*NET divides the codes of the SOC, whose groups are those above.
    system = "soc" if record.system == "onet-soc" else record.system
    above = _above(record.code)
    found = _records(f"system = ? AND code IN ({marks(above)})", system, *above)
    newest = [one for one in found if one.vintage == found[0].vintage]
    coarser = [one for one in newest if record.system == "onet-soc" or _is_coarser(one, record)]
    return sorted(coarser, key=lambda one: above.index(one.code))


def _is_coarser(one: Record, other: Record) -> bool:
    return LEVELS.index(one.level) < LEVELS.index(other.level)


def _children(record: Record) -> list[Record]:
    """What is directly beneath it; beneath a detailed code of the SOC those into which O*NET divides it."""
    if record.system not in SOC_LIKE or "." in record.code:
        return []
    stem = record.code.rstrip("0") if record.level != "detailed" else record.code
    stem = "" if record.level == "total" else stem
    if record.level == "detailed":
        parts = _records("system = 'onet-soc' AND code LIKE ?", f"{stem}.%") if record.system == "soc" else []
        return [one for one in parts if one.vintage == parts[0].vintage]
    beneath = _records("system = ? AND vintage = ? AND code LIKE ?", record.system, record.vintage, f"{stem}%")
    finer = [one for one in beneath if _is_coarser(record, one)]
    by_code = {one.code: one for one in finer}
    return [one for one in finer if not any(_is_coarser(by_code[up], one) for up in _above(one.code) if up in by_code)]


def _matched(record: Record) -> list[Matched]:
    """The occupations with the record, best first; of a group, those with records of what is in it."""
    public = list(live.current().occupations.values())
    own = [Matched(one, record, one.records[record.key]) for one in public if record.key in one.records]
    if not own and record.system in SOC_LIKE and record.level != "detailed":
        stem = "" if record.level == "total" else record.code.rstrip("0")
        inside = _records("system = ? AND vintage = ? AND code LIKE ?", record.system, record.vintage, f"{stem}%")
        by_key = {one.key: one for one in inside}
        own = [
            Matched(one, by_key[key], quality)
            for one in public
            for key, quality in one.records.items()
            if key in by_key and quality in QUALITIES
        ]
    return _in_order(own)


def _in_order(found: Iterable[Matched]) -> list[Matched]:
    """By code, best first, without those that do not fit."""
    order = {quality: place for place, quality in enumerate(QUALITIES)}
    fitting = [one for one in found if one.quality in order]
    return sorted(
        fitting, key=lambda one: (one.record.code, order[one.quality], -one.occupation.size, one.occupation.slug)
    )


_LINKS = """
SELECT DISTINCT l.record_id, l.other_id, l.quality,
    d.key || '@' || coalesce(r.period_end, 'undated') || '/' || substr(r.digest, 1, 8), r.title
FROM record_link l JOIN occupations_release r ON r.id = l.release_id JOIN occupations_dataset d ON d.id = r.dataset_id
WHERE l.record_id IN ({0}) OR l.other_id IN ({0})
"""


def _crosswalks(records: Sequence[Record]) -> list[Crosswalk]:
    own = {one.pk: one for one in records}
    found = rows(_LINKS.format(marks(own)), [*own, *own])
    others = _by_pk({end for row in found for end in row[:2]} - own.keys())
    known = own | others
    links = [
        Crosswalk(known[first], known[second], quality, True, release, title)
        if first in own
        else Crosswalk(known[second], known[first], quality, False, release, title)
        for first, second, quality, release, title in found
    ]
    once = {(one.mapped.key, one.other.key, one.quality, one.forward): one for one in links}
    return sorted(once.values(), key=lambda one: (one.other.system, one.other.vintage, one.other.code, one.mapped.key))


def _by_pk(pks: Iterable[int]) -> dict[int, Record]:
    wanted = list(pks)
    sql = f"SELECT {_RECORD} FROM occupations_statisticalrecord WHERE id IN ({marks(wanted)})"  # noqa: S608 (constants)
    found = rows(sql, wanted)
    return {row[0]: Record(*row) for row in found}
