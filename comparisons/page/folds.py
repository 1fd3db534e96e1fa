"""What a section of a comparison does not show at once: rows that tell little more, and remarks that several rows
share."""

from collections.abc import Collection, Mapping, Sequence

from comparisons.page.item_lists import is_listed
from comparisons.page.table_rows import Said, is_silent, shown_metrics
from comparisons.rules.compare import Row
from comparisons.rules.difference import Difference, Outcome
from occupations.metrics import SLOTS
from occupations.rendering.row_headers import label
from occupations.rendering.view import FoldView, RowView

DECIDED = (Outcome.HIGHER, Outcome.LOWER)
LEADING, AGREEING = "pay_median", frozenset({"pay_mean", "range"})
"""The row with the verdict on pay, and rows that fold if theirs is the same."""


def folded_rows(compared: Sequence[Row], kept: Collection[str] = ()) -> dict[str, str]:
    """The rows of a section that are folded, each with the words for its kind: those that are the same on all sides,
    those that restate another row, and those with a figure for one side alone. `kept`: rows that are never folded,
    because something links to them."""
    leading = next((row for row in compared if row.slot == LEADING), None)
    found = {}
    for row in compared:
        if row.shared or row.empty or row.slot in kept or is_silent(row) or is_listed(row):
            continue
        if row.same:
            found[row.slot] = "the same"
        elif not row.counted or (leading and row.slot in AGREEING and _agrees(row, leading)):
            found[row.slot] = "measured otherwise, with the same result"
    alone = [row.slot for row in compared if row.slot not in found and row.slot not in kept and _of_one_side(row)]
    left = [row for row in compared if row.slot not in (*found, *alone) and not (is_silent(row) or is_listed(row))]
    return found | dict.fromkeys(alone, "known for one side") if left else found


def _of_one_side(row: Row) -> bool:
    """Whether a single side has a figure in it."""
    listed = row.shared or is_silent(row) or is_listed(row)
    return not listed and sum(not cell.missing for cell in row.cells) == 1


def _agrees(row: Row, leading: Row) -> bool:
    """Whether every two sides stand alike in both rows, without any caution."""
    return all(
        not one.cautions and _verdicts(one) == {leading.differences[pair].outcome} and _verdicts(one) <= {*DECIDED}
        for pair, one in row.differences.items()
    )


def _verdicts(difference: Difference) -> set[Outcome]:
    """That of each percentile, or of the one figure."""
    return {part.outcome for part in difference.parts} or {difference.outcome}


def fold(folded: Mapping[str, str], rows: Sequence[RowView]) -> FoldView | None:
    """The one fold of a section: "2 rows are the same: Job zone; Related experience. 1 row is …"."""
    views = [view for view in rows if view.key in folded]
    kinds: dict[str, list[str]] = {}
    for view in views:
        kinds.setdefault(folded[view.key], []).append(view.name)
    said = [
        f"{len(names)} rows are {kind}: {'; '.join(names)}" if len(names) > 1 else f"1 row is {kind}: {names[0]}"
        for kind, names in kinds.items()
    ]
    return FoldView(". ".join(said), [view.html for view in views]) if views else None


def notes_of_section(compared: Sequence[Row], said: Sequence[Said]) -> dict[str, list[str]]:
    """The notes that several of these rows have, with the names of the rows; whose figures a row shows stays in it."""
    names: dict[str, list[str]] = {}
    for row, one in zip(compared, said, strict=True):
        if not (row.shared or is_listed(row)):
            for note in one.notes[one.groups :]:
                names.setdefault(note, []).append(label(SLOTS[row.slot], shown_metrics(row)))
    return {note: rows for note, rows in names.items() if len(rows) > 1}
