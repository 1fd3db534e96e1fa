"""Moving from one occupation to another: the skills that carry over, those that are missing, how to enter, and the
change in pay.

Based on the rows of the comparison, so that both always agree. The two directions differ. Pure.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from comparisons.prose.difference_phrases import CAUTIONS, OF_THE_OTHER
from comparisons.prose.sentence_parts import running
from comparisons.rules.compare import Comparison
from comparisons.rules.difference import Caution, Difference, Outcome, Reason
from comparisons.rules.tolerance import outcome_of
from occupations.metrics import METRICS, SCORE, in_unit
from occupations.profiles import formatting
from occupations.profiles.pay_words import each, statistic
from occupations.profiles.sheet import Cell
from occupations.profiles.time_words import entering
from occupations.text import english
from occupations.text.lists import listed

NAMED = 5  # skills named in a sentence


class Gap(NamedTuple):
    """One skill, in the scale of its unit; None if a side has no figure."""

    label: str
    here: int | None
    there: int | None


class Move(NamedTuple):
    """`here` and `there` are sides of the comparison. `brought`: skills that count in both; `close`: those that count
    there and are too close to call here; `missing`: those that count there and, by a clear gap, not here; `stronger`:
    those of both that are clearly more important there."""

    here: int
    there: int
    metric: str  # of the skills; empty if the two cannot be compared
    brought: tuple[str, ...]
    close: tuple[Gap, ...]
    missing: tuple[Gap, ...]
    stronger: tuple[Gap, ...]
    entry: dict[str, str]  # typical requirements for entering there, by metric
    entry_group: str  # the wider group that these are for; empty for the occupation itself
    pay: Difference  # there compared with here
    sentences: tuple[str, ...]


def moves(comparison: Comparison) -> list[Move]:
    """Both directions between two sides; with more sides, from the first to each."""
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
    # Also shared is what only one side has, if the other is too close to be distinguished.
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
        {one.metric: one.label for one in entry.steps if one.label}
        or ({figure.metric: figure.label for figure in entry.figures} if entry.metric == "entry_path" else {}),
        entry.group,
        _paid(comparison, here, there),
        (),
    )
    return move._replace(sentences=tuple(_sentences(comparison, move, entry)))


def _paid(comparison: Comparison, here: int, there: int) -> Difference:
    """Pay there compared with here: by the year, or by the hour if that is all that is known of both."""
    yearly, hourly = (comparison.row(slot).difference(here, there) for slot in ("pay", "hourly"))
    return hourly if yearly.outcome is Outcome.MISSING and hourly.outcome is not Outcome.MISSING else yearly


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
    if enter := entering(there, entry):
        yield f"{english.sentence_start(enter)}."
    yield _pay(move.pay, there.plural)


def _overlap(move: Move, here: str, there: str) -> str:
    """The skills that matter there and also here, as in the table of skills."""
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
    for one in OF_THE_OTHER:
        if one in pay.cautions:
            caution = f"; {CAUTIONS[one]}"
    match pay.outcome:
        case Outcome.HIGHER | Outcome.LOWER:
            word = "more" if pay.outcome is Outcome.HIGHER else "less"
            unit = METRICS[pay.metric].unit
            how = word if pay.gap is None else f"{formatting.gap(pay.gap, unit)} {word} {each(pay.metric)}"
            return f"{start} earn {how} by the {statistic(pay.metric)}{caution}."
        case Outcome.SAME:
            return f"{start} earn about the same by the {statistic(pay.metric)}{caution}."
        case Outcome.TOO_UNCERTAIN:
            return "The gap in pay is within sampling error, so we cannot tell which occupation pays more."
        case Outcome.NOT_SEPARATED:
            return "Official statistics give one pay figure for both."
        case Outcome.MISSING:
            return "At least one of the two has no pay figure."
        case _ if pay.reason is Reason.WIDER_GROUP:
            return "A pay figure for a wider group does not show which occupation pays more."
        case _:
            return "The pay figures do not show which occupation pays more."


def as_data(move: Move, slugs: Sequence[str]) -> dict[str, Any]:
    """For JSON: numbers in the unit of the metric."""
    unit = METRICS[move.metric].unit if move.metric else SCORE

    def gap_json(gap: Gap) -> dict[str, Any]:
        known = {"here": gap.here, "there": gap.there}
        return {
            "name": gap.label,
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
        "pay_gap": {
            "outcome": move.pay.outcome.value,
            "metric": move.pay.metric,
            "gap": None if move.pay.gap is None else in_unit(move.pay.gap, METRICS[move.pay.metric].unit),
        },
        "sentences": list(move.sentences),
    }
