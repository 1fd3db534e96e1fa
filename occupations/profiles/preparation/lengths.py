"""The tables of lengths: of each kind of education and training, and of the programs of single occupations."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import msgspec

TABLES = Path(__file__).parent / "tables"


class Part(msgspec.Struct, frozen=True):
    """A stretch of time, in months. `low` and `high` are its usual length, one number if they are equal; `shortest` and
    `longest` are as far as programs differ. No end: open. `of` follows the length: "of medical school"."""

    of: str
    low: int
    high: int | None
    shortest: int
    longest: int | None
    paid: bool = False


class Program(msgspec.Struct, frozen=True):
    """What a kind of education or training consists of, in order. `reasons`: why a kind has the lengths of its parts;
    `source`: who says so of an occupation's program."""

    parts: tuple[Part, ...]
    reasons: tuple[str, ...] = ()
    source: str = ""


class OccupationProgram(msgspec.Struct, frozen=True):
    """The program of some occupations. `codes`: beginnings of SOC and O*NET-SOC codes; `label`: the kind of education
    or training that it takes the place of."""

    codes: tuple[str, ...]
    title: str
    label: str
    program: Program


def length_of(label: str, codes: Iterable[str], kinds: Mapping[str, Program]) -> Program | None:
    """The program of the occupation with one of these codes, or else of the kind, of education() or training(). None if
    neither says how long it takes."""
    beginnings = _beginnings().get(label, {})
    if not beginnings:
        return kinds.get(label)
    found = [code[:end] for code in codes for end in range(1, len(code) + 1) if code[:end] in beginnings]
    return beginnings[max(found, key=len)] if found else kinds.get(label)


@cache
def _beginnings() -> dict[str, dict[str, Program]]:
    """Kind → beginning of a code → the program of the occupations whose codes begin so."""
    found: dict[str, dict[str, Program]] = {}
    for one in by_occupation():
        found.setdefault(one.label, {}).update(dict.fromkeys(one.codes, one.program))
    return found


@cache
def education() -> dict[str, Program]:
    """Kind of education → what it usually consists of."""
    return _kinds("levels", "level")


@cache
def training() -> dict[str, Program]:
    """Kind of training after hiring → what it usually consists of."""
    return _kinds("training", "training")


def _kinds(table: str, column: str) -> dict[str, Program]:
    found = {}
    for label, rows in groupby(_rows(table), key=lambda row: row[column]):
        same = list(rows)
        found[label] = Program(_parts(same), reasons=tuple(row["reason"] for row in same))
    return found


@cache
def by_occupation() -> tuple[OccupationProgram, ...]:
    """The programs of occupations, in the order of the table."""
    found = []
    for (codes, title, label), rows in groupby(
        _rows("occupations"), key=lambda row: (row["codes"], row["title"], row["label"])
    ):
        same = list(rows)
        program = Program(_parts(same), source=same[0]["source"])
        found.append(OccupationProgram(tuple(codes.split()), title, label, program))
    return tuple(found)


def _parts(rows: Sequence[dict[str, str]]) -> tuple[Part, ...]:
    """The parts in these rows; those without any length are none."""
    return tuple(_part(row) for row in rows if row["of"])


def _part(row: dict[str, str]) -> Part:
    low, high = int(row["low"]), int(row["high"]) if row["high"] else None
    shortest, longest = row.get("shortest"), row.get("longest")
    return Part(
        of=row["of"],
        low=low,
        high=high,
        shortest=int(shortest) if shortest else low,
        longest=int(longest) if longest else high,
        paid=row.get("paid") == "yes",
    )


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
