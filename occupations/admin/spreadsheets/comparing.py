"""Changed cells, compared with what is stored now: what would be written, and what was edited meanwhile. Pure."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from occupations.admin.spreadsheets.edits import Edit
from occupations.admin.spreadsheets.shape import Cells, RowKey
from occupations.text.spaces import looks


class Change(NamedTuple):
    """`before`: as stored now. `edit`: whose text is written."""

    edit: Edit
    before: str


class Comparison(NamedTuple):
    """`conflicts`: cells that were changed in the file and, since the export, here too. `gone`: changed cells of rows
    that are not there any longer. `words`: what their items say."""

    changes: list[Change]
    conflicts: list[Change]
    gone: list[Edit]

    def chosen(self, from_file: Collection[int]) -> list[Change]:
        """What is to be written if of the conflicts with these numbers the file is right."""
        return [*self.changes, *(one for number, one in enumerate(self.conflicts) if number in from_file)]

    @property
    def owners(self) -> list[int]:
        """The occupations that change."""
        return sorted({change.edit.row.occupation for change in self.changes})

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self).encode()).hexdigest()


def compare(edits: Iterable[Edit], stored: Mapping[RowKey, Cells]) -> Comparison:
    """Cells that already say what the file says are left out, so that a file can be uploaded again."""
    result = Comparison([], [], [])
    listed = _listed(stored)
    new: dict[RowKey, list[Edit]] = defaultdict(list)
    for edit in edits:
        if edit.row.is_new:
            new[edit.row].append(edit)
            continue
        row = stored.get(edit.row)
        if row is None and not edit.row.is_official:
            if edit.column != "text" or edit.after:
                result.gone.append(edit)
            continue
        now = (row or {}).get(edit.column, "")
        if now == edit.after:
            continue
        (result.changes if now == edit.before else result.conflicts).append(Change(edit, now))
    for key, cells in new.items():
        text = next((edit.after for edit in cells if edit.column == "text"), "")
        if looks(text) not in listed[key.sheet, key.occupation]:
            result.changes.extend(Change(edit, "") for edit in cells)
    return result


def _listed(stored: Mapping[RowKey, Cells]) -> dict[tuple[str, int], set[str]]:
    texts: dict[tuple[str, int], set[str]] = defaultdict(set)
    for key, row in stored.items():
        if not key.is_official:
            texts[key.sheet, key.occupation].add(looks(row.get("text", "")))
    return texts
