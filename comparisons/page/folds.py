"""What a section of a comparison does not show at once: rows that tell little more, and remarks that several rows
share."""

from collections.abc import Collection, Mapping, Sequence

from comparisons.page.section_rows import SectionRow
from comparisons.page.table_rows import shown_metrics
from comparisons.rules.compare import Row
from comparisons.rules.difference import Difference, Outcome
from occupations.metrics import SLOTS
from occupations.rendering.row_headers import label
from occupations.rendering.view import FoldView, RowView

DECIDED = (Outcome.HIGHER, Outcome.LOWER)
LEADING, AGREEING = "pay_median", frozenset({"pay_mean", "range"})
"""The row with the verdict on pay, and rows that fold if theirs is the same."""


def folded_rows(compared: Sequence[SectionRow], kept: Collection[str] = ()) -> dict[str, str]:
    """The rows of a section that are folded, each with the words for its kind: those that are the same on all sides,
    those that restate another row, and those with a figure for one side alone. `kept`: rows that are never folded,
    because something links to them."""
    table = [one.row for one in compared if one.in_table]
    leading = next((one.row for one in compared if one.row.slot == LEADING), None)
    found = {}
    for row in table:
        if row.empty or row.slot in kept:
            continue
        if row.same:
            found[row.slot] = "the same"
        elif not row.counted or (leading and row.slot in AGREEING and _agrees(row, leading)):
            found[row.slot] = "measured otherwise, with the same result"
    others = [row for row in table if row.slot not in found]
    alone = {row.slot: "known for one side" for row in others if row.slot not in kept and _of_one_side(row)}
    left = len(alone) < len(others) or any(one.row.shared and not (one.silent or one.listed) for one in compared)
    return found | alone if left else found


def _of_one_side(row: Row) -> bool:
    """Whether a single side has a figure in it."""
    return sum([not cell.missing for cell in row.cells]) == 1


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


def notes_of_section(compared: Sequence[SectionRow]) -> dict[str, list[str]]:
    """The notes that several of these rows have, with the names of the rows; whose figures a row shows stays in it."""
    names: dict[str, list[str]] = {}
    for one in compared:
        row, said = one.row, one.said
        if len(said.notes) > said.groups and not (row.shared or one.listed):
            for note in said.notes[said.groups :]:
                names.setdefault(note, []).append(label(SLOTS[row.slot], shown_metrics(row)))
    return {note: rows for note, rows in names.items() if len(rows) > 1}
