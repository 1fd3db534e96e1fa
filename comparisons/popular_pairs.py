"""The reviewed lists of pairs that people ask for: `fixtures/home_pairs.csv`, from which the home page takes its
examples, and `fixtures/searched_pairs.csv`."""

import csv
from functools import cache
from typing import NamedTuple

from django.conf import settings

Slugs = tuple[str, str]


class PopularPair(NamedTuple):
    """Two occupations by their slugs, and why people compare them."""

    first: str
    second: str
    reason: str


def in_order(one: str, other: str) -> Slugs:
    """The slugs of a pair in alphabetical order, because a pair has none."""
    return (one, other) if one < other else (other, one)


@cache
def home_pairs() -> tuple[PopularPair, ...]:
    """Those that are asked most, in the order in which the home page considers them."""
    return _read("home_pairs")


@cache
def popular() -> dict[Slugs, str]:
    """The reason for each pair of both lists, by its slugs in order."""
    return {in_order(pair.first, pair.second): pair.reason for pair in (*_read("searched_pairs"), *home_pairs())}


def popular_reason(one: str, other: str) -> str:
    """Why people ask for this pair; empty if it is in no list."""
    return popular().get(in_order(one, other), "")


def _read(name: str) -> tuple[PopularPair, ...]:
    with (settings.BASE_DIR / "fixtures" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple([PopularPair(row["first"], row["second"], row["reason"]) for row in csv.DictReader(file)])
