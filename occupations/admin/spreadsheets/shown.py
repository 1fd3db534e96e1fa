"""What the page of a spreadsheet says: its differences, in parts, and the public pages that they change."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from django.core.paginator import Paginator

from occupations import links
from occupations.admin.batch_views import counted
from occupations.admin.spreadsheets import reading
from occupations.admin.spreadsheets.comparing import Change as CellChange
from occupations.admin.spreadsheets.edits import Edit
from occupations.admin.spreadsheets.phases import show
from occupations.admin.spreadsheets.shape import SHEETS
from occupations.admin.spreadsheets.stored import Stored
from occupations.models import Occupation, SpreadsheetBatch
from occupations.models.spreadsheets import SpreadsheetPhase
from occupations.profiles.diff import Change

ON_A_PAGE = 50  # occupations
MOST_CONFLICTS = 200  # on a page; the others stay as they are here
SHOWN = 60  # characters of an item
SAFE = {
    SpreadsheetPhase.CHECKING: "Nothing was changed.",
    SpreadsheetPhase.SAVING: "Nothing was changed.",
    SpreadsheetPhase.UNDOING: "Nothing was undone.",
}
OVER = {
    SpreadsheetPhase.UNCHANGED: "“{}” changes nothing: all is as it is here.",
    SpreadsheetPhase.REFUSED: "“{}” was refused. Mend the file and upload it again.",
    SpreadsheetPhase.STOPPED: "It was stopped. Nothing was changed.",
}


class Conflict(NamedTuple):
    number: int
    owner: str
    change: Change
    exported: str
    chosen: bool


class AffectedPage(NamedTuple):
    title: str
    address: str
    compared: str  # the address at which it is compared with others


class Affected(NamedTuple):
    """What visitors will see changed. `counted`: the pages, and the comparisons of two of which at least one changes;
    `of_each`: how many comparisons of two each page is part of."""

    pages: list[AffectedPage]
    counted: str
    of_each: str


def sentences_of(error: Exception) -> list[str]:
    return [str(one) for one in error.errors] if isinstance(error, reading.Problems) else [str(error)]


def counted_changes(batch: SpreadsheetBatch) -> str:
    return f"{counted(batch.cells, 'cell')} of {counted(len(batch.occupations))}"


def decided_for_the_file(sent: Mapping[str, str]) -> list[int]:
    """The numbers of the conflicts in which the file is right."""
    decided = {name.removeprefix("decide-") for name, value in sent.items() if value == "file"}
    return sorted(int(number) for number in decided if number.isdecimal())


def differences(batch: SpreadsheetBatch, page_number: str | None) -> dict[str, Any]:
    """For the page of a batch that is to be saved or undone. `owned`: the occupations that change."""
    comparison, found = show(batch)
    in_order = sorted(comparison.owners, key=lambda owner: (found.titles.get(owner, "").casefold(), owner))
    pages = Paginator(in_order, ON_A_PAGE)
    page = pages.get_page(page_number)
    of_page = set(page.object_list)
    of_file = set(batch.from_file)
    conflicts = [
        Conflict(number, found.titles.get(one.edit.row.occupation, ""), _for_readers(one), one.edit.before,
                 number in of_file)
        for number, one in enumerate(comparison.conflicts)
    ]  # fmt: skip
    return {
        "page": page,
        "groups": list(_by_owner((one for one in comparison.changes if one.edit.row.occupation in of_page), found)),
        "conflicts": conflicts[:MOST_CONFLICTS],
        "more_conflicts": max(0, len(conflicts) - MOST_CONFLICTS),
        "gone": [f"{_what(edit)}: {edit.after}" for edit in comparison.gone],
        "kept": counted(len(comparison.conflicts) + len(comparison.gone), "cell"),
        "seen": comparison.digest,
        "cells": counted(len(comparison.changes), "cell"),
        "owners": counted(len(in_order)),
        "owned": in_order,
    }


def affected(keys: Collection[int]) -> Affected:
    """The public pages of these occupations, and comparisons with them."""
    public = Occupation.objects.public()
    total = public.count()
    rows = public.filter(pk__in=keys).order_by("live__title", "pk").values_list("live__title", "slug")
    pages = [AffectedPage(title, links.occupation_url(slug), links.picker_url([title])) for title, slug in rows]
    others = total - len(pages)
    comparisons = counted((total * (total - 1) - others * (others - 1)) // 2, "comparison")
    said = f"{counted(len(pages), 'page')} and {comparisons} of two"
    return Affected(pages, said, counted(max(total - 1, 0), "comparison"))


def _by_owner(changes: Iterable[CellChange], found: Stored) -> Iterator[tuple[int, str, list[Change]]]:
    """(key, title, changes for readers) of each occupation."""
    by_title = {owner: (title.casefold(), owner) for owner, title in found.titles.items()}
    in_order = sorted(changes, key=lambda change: by_title[change.edit.row.occupation])
    for owner, cells in groupby(in_order, key=lambda change: change.edit.row.occupation):
        yield owner, found.titles[owner], [_for_readers(one) for one in cells]


def _for_readers(one: CellChange) -> Change:
    """Where there are no words of ours, those of the source."""
    words = one.edit.words
    return Change(_what(one.edit), one.before or words, one.edit.after or words)


def _what(edit: Edit) -> str:
    """The cell in words."""
    sheet = SHEETS[edit.row.sheet]
    header = sheet.by_key[edit.column].header
    if not edit.row.item:
        return header
    if edit.column == "text":
        return f"{sheet.one}, {'new' if edit.row.is_new else 'words'}"
    says = edit.says if len(edit.says) <= SHOWN else f"{edit.says[: SHOWN - 1]}…"
    return f"{sheet.one}, new: {header}" if edit.row.is_new else f"{header} of “{says}”"
