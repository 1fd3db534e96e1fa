"""One object in memory for equal parts of all decoded documents: six of seven texts of a thousand profiles, nearly all
dates and all releases are in many of them. Pure.

Texts are interned, so they go with the last document that has them. What is hashed is in tables of bounded size; a
part that a table has forgotten is only another equal object.
"""

import datetime
from collections.abc import Callable, Iterable
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

import msgspec
from msgspec.structs import force_setattr

T = TypeVar("T")


def pool(size: int) -> Callable[[T], T]:
    """A function that gives the first of equal values, for as many as `size` of them. All are of one type."""

    @lru_cache(maxsize=size)
    def first(value: Any) -> Any:
        return value

    return first


_named: Callable[[str], str] = pool(64)
"""Of texts that a document names although they are the default. Encoding leaves out only the very object that is the
default, and a document stays byte for byte what it was."""
_day: Callable[[datetime.date], datetime.date] = pool(1 << 12)


def share_within(structs: Iterable[msgspec.Struct]) -> None:
    """Replaces texts and dates in structs of one type, which nobody else has seen yet, by equal ones."""
    texts: tuple[tuple[str, Any], ...] = ()
    days: tuple[str, ...] = ()
    of: type[msgspec.Struct] | None = None
    for struct in structs:
        if of is None:
            of = type(struct)
            texts, days = _fields(of)
        for name, default in texts:
            text = getattr(struct, name)
            if text and text is not default:
                force_setattr(struct, name, _named(text) if text == default else intern(text))
        for name in days:
            if (day := getattr(struct, name)) is not None:
                force_setattr(struct, name, _day(day))


@lru_cache(maxsize=64)
def _fields(of: type[msgspec.Struct]) -> tuple[tuple[tuple[str, Any], ...], tuple[str, ...]]:
    """The names of the fields with a text, with their defaults, and of those with a date or None."""
    fields = msgspec.structs.fields(of)
    return (
        tuple((field.name, field.default) for field in fields if field.type is str),
        tuple(field.name for field in fields if field.type == datetime.date | None),
    )
