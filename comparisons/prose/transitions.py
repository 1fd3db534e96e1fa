"""Going from one occupation to another: what one brings, what is still missing, how one enters, and what it pays.

Read from the rows of the comparison, so that it cannot say anything else than they do. It is not the same both ways.
Pure.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from comparisons.prose.sentence_parts import listed, running, way_in
from comparisons.rules.compare import Comparison
from comparisons.rules.difference import Caution, Difference, Outcome, Reason
from comparisons.rules.tolerance import outcome_of
from occupations.metrics import METRICS, SCORE, USD_YEAR, in_unit
from occupations.profiles import formatting
from occupations.profiles.groups import subject, whole_group
from occupations.profiles.sheet import Cell
from occupations.text import english

NAMED = 5  # skills that a sentence names


class Gap(NamedTuple):
    """One skill, in the scale of its unit; None where a side has no figure."""

    label: str
    here: int | None
    there: int | None


class Move(NamedTuple):
    """`here` and `there` are sides of the comparison. `brought`: skills that count in both; `close`: those that count
    there and not here, too close to call; `missing`: the same, by a clear gap; `stronger`: those of both that are asked
    for clearly more there."""

    here: int
    there: int
    metric: str  # of the skills; empty where the two cannot be held against each other
    brought: tuple[str, ...]
    close: tuple[Gap, ...]
    missing: tuple[Gap, ...]
    stronger: tuple[Gap, ...]
    entry: dict[str, str]  # what is typical of someone who enters there, by metric
    entry_group: str  # the wider group that this is said of; empty for the occupation itself
    pay: Difference  # there as against here
    sentences: tuple[str, ...]


def moves(comparison: Comparison) -> list[Move]:
    """Both ways between two sides; of more, from the first to each."""
    if comparison.sides == 2:
        return [_move(comparison, 0, 1), _move(comparison, 1, 0)]
    return [_move(comparison, 0, there) for there in range(1, comparison.sides)]


def _move(comparison: Comparison, here: int, there: int) -> Move:
    skills = comparison.row("skills")
    overlap = skills.difference(here, there)
    mine, theirs = skills.cells[here], skills.cells[there]
    known = (
        bool(overlap.shared or overlap.only_left or overlap.only_right)
        and mine.metric == theirs.metric == overlap.metric
        and overlap.reason is not Reason.WIDER_GROUP
    )
    # Shared is also what only the one side has, where the other comes too near to be distinguished.
    wanted = [label for label in overlap.shared if label.casefold() in theirs.held]
    brought = tuple([label for label in wanted if label.casefold() in mine.held])
    close = [label for label in wanted if label.casefold() not in mine.held]
    entry = comparison.row("time").cells[there]
    move = Move(
        here,
        there,
        overlap.metric if known else "",
        brought if known else (),
        tuple(_gaps(close, mine, theirs)) if known else (),
        tuple(_gaps(overlap.only_right, mine, theirs)) if known else (),
        tuple(_stronger(brought, overlap.metric, mine, theirs)) if known else (),
        {figure.metric: figure.label for figure in entry.figures} if entry.metric == "entry_path" else {},
        entry.group,
        comparison.row("salary").difference(here, there),
        (),
    )
    return move._replace(sentences=tuple(_sentences(comparison, move, entry)))


def _gaps(labels: Iterable[str], mine: Cell, theirs: Cell) -> list[Gap]:
    gaps = []
    for label in labels:
        here, there = (cell.by_label.get(label.casefold()) for cell in (mine, theirs))
        gaps.append(Gap(label, here.value if here else None, there.value if there else None))
    return sorted(gaps, key=lambda gap: -((gap.there or 0) - (gap.here or 0)))


def _stronger(brought: Iterable[str], metric_key: str, mine: Cell, theirs: Cell) -> list[Gap]:
    metric = METRICS[metric_key]
    if metric.unit is not SCORE:
        return []
    keys = [label.casefold() for label in brought]
    clearly = [key for key in keys if outcome_of(metric, mine.by_label[key], theirs.by_label[key])[0] is Outcome.HIGHER]
    return _gaps(clearly, mine, theirs)


def _sentences(comparison: Comparison, move: Move, entry: Cell) -> Iterable[str]:
    here, there = (comparison.sheets[side].profile.names for side in (move.here, move.there))
    if move.metric:
        yield _overlap(move, here.plural, there.plural)
        if move.stronger:
            named = english.sentence_start(_named(move.stronger))
            yield f"{named} {_matter(len(move.stronger))} more for {there.plural}."
    if entry.metric == "entry_path" and not entry.missing:
        yield f"{english.sentence_start(subject(there, entry.group))} usually enter with {way_in(entry)}."
    elif entry.metric == "time_to_become" and not entry.missing and not formatting.needs_nothing(entry.figures[0]):
        whose = f" (a figure for {whole_group(entry.group)})" if entry.group else ""
        yield f"It usually takes {entry.text} to become {there.article} {there.running}{whose}."
    yield _pay(move.pay, there.plural)


def _overlap(move: Move, here: str, there: str) -> str:
    """Which of the skills that matter there matter here, as the table of skills has it."""
    count = len(move.brought) + len(move.close) + len(move.missing)
    rest = []
    if move.close:
        rest.append(f"{_named(move.close)} {'is' if len(move.close) == 1 else 'are'} too close to call")
    if move.missing:
        rest.append(f"{_named(move.missing)} {'does' if len(move.missing) == 1 else 'do'} not")
    if not rest:
        all_of_them = f"All {count} skills that matter" if count > 1 else "The one skill that matters"
        return f"{all_of_them} for {there} also {_matter(count)} for {here}."
    if move.brought:
        shared = f"{len(move.brought)} of the {count} skills that matter for {there} also"
        return f"{shared} {_matter(len(move.brought))} for {here}; {'; '.join(rest)}."
    if count == 1:
        verb = "is too close to call" if move.close else "does not matter"
        return f"The one skill that matters for {there} {verb} for {here}: {_named(move.close or move.missing)}."
    if not move.close:
        return f"Not one of the {count} skills that matter for {there} matters for {here}: {_named(move.missing)}."
    return f"Not one of the {count} skills that matter for {there} clearly matters for {here}; {'; '.join(rest)}."


def _matter(count: int) -> str:
    return "matters" if count == 1 else "matter"


def _named(gaps: Sequence[Gap]) -> str:
    """ "science (3.9 vs. 2.1), mathematics and 3 others"."""
    words = [_scored(gap) for gap in gaps[:NAMED]]
    if len(gaps) > NAMED:
        words.append(f"{len(gaps) - NAMED} other{'s' if len(gaps) > NAMED + 1 else ''}")
    return listed(words)


def _scored(gap: Gap) -> str:
    if gap.here is None or gap.there is None:
        return running(gap.label)
    return f"{running(gap.label)} ({formatting.decimal(gap.there, SCORE)} vs. {formatting.decimal(gap.here, SCORE)})"


def _pay(pay: Difference, plural: str) -> str:
    start = english.sentence_start(plural)
    caution = "; the source does not say for which year" if Caution.PERIOD_UNKNOWN in pay.cautions else ""
    if Caution.MEDIAN_DISAGREES in pay.cautions:
        caution = "; the medians point the other way"
    match pay.outcome:
        case Outcome.HIGHER | Outcome.LOWER:
            word = "more" if pay.outcome is Outcome.HIGHER else "less"
            gap = "" if pay.gap is None else f"{formatting.gap(pay.gap, USD_YEAR)} a year "
            return f"{start} earn {gap}{word}{caution}."
        case Outcome.SAME:
            return f"{start} earn about the same{caution}."
        case Outcome.TOO_UNCERTAIN:
            return "The gap in pay is within sampling error, so we cannot tell which occupation pays more."
        case Outcome.NOT_SEPARATED:
            return "Official statistics give one pay figure for both."
        case Outcome.MISSING:
            return "At least one of the two has no pay figure."
        case _ if pay.reason is Reason.WIDER_GROUP:
            return "Pay is published for a wider group only, which does not show which occupation pays more."
        case _:
            return "The pay figures do not show which occupation pays more."


def as_data(move: Move, slugs: Sequence[str]) -> dict[str, Any]:
    """For JSON: numbers in the unit of the metric."""
    unit = METRICS[move.metric].unit if move.metric else SCORE

    def gap_json(gap: Gap) -> dict[str, Any]:
        known = {"here": gap.here, "there": gap.there}
        return {
            "label": gap.label,
            **{key: None if one is None else in_unit(one, unit) for key, one in known.items()},
        }

    return {
        "from": slugs[move.here],
        "to": slugs[move.there],
        "skills_metric": move.metric or None,
        "skills_brought": list(move.brought),
        "skills_close": [gap_json(gap) for gap in move.close],
        "skills_missing": [gap_json(gap) for gap in move.missing],
        "skills_more_important": [gap_json(gap) for gap in move.stronger],
        "to_enter": move.entry,
        "to_enter_group": move.entry_group or None,
        "pay": {
            "outcome": move.pay.outcome.value,
            "gap": None if move.pay.gap is None else in_unit(move.pay.gap, USD_YEAR),
        },
        "sentences": list(move.sentences),
    }
