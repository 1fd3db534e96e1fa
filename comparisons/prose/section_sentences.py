"""One sentence for each section of a comparison: what its rows come to. Pure.

A section has a sentence only if the one rule gives a verdict, and about the occupations themselves, not a wider group.
"""

from collections.abc import Callable, Iterable, Sequence

from comparisons.prose.sentence_parts import plurals, running
from comparisons.rules.compare import Comparison, Row
from comparisons.rules.difference import Difference, Outcome
from occupations.metrics import METRICS, SCORE
from occupations.profiles import formatting
from occupations.profiles.document import Names
from occupations.profiles.preparation import words
from occupations.text import english
from occupations.text.lists import listed

MOST = 3  # skills that a sentence names for one side


def section_sentences(comparison: Comparison, names: Sequence[Names]) -> dict[str, str]:
    """Section → its sentence; sections without one are missing."""
    found = {}
    for key, clauses in _CLAUSES.items():
        text = _joined([clause for clause in clauses(comparison, names) if clause])
        if text:
            found[key] = english.sentence_start(text) + "."
    return found


Clause = tuple[str, int]  # words, and the side that is ahead in it; -1 for none


def _joined(clauses: Sequence[Clause]) -> str:
    """Two clauses at most. The second is a contrast if it is about another side."""
    if len(clauses) < 2:
        return clauses[0][0] if clauses else ""
    (first, ahead), (second, then) = clauses[:2]
    return f"{first}, {'but' if -1 not in (ahead, then) and ahead != then else 'and'} {second}"


def _decided(comparison: Comparison, slot: str) -> Row | None:
    """The row, if its figures are for the occupations themselves and can be compared."""
    row = comparison.by_slot.get(slot)
    if row is None or not row.metric or any(cell.group or cell.missing for cell in row.cells):
        return None
    return row


def _ahead(
    comparison: Comparison, names: Sequence[Names], slot: str, say: Callable[[str, str, str], str]
) -> Clause | None:
    """What is said of the side that is higher than all others. `say`: of its plural, its figure and what the others
    have."""
    row = _decided(comparison, slot)
    if row is None or row.highest is None:
        return None
    top = row.highest
    others = [side for side in range(len(row.cells)) if side != top]
    others.sort(key=lambda side: -(row.cells[side].figures[0].value or 0))
    against = row.cells[others[0]].text if len(others) == 1 else ""
    return say(names[top].plural, row.cells[top].text, against), top


def _than(text: str, against: str) -> str:
    return f"({text}, compared with {against})" if against else f"({text})"


def _pay(comparison: Comparison, names: Sequence[Names]) -> Iterable[Clause]:
    if len(names) > 2:
        return
    row = _decided(comparison, "range")
    if row is None:
        return
    difference = row.differences[0, 1]
    if difference.outcome is not Outcome.DIFFERENT:
        return
    parts = {part.label: part for part in difference.parts}
    low, high = parts.get(METRICS["wage_annual_p10"].name), parts.get(METRICS["wage_annual_p90"].name)
    if low is None or high is None or {low.outcome, high.outcome} - {Outcome.HIGHER, Outcome.LOWER}:
        return
    unit = METRICS["wage_range"].unit
    first, last = (formatting.gap(abs(part.gap), unit) for part in (low, high))
    ahead, then = (int(part.gap > 0) for part in (low, high))
    if ahead == then:
        yield (
            f"{names[ahead].plural} earn {first} more a year at the 10th percentile and {last} more at the 90th",
            ahead,
        )
    else:
        yield f"{names[ahead].plural} earn {first} more a year at the 10th percentile", ahead
        yield f"{names[then].plural} earn {last} more at the 90th", then


def _outlook(comparison: Comparison, names: Sequence[Names]) -> Iterable[Clause | None]:
    higher, more = ("higher", "more") if len(names) == 2 else ("the highest", "the most")

    def growth(who: str, text: str, against: str) -> str:
        return f"{who} have {higher} projected growth {_than(text, against)}"

    def openings(who: str, text: str, against: str) -> str:
        return f"{who} have {more} openings a year {_than(text, against)}"

    yield _ahead(comparison, names, "growth", growth)
    yield _ahead(comparison, names, "openings", openings)


def _entry(comparison: Comparison, names: Sequence[Names]) -> Iterable[Clause]:
    row = _decided(comparison, "entry_education")
    if row is None or any(cell.answers for cell in row.cells):  # what people answered is not what is typical
        return
    kinds: dict[str, list[int]] = {}
    for side, cell in enumerate(row.cells):
        kinds.setdefault(words.credential(cell.text), []).append(side)
    if len(kinds) == 1:
        yield f"{'both' if len(names) == 2 else 'all'} typically enter with {next(iter(kinds))}", -1
        return
    first, *others = [f"{plurals(names, sides)} {{}}{kind}" for kind, sides in kinds.items()]
    yield listed([first.format("typically enter with "), *(one.format("with ") for one in others)]), -1


def _people(comparison: Comparison, names: Sequence[Names]) -> Iterable[Clause]:
    row = _decided(comparison, "age")
    if row is None or len(names) > 2:
        return
    difference = row.differences[0, 1]
    if difference.outcome not in (Outcome.HIGHER, Outcome.LOWER):
        return
    older = int(difference.outcome is Outcome.HIGHER)
    age = "at a mean age of" if row.metric == "age_mean" else "at a median age of"
    older_text, younger_text = row.cells[older].text, row.cells[1 - older].text
    yield f"{names[older].plural} are older, {age} {older_text}, compared with {younger_text}", older


def _skills(comparison: Comparison, names: Sequence[Names]) -> Iterable[Clause]:
    row = _decided(comparison, "skills")
    if row is None or len(names) > 2 or METRICS[row.metric].unit != SCORE:
        return
    difference = row.differences[0, 1]
    if difference.outcome not in (Outcome.DIFFERENT, Outcome.SAME) or not difference.shared:
        return
    # Also shared is what only one side has, if the other is too close to be distinguished.
    both = sum(all(label.casefold() in cell.held for cell in row.cells) for label in difference.shared)
    close = len(difference.shared) - both
    whole = len(difference.shared) + len(difference.only_left) + len(difference.only_right)
    if both == whole:
        yield f"the same {whole} skills matter for both", -1
        return
    if whole == 1:
        return
    parts = [_apart(difference, names, side) for side in (0, 1)]
    parts.append(f"{close} {'is' if close == 1 else 'are'} too close to call" if close else "")
    rest = listed([text for text in parts if text])
    count = f"{both} of {whole} skills {'matters' if both == 1 else 'matter'}" if both else "no skill clearly matters"
    yield f"{count} for both; {rest}", -1


def _apart(difference: Difference, names: Sequence[Names], side: int) -> str:
    labels = difference.only_right if side else difference.only_left
    if not labels:
        return ""
    named = [running(label) for label in labels[:MOST]]
    if len(labels) > MOST:
        named = [*named[:-1], f"{len(labels) - MOST + 1} others"]
    return f"{listed(named)} only for {names[side].plural}"


_CLAUSES: dict[str, Callable[[Comparison, Sequence[Names]], Iterable[Clause | None]]] = {
    "pay": _pay,
    "outlook": _outlook,
    "entry": _entry,
    "people": _people,
    "skills": _skills,
}
