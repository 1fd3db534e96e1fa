"""Cursors mark where a page of a list ended, by the key of its last row. Publishing in the meantime cannot repeat or
skip a row that keeps its place."""

import base64
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from occupations.api import parameters
from occupations.api.problems import Problem

LIMIT = parameters.whole("limit", "Largest number of results.", 1, 100, 20)
CURSOR = parameters.text(
    "cursor",
    "Where to continue, from `next` or the Link header of the previous page.",
    400,
    example="WyJ0aXRsZSIsIkFjdG9yIiwxXQ",
)._replace(allowed="the cursor in `next`")


class Key(NamedTuple):
    """The order of a list: by a column, and by the primary key for equal values. Rows without a value come last."""

    name: str
    column: str
    falling: bool

    def order(self) -> list[OrderBy | str]:
        column = F(self.column)
        return [column.desc(nulls_last=True) if self.falling else column.asc(nulls_last=True), "pk"]

    def after(self, rows: QuerySet, cursor: str) -> QuerySet:
        """The rows after the cursor. Raises Problem."""
        value, pk = _read(cursor, self.name)
        same = Q(**{self.column: value}) if value is not None else Q(**{f"{self.column}__isnull": True})
        behind = same & Q(pk__gt=pk)
        if value is not None:
            further = Q(**{f"{self.column}__{'lt' if self.falling else 'gt'}": value})
            behind |= further | Q(**{f"{self.column}__isnull": True})
        return rows.filter(behind)

    def cursor(self, value: str | int | Decimal | None, pk: int) -> str:
        value = str(value) if isinstance(value, Decimal) else value
        return encoded([self.name, value, pk])


def _read(cursor: str, name: str) -> tuple[str | int | None, int]:
    try:
        order, value, pk = decoded(cursor)
    except ValueError:
        raise unknown() from None
    if order != name or type(pk) is not int or not 0 <= pk < 2**63 or not _sortable(name, value):
        raise unknown()
    return value, pk


def _sortable(name: str, value: object) -> bool:
    """Whether the column can have this value, as far as the database is concerned."""
    match name.removeprefix("-"):
        case _ if value is None:
            return True
        case "title":
            return isinstance(value, str) and "\x00" not in value
        case "pay_median" | "pay_mean" | "growth":
            return isinstance(value, str) and bool(re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,2})?", value, re.ASCII))
    return type(value) is int and abs(value) < 2**62


def links(first: str, following: str | None) -> dict[str, str]:
    """The Link header (RFC 8288)."""
    parts = [f'<{first}>; rel="first"', *([f'<{following}>; rel="next"'] if following else [])]
    return {"Link": ", ".join(parts)}


def cut(rows: Sequence, limit: int) -> tuple[Sequence, bool]:
    """From one row more than a page needs: the page, and whether there are more rows."""
    return rows[:limit], len(rows) > limit


def in_memory(rows: Sequence[tuple[list, Any]], limit: int, cursor: str) -> tuple[list[Any], str | None]:
    """A page of a list of (sort key, row) that is in this order, and the cursor of the next page, None at the end.
    Raises Problem."""
    if cursor:
        after = decoded(cursor)
        try:
            rows = [(key, row) for key, row in rows if key > after]
        except TypeError:
            raise unknown() from None
    page, more = cut(rows, limit)
    return [row for _, row in page], encoded(page[-1][0]) if more else None


def encoded(value: list) -> str:
    """The cursor of a place in a list."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def decoded(cursor: str) -> list:
    """The place of a cursor; not empty. Raises Problem."""
    try:
        given = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
    except (ValueError, RecursionError):
        raise unknown() from None
    if not isinstance(given, list) or not given:
        raise unknown()
    return given


def unknown() -> Problem:
    return Problem(
        "unknown-cursor",
        "This cursor does not belong to this list in this order. Start again without it.",
        parameter="cursor",
    )
