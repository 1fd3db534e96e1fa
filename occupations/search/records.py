"""Codes of official records: which occupations have one, and which occupations share one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Protocol

from occupations.models.record_keys import parts_of

_CODE = re.compile(r"(?:soc|o\*?net(?:-soc)?)?[\s:#-]*(\d\d)[-–\s]?(\d{4})(?:\.(\d\d))?", re.IGNORECASE)
_BEGUN = re.compile(r"(?:soc|o\*?net(?:-soc)?)?[\s:#-]*(\d\d)[-–]?(\d{0,3})", re.IGNORECASE)
_SYSTEMS = ("soc", "onet-soc", "oews", "nem")  # whose codes are those of the SOC
_QUALITIES = ("exact", "shared", "narrower", "broader", "approximate")


class _Occupation(Protocol):
    @property
    def edition(self) -> int: ...

    @property
    def records(self) -> dict[str, str]: ...

    @property
    def size(self) -> int: ...


def code_in(text: str) -> str:
    """“29-1141”, “29-1141.00”, “SOC 291141”: the code, where the text is one and nothing else."""
    found = _CODE.fullmatch(text.strip())
    if not found:
        return ""
    return f"{found[1]}-{found[2]}" + (f".{found[3]}" if found[3] else "")


def code_begun(text: str) -> str:
    """“29-11”, “SOC 29”: the beginning of a code, where the text is one and nothing else."""
    found = _BEGUN.fullmatch(text.strip())
    return f"{found[1]}-{found[2]}" if found else ""


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

    def __init__(self, occupations: Iterable[_Occupation]) -> None:
        found: dict[str, dict[int, tuple[int, bool, int]]] = {}
        for one in occupations:
            for key, quality in one.records.items():
                system, _, code = parts_of(key)
                if system in _SYSTEMS and quality in _QUALITIES:
                    for wanted in {code, code[:7]}:
                        # A code of SOC is first of all O*NET's “.00”.
                        part = system == "onet-soc" and not code.endswith(".00") and wanted != code
                        place = (_QUALITIES.index(quality), part, -one.size)
                        known = found.setdefault(wanted, {}).get(one.edition)
                        found[wanted][one.edition] = min(place, known) if known else place
        self._found = {code: sorted(places, key=lambda one: (places[one], one)) for code, places in found.items()}
        self._clear = {code for code, places in found.items() if _is_clear([*places.values()])}
        self._ordered = sorted(self._found)

    def of(self, code: str) -> list[int]:
        """Editions."""
        return self._found.get(code, [])

    def has_one(self, code: str) -> bool:
        """Whether one of its occupations is just what the code is of, and the others only parts of it or near it."""
        return code in self._clear

    def begun(self, text: str) -> list[str]:
        """Codes of six digits that begin so."""
        start = bisect_left(self._ordered, text)
        end = bisect_left(self._ordered, text + "\U0010ffff")
        return [code for code in self._ordered[start:end] if len(code) == len("29-1141")]


def _is_clear(places: list[tuple[int, bool, int]]) -> bool:
    """`places`: of the occupations that have one code."""
    own = [place for place in places if place[:2] == (_QUALITIES.index("exact"), False)]
    return len(places) == 1 or len(own) == 1
