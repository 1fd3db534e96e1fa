"""Which page of a long ranking an address asks for."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest

ROWS = 50
_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


class Which(NamedTuple):
    """`number` from 1; `error`: "" or what was wrong with the number asked for."""

    number: int
    last: int
    error: str
    path: str

    def of(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows of this page."""
        return rows[(self.number - 1) * ROWS : self.number * ROWS]

    @property
    def previous(self) -> str:
        """An address; "" where there is none."""
        if self.number == 1:
            return ""
        return self.path if self.number == 2 else f"{self.path}?page={self.number - 1}"

    @property
    def next(self) -> str:
        return f"{self.path}?page={self.number + 1}" if self.number < self.last else ""


def which_page(request: HttpRequest, total: int) -> Which:
    """`total`: rows of the longest ranking on the page."""
    last = max(1, -(-total // ROWS))
    asked = request.GET.get("page", "").strip()
    known = not asked or (_NUMBER.fullmatch(asked) and int(asked) <= last)
    error = "" if known else f"There is no page “{asked[:20]}” here; this is the first of {last}."
    return Which(int(asked) if asked and known else 1, last, error, request.path)
