"""Which texts of the sources an occupation gets, where its editors have written none. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class TextRow(NamedTuple):
    """A text of a release about a record; `kind` is one of RecordText.KINDS."""

    release: int
    kind: str
    text: str


class OfficialTexts(NamedTuple):
    """Releases are keys; None where there is no such text."""

    description: str = ""
    description_release: int | None = None
    responsibilities: tuple[str, ...] = ()
    responsibilities_release: int | None = None
    titles: tuple[str, ...] = ()
    title_releases: tuple[int, ...] = ()


# What people in the occupation say they are called stands before what analysts have collected.
TITLE_KINDS = ("reported_title", "alternate_title")


def official_texts(
    records: Iterable[Sequence[TextRow]], known_titles: Iterable[str], *, description: bool, responsibilities: bool
) -> OfficialTexts:
    """The texts of an occupation's records, best record first, those of one record in order.

    A description or responsibilities (if asked for) come whole from one release about one record; titles from all,
    each once, without those that are known already.
    """
    of_records = [_tidied(rows) for rows in records]
    described = _first(of_records, "description")[:1] if description else []
    listed = _first(of_records, "responsibility") if responsibilities else []
    known = {title.casefold() for title in known_titles}
    titles: dict[str, int] = {}
    for row in [row for kind in TITLE_KINDS for rows in of_records for row in rows if row.kind == kind]:
        if row.text.casefold() not in known:
            known.add(row.text.casefold())
            titles[row.text] = row.release
    return OfficialTexts(
        description=described[0].text if described else "",
        description_release=described[0].release if described else None,
        responsibilities=tuple([row.text for row in listed]),
        responsibilities_release=listed[0].release if listed else None,
        titles=tuple(titles),
        title_releases=tuple(dict.fromkeys(titles.values())),
    )


def _tidied(rows: Sequence[TextRow]) -> list[TextRow]:
    return [row._replace(text=text) for row in rows if (text := " ".join(row.text.split()))]


def _first(of_records: list[list[TextRow]], kind: str) -> list[TextRow]:
    """The texts of that kind of the first record that has any, from the first release that gives them."""
    for rows in of_records:
        found = [row for row in rows if row.kind == kind]
        if found:
            return [row for row in found if row.release == found[0].release]
    return []
