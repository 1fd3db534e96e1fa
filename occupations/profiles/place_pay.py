"""The pay of one occupation in states and metropolitan areas, as publishing prepares it for comparisons. Pure.

It is a document beside the edition, as small as it can be: a comparison reads that of each side and nothing else. A
process has it as columns of numbers, because a comparison of two goes through hundreds of places.
"""

import hashlib
import threading
from array import array
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

import msgspec

# Marks of a place, added up.
MEDIAN_AT_LEAST = 1  # the median is only known to be this much or more
MEAN_AT_LEAST = 2
SUPPRESSED = 4  # the source withholds the median
HOURLY_ONLY = 8  # the source has no yearly pay

# Numbers of the Census Bureau above those of the 50 states and the District of Columbia: Puerto Rico and the others.
LAST_STATE = 56
TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "VI"})


class PlaceKind(StrEnum):
    """Territories are counted apart: their metropolitan areas with them."""

    STATE = "state"  # and the District of Columbia
    METRO = "metro"
    TERRITORY = "territory"


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`key`: "state-06". Pay in cents a year; `error`: relative standard error of the mean, in hundredths of a
    percent; `employment`: employees."""

    key: str
    name: str
    median: int | None = None
    mean: int | None = None
    error: int | None = None
    employment: int | None = None
    marks: int = 0


@lru_cache(maxsize=4096)
def kind_of(key: str, name: str) -> PlaceKind:
    """The kind of a place with that key and name ("metro-41980", "San Juan-Bayamon-Caguas, PR")."""
    kind, _, code = key.partition("-")
    if kind == "state":
        return PlaceKind.STATE if int(code) <= LAST_STATE else PlaceKind.TERRITORY
    within = name.rpartition(", ")[2].split("-")
    return PlaceKind.TERRITORY if TERRITORIES.issuperset(within) else PlaceKind.METRO


class PayDocument(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`record`: the key of the official record; `jobs`: employees in the nation in the same period, None if unknown;
    `releases`: keys of the releases that the rows are from, all of one period."""

    record: str
    jobs: int | None
    releases: tuple[str, ...]
    places: tuple[Place, ...]


class Named(msgspec.Struct, frozen=True, gc=False):
    """A place of any document, under the name that the first one read has."""

    key: str
    name: str
    kind: PlaceKind


NAMED: list[Named] = []
"""The places of all documents read so far, some hundred, by their numbers in this process."""
_numbers: dict[str, int] = {}
_lock = threading.Lock()


def _number(key: str, name: str) -> int:
    with _lock:
        number = _numbers.setdefault(key, len(NAMED))
        if number == len(NAMED):
            NAMED.append(Named(key, name, kind_of(key, name)))
        return number


NONE = -1
"""In columns, a number that is not known."""
Paid = tuple[int, int, int, int, int]
"""Median, mean, error, employment and marks of a place, as in `Place`; NONE for what is not known."""


class PayInPlaces(msgspec.Struct, frozen=True, gc=False):
    """A document as columns, a quarter of the size. `numbers`: the places, in NAMED; `renamed`: those that have another
    name here; the others are those of `Paid`."""

    record: str
    jobs: int | None
    releases: tuple[str, ...]
    numbers: Sequence[int]
    medians: Sequence[int]
    means: Sequence[int]
    errors: Sequence[int]
    employed: Sequence[int]
    marks: Sequence[int]
    renamed: dict[int, str]

    @property
    def places(self) -> list[Place]:
        return [self.place(number, paid) for number, paid in self.by_number().items()]

    def by_number(self) -> dict[int, Paid]:
        """In the order of the document."""
        paid = zip(self.medians, self.means, self.errors, self.employed, self.marks, strict=True)
        return dict(zip(self.numbers, paid, strict=True))

    def place(self, number: int, paid: Paid) -> Place:
        """One of its rows."""
        named, (*amounts, marks) = NAMED[number], paid
        median, mean, error, employment = [None if amount == NONE else amount for amount in amounts]
        return Place(named.key, self.renamed.get(number, named.name), median, mean, error, employment, marks)


def paid_of(place: Place) -> Paid:
    median, mean, error, employment = [
        NONE if amount is None else amount for amount in (place.median, place.mean, place.error, place.employment)
    ]
    return median, mean, error, employment, place.marks


def in_columns(pay: PayDocument) -> PayInPlaces:
    columns: Iterable[Sequence[int]] = zip(*map(paid_of, pay.places), strict=True) if pay.places else ((),) * 5
    medians, means, errors, employed, marks = columns
    numbers = [_number(place.key, place.name) for place in pay.places]
    return PayInPlaces(
        pay.record,
        pay.jobs,
        pay.releases,
        array("H", numbers),
        array("q", medians),
        array("q", means),
        array("i", errors),
        array("i", employed),
        array("B", marks),
        {n: place.name for n, place in zip(numbers, pay.places, strict=True) if place.name != NAMED[n].name},
    )


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(PayDocument)


def encode(pay: PayDocument) -> str:
    return _encoder.encode(pay).decode()


def decode(document: str) -> PayInPlaces:
    """Raises msgspec.ValidationError if it is no such document."""
    return in_columns(_decoder.decode(document))


def digest(document: str) -> str:
    """64 hexadecimal digits that identify these bytes."""
    return hashlib.sha256(document.encode()).hexdigest()
