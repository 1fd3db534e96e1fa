"""The pay of one occupation in states and metropolitan areas, as publishing prepares it for comparisons. Pure.

It is a document beside the edition, as small as it can be: a comparison reads that of each side and nothing else.
"""

import hashlib
from enum import StrEnum
from functools import lru_cache
from sys import intern

import msgspec
from msgspec.structs import astuple, replace

from occupations.profiles.sharing import shared_number

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


class PayInPlaces(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`record`: the key of the official record; `jobs`: employees in the nation in the same period, None if unknown;
    `releases`: keys of the releases that the rows are from, all of one period."""

    record: str
    jobs: int | None
    releases: tuple[str, ...]
    places: tuple[Place, ...]


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(PayInPlaces)


def encode(pay: PayInPlaces) -> str:
    return _encoder.encode(pay).decode()


def decode(document: str) -> PayInPlaces:
    """With one text in memory for the same place in all documents, and one object for equal numbers: there are twenty
    times as many as different ones. Raises msgspec.ValidationError if it is no such document."""
    pay = _decoder.decode(document)
    places = [
        Place(intern(key), intern(name), *map(shared_number, rest)) for key, name, *rest in map(astuple, pay.places)
    ]
    return replace(pay, places=tuple(places))


def digest(document: str) -> str:
    """64 hexadecimal digits that identify these bytes."""
    return hashlib.sha256(document.encode()).hexdigest()
