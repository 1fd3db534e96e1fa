"""CSV whose columns are the same whatever its lines say: numbers stay numbers, and no text is a formula."""

import csv
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from occupations.rendering.formats import inert

SEPARATOR = "; "
"""Between the items of a list in one cell."""


def table(columns: Sequence[str], lines: Iterable[Mapping[str, Any]]) -> str:
    """`lines`: what each says, by column."""
    return "".join(table_lines(columns, lines))


def table_lines(columns: Sequence[str], lines: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The same line by line, as far as it is read."""
    writer = csv.writer(_Given(), lineterminator="\r\n")
    yield writer.writerow(columns)
    for line in lines:
        yield writer.writerow([_cell(line.get(name)) for name in columns])


class _Given:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def _cell(value: Any) -> str:
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return str(value)
    return inert(in_words(value))


def in_words(value: Any) -> str:
    """What a cell says."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime.datetime():
            return value.isoformat().replace("+00:00", "Z")
        case datetime.date():
            return value.isoformat()
        case Mapping():
            return ", ".join(f"{name} {in_words(one)}" for name, one in value.items())
        case list() | tuple():
            return SEPARATOR.join(map(in_words, value))
    return str(value)


def flat(members: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """The columns of an object: those of a nested one get names such as "category.slug"."""
    for name, value in members.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
