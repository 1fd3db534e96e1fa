"""The one notice of a comparison: what official statistics cannot tell apart. Pure."""

from collections.abc import Iterable, Sequence

from comparisons.prose.one_record import one_occupation, record_title
from comparisons.prose.sentence_parts import plurals, running
from comparisons.rules.compare import Comparison
from comparisons.rules.shared import SharedRecord
from occupations.metrics import SLOTS
from occupations.profiles.document import Names
from occupations.text.lists import clauses, listed


def notices(comparison: Comparison, names: Sequence[Names]) -> Iterable[str]:
    """At most one sentence, for as many sides together as possible."""
    found = [(_scope(comparison, one), one) for one in comparison.records]
    if title := record_title(comparison):
        yield one_occupation(comparison, title)
    elif len(found) == 1:
        scope, one = found[0]
        where = f"{scope}, " if scope else ""
        yield f"{where}official statistics do not separate {_one_record_behind(names, one.sides)}"
    elif found:
        covered = [_covered(names, one.sides) + (f" ({scope})" if scope else "") for scope, one in found]
        yield f"official statistics do not separate all of these occupations: {clauses(covered)}"


def _one_record_behind(names: Sequence[Names], group: Sequence[int]) -> str:
    if len(group) == 2:
        first = names[group[0]].plural
        return f"{first}{',' if ', ' in first else ''} from {names[group[1]].plural}: one record covers both"
    return f"{plurals(names, group)}: the same records cover all of them"


def _covered(names: Sequence[Names], group: Sequence[int]) -> str:
    return f"{'one record covers' if len(group) == 2 else 'the same records cover'} {plurals(names, group)}"


def _scope(comparison: Comparison, one: SharedRecord) -> str:
    """The rows in which these sides share a record; empty if no survey separates them."""
    if one.whole:
        return ""
    rows = [row for row in comparison.rows() if row.slot in one.slots and row.counted]
    return (
        f"for {listed([running(SLOTS[row.slot].label) for row in rows])}" if len(rows) <= 3 else f"in {len(rows)} rows"
    )
