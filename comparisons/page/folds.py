"""What a section of a comparison does not show at once: rows that are the same or restate others, and remarks that
several rows share."""

from collections.abc import Collection, Sequence

from comparisons.page.item_lists import is_listed
from comparisons.page.table_rows import Said, shown_metrics
from comparisons.rules.compare import Row
from occupations.metrics import SLOTS
from occupations.rendering.row_headers import label
from occupations.rendering.view import FoldView, RowView


def folded_rows(
    compared: Sequence[Row], rows: Sequence[RowView], kept: Collection[str] = ()
) -> tuple[list[FoldView], frozenset[str]]:
    """The folds of a section, and the rows in them by key: those that are the same on all sides, and those that only
    restate another row in another unit. `kept`: rows that are never folded, because something links to them."""
    same, again = [], []
    for row, view in zip(compared, rows, strict=True):
        if view.silent or view.listed or row.shared or view.key in kept:
            continue
        if row.same and not row.empty:
            same.append(view)
        elif not row.counted and not row.empty:
            again.append(view)
    count = f"{len(same)} rows are the same" if len(same) > 1 else "1 row is the same"
    folds = [
        FoldView(f"{said}: {'; '.join([view.name for view in views])}", [view.html for view in views])
        for said, views in (("The same by the hour", again), (count, same))
        if views
    ]
    return folds, frozenset([view.key for view in (*same, *again)])


def notes_of_section(compared: Sequence[Row], said: Sequence[Said]) -> dict[str, list[str]]:
    """The notes that several of these rows have, with the names of the rows; whose figures a row shows stays in it."""
    names: dict[str, list[str]] = {}
    for row, one in zip(compared, said, strict=True):
        if not (row.shared or is_listed(row)):
            for note in one.notes[one.groups :]:
                names.setdefault(note, []).append(label(SLOTS[row.slot], shown_metrics(row)))
    return {note: rows for note, rows in names.items() if len(rows) > 1}
