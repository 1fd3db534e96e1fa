"""Links to the pages of a long list."""

from collections.abc import Callable
from typing import NamedTuple

AROUND = 1  # pages beside the present one that are linked


class Link(NamedTuple):
    """`url` is empty for the present page, `text` for a gap."""

    text: str
    url: str


class Pagination(NamedTuple):
    """What components/pagination.html shows; `previous` and `next` are addresses, "" where there is none."""

    summary: str
    links: list[Link]
    previous: str
    next: str


def paginate(page: int, size: int, total: int, address: Callable[[int], str]) -> Pagination | None:
    """None where everything is on one page."""
    last = -(-total // size)
    if last < 2:
        return None
    near = {1, last, *range(page - AROUND, page + AROUND + 1)}
    links: list[Link] = []
    before = 0
    for number in sorted(number for number in near if 1 <= number <= last):
        if number > before + 1:
            links.append(Link("", ""))
        links.append(Link(str(number), "" if number == page else address(number)))
        before = number
    first, final = (page - 1) * size + 1, min(page * size, total)
    return Pagination(
        f"{first:,} to {final:,} of {total:,}",
        links,
        address(page - 1) if page > 1 else "",
        address(page + 1) if page < last else "",
    )
