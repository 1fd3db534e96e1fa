"""Several pasted lines become several rows of a list, before the form reads them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from occupations.text.spaces import tidy

MOST_LINES = 100  # at a time


def lines_name(prefix: str) -> str:
    """The name of the box for several lines beside a list."""
    return f"{prefix}-lines"


def add_lines(data: QueryDict, prefix: str, field: str) -> list[int]:
    """Make each line in the box of a list a new row at its end, and empty the box; too many lines stay where they are.
    Returns the indexes of the new rows."""
    lines = [line for line in map(tidy, data.get(lines_name(prefix), "").splitlines()) if line]
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    if not lines or len(lines) > MOST_LINES or not total.isdecimal():
        return []
    added = list(range(int(total), int(total) + len(lines)))
    for index, line in zip(added, lines, strict=True):
        data[f"{prefix}-{index}-{field}"] = line
    data[f"{prefix}-TOTAL_FORMS"] = str(int(total) + len(lines))
    data[lines_name(prefix)] = ""
    return added


class PastedInto:
    """A formset with a box for several lines."""

    data: Any
    prefix: Any
    is_bound: bool

    @property
    def pasted(self) -> str:
        """What is in the box."""
        return str(self.data.get(lines_name(str(self.prefix)), "")) if self.is_bound else ""

    def refuse_pasted(self) -> None:
        """Raises ValidationError for lines that were not added."""
        if lines := self.pasted.strip():
            raise ValidationError(
                f"{len(lines.splitlines()):,} lines were pasted, and nothing was added: at most {MOST_LINES} lines are "
                "added at a time. They are still in the box.",
                code="lines",
            )
