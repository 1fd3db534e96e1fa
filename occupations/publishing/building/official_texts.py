"""Selects the texts of sources for an occupation. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class TextRow(NamedTuple):
    """A text from a release about a record; `kind` is one of RecordText.KINDS."""

    release: int
    kind: str
    text: str


class OfficialTexts(NamedTuple):
    """Releases are primary keys; None if there is no such text. `reported`: how many of the titles, the first, people
    in the occupation reported."""

    description: str = ""
    description_release: int | None = None
    responsibilities: tuple[str, ...] = ()
    responsibilities_release: int | None = None
    titles: tuple[str, ...] = ()
    reported: int = 0
    title_releases: tuple[int, ...] = ()


# Titles reported by people in the occupation come before those collected by analysts.
DIRECT = "direct_match_title"
REPORTED = "reported_title"
TITLE_KINDS = (REPORTED, DIRECT, "alternate_title")


def records_with_texts(classified: Iterable[tuple[int, str, str]]) -> list[tuple[int, bool]]:
    """(record, whether all its texts) for the records whose texts are the occupation's: its own, and where several
    O*NET occupations share a code of the SOC, for the one that is all of it, O*NET's “.00”, the titles that belong to
    that code. `classified`: (record, quality, code) each."""
    classified = list(classified)
    own = [(record, True) for record, quality, _ in classified if quality == "exact"]
    codes = {code for _, quality, code in classified if quality == "exact"}
    shared = [(record, False) for record, quality, code in classified if quality == "shared" and f"{code}.00" in codes]
    return own + shared


def official_texts(records: Iterable[Sequence[TextRow]], known_titles: Iterable[str]) -> OfficialTexts:
    """The texts of an occupation's records, best record first, those of one record in order.

    The description and the responsibilities each come as a whole from one release about one record. Titles come from
    all, each once, without those already known.
    """
    of_records = [_tidied(rows) for rows in records]
    described = _first(of_records, "description")[:1]
    listed = _first(of_records, "responsibility")
    known = {title.casefold() for title in known_titles}
    titles: dict[str, TextRow] = {}
    for row in [row for kind in TITLE_KINDS for rows in of_records for row in rows if row.kind == kind]:
        if row.text.casefold() not in known:
            known.add(row.text.casefold())
            titles[row.text] = row
    return OfficialTexts(
        description=described[0].text if described else "",
        description_release=described[0].release if described else None,
        responsibilities=tuple([row.text for row in listed]),
        responsibilities_release=listed[0].release if listed else None,
        titles=tuple(titles),
        reported=sum(row.kind == REPORTED for row in titles.values()),
        title_releases=tuple(dict.fromkeys(row.release for row in titles.values())),
    )


def _tidied(rows: Sequence[TextRow]) -> list[TextRow]:
    return [row._replace(text=text) for row in rows if (text := " ".join(row.text.split()))]


def _first(of_records: list[list[TextRow]], kind: str) -> list[TextRow]:
    """The texts of that kind for the first record that has any, from the first release with them."""
    for rows in of_records:
        found = [row for row in rows if row.kind == kind]
        if found:
            return [row for row in found if row.release == found[0].release]
    return []
