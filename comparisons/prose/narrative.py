"""narrate(comparison) → Narrative: what the rows say, in sentences.

Figures are the texts of the cells and verdicts those of the rule, so that sentence and table cannot disagree. What the
rule leaves open stays open here, and of a side without a figure nothing is said but that there is none.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import combinations, permutations, product
from typing import NamedTuple

import msgspec

from comparisons.prose.difference_phrases import TWICE, multiple, relative
from comparisons.prose.sentence_parts import (
    clauses,
    listed,
    plurals,
    running,
    way_in,
)
from comparisons.rules.compare import Comparison, Row
from comparisons.rules.decide import decide
from comparisons.rules.difference import Caution, Difference, Outcome, Reason
from occupations.metrics import METRICS, SCORE, SLOTS, USD_YEAR
from occupations.profiles import formatting
from occupations.profiles.document import Names, Profile
from occupations.profiles.groups import group_subject, subject, whole_group
from occupations.profiles.sheet import Cell
from occupations.text import english

SUMMARY_LENGTH = 155  # characters of a description that search engines show


class Narrative(msgspec.Struct, frozen=True):
    """Whole sentences of plain text, in the order in which they are read."""

    lead: tuple[str, ...]
    skills: tuple[str, ...]
    notices: tuple[str, ...]
    summary: str


_NO_PAY = "there is no yearly pay figure for"


def narrate(comparison: Comparison, where: str = "") -> Narrative:
    """`where`: of which place and time pay was asked for, "in Akron, OH (May 2024)"; empty for the nation, latest."""
    names = [sheet.profile.names for sheet in comparison.sheets]
    time, salary, skills = (comparison.row(slot) for slot in ("time", "salary", "skills"))
    pay = _pay(salary, names)
    # Of a side without a figure the cell says already where and when there is none.
    pay_sentences = [
        f"{where}, {text}" if where and not text.startswith(_NO_PAY) else text for text in _pay_sentences(pay)
    ]
    shown = zip(comparison.sheets, skills.cells, strict=True)
    return Narrative(
        lead=_finished([*_time(time, names), *pay_sentences]),
        skills=_finished(_skills(sheet.profile, cell) for sheet, cell in shown),
        notices=_finished(_notices(comparison, names)),
        summary=english.sentence_start(_summary(names, pay, time, where)),
    )


def _finished(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(english.sentence_start(sentence) + "." for sentence in sentences if sentence)


def _time(row: Row, names: Sequence[Names]) -> Iterable[str]:
    """One sentence for all lengths of time, one for each way in that is known in words only."""
    lengths: dict[str, list[str]] = {}
    paths: dict[tuple[str, str], list[str]] = {}
    for name, cell in zip(names, row.cells, strict=True):
        if cell.missing:
            continue
        if cell.metric == "entry_path":
            paths.setdefault((way_in(cell), cell.group), []).append(name.plural)
        else:
            length = "no training time" if formatting.needs_nothing(cell.figures[0]) else cell.text
            whose = f" (a figure for {whole_group(cell.group)})" if cell.group else ""
            lengths.setdefault(length, []).append(f"{name.article} {name.running}{whose}")
    if lengths:
        parts = [f"{length} to become {listed(titles, 'or')}" for length, titles in lengths.items()]
        yield f"it usually takes {clauses(parts)}"
    for (path, group), titles in paths.items():
        who = group_subject(group, listed(titles)) if group else listed(titles)
        yield f"{who} usually enter with {path}"


class _Pay(NamedTuple):
    """The row of pay, with what may be said of any two of its known sides."""

    names: Sequence[Names]
    cells: tuple[Cell, ...]
    known: list[int]
    differences: dict[tuple[int, int], Difference]
    leaders: tuple[list[int], list[int]] | None  # who earn about the same and each more than all others; the others


_HOW = {"wage_annual_mean": ("at", "on average"), "wage_annual_median": ("with", "at the median")}
_VERDICTS = (Outcome.SAME, Outcome.HIGHER, Outcome.LOWER, Outcome.TOO_UNCERTAIN)


def _pay(row: Row, names: Sequence[Names]) -> _Pay:
    known = [side for side, cell in enumerate(row.cells) if not cell.missing]
    differences = {(left, right): _stated(row, left, right) for left, right in permutations(known, 2)}
    return _Pay(names, row.cells, known, differences, _leaders(known, differences))


def _stated(row: Row, left: int, right: int) -> Difference:
    """What may be said of two sides by the figures shown.

    Among more than two sides a pair may have been compared by other figures than those shown, which all sides share.
    Then a verdict is stated only if the figures shown give it too.
    """
    compared = row.difference(left, right)
    if len(row.cells) == 2:
        return compared
    shown = decide(row.cells[left], row.cells[right])
    if shown.outcome is compared.outcome:
        return msgspec.structs.replace(shown, cautions=compared.cautions)
    if shown.outcome in _VERDICTS:
        return Difference(outcome=Outcome.NO_VERDICT, metric=shown.metric)
    return shown


def _leaders(known: list[int], differences: dict[tuple[int, int], Difference]) -> tuple[list[int], list[int]] | None:
    def beats(side: int, other: int) -> bool:
        return side != other and differences[other, side].outcome is Outcome.HIGHER

    ranked = sorted(known, key=lambda side: -sum(beats(side, other) for other in known))
    for place in range(1, len(ranked) + 1) if len(ranked) > 1 else ():
        top, rest = ranked[:place], ranked[place:]
        alike = all(differences[pair].outcome is Outcome.SAME for pair in combinations(top, 2))
        if alike and all(beats(side, other) for side, other in product(top, rest)):
            return top, rest
    return None


def _pay_sentences(pay: _Pay) -> Iterable[str]:
    if not pay.known:
        return
    if pay.leaders is None:
        yield _listed(pay)
    else:
        top, rest = pay.leaders
        yield _ranked(pay, top, rest)
        yield from _cautions(pay, top, rest)
    reasons: dict[str, list[int]] = {}
    for side, cell in enumerate(pay.cells):
        if cell.missing:
            reasons.setdefault(cell.text, []).append(side)
    if reasons:
        gaps = [f"{plurals(pay.names, sides)} ({reason})" for reason, sides in reasons.items()]
        yield f"{_NO_PAY} {listed(gaps)}"


def _amounts(pay: _Pay, sides: Sequence[int]) -> str:
    """ "$74,009 and $74,066 a year on average"; one amount where all are written alike."""
    texts = [pay.cells[side].text for side in sides]
    return f"{listed(texts if len(set(texts)) > 1 else texts[:1])} a year {_HOW[pay.cells[sides[0]].metric][1]}"


def _ranked(pay: _Pay, top: list[int], rest: list[int]) -> str:
    same = "about the same" if len({pay.cells[side].text for side in top}) > 1 else "the same"
    if not rest:
        return f"{plurals(pay.names, top)} earn {same}: {_amounts(pay, top)}"
    pair = len(pay.known) == 2
    where = "" if pair or len(pay.known) == len(pay.cells) else "where yearly pay is known, "
    at = _HOW[pay.cells[top[0]].metric][0] if len(top) == 1 else f"at {same} pay:"
    against = listed([f"{pay.cells[side].text} for {pay.names[side].plural}" for side in rest])
    # A gap between two others than the first stands in no column of the table.
    gap = _gap(pay.differences[rest[0], top[0]]) if pair and pay.known[0] == 0 else ""
    more = f"{where}{plurals(pay.names, top)} earn {'more' if pair else 'the most'}"
    return f"{more}, {at} {_amounts(pay, top)}, compared with {against}{gap}"


def _gap(difference: Difference) -> str:
    if difference.gap is None:
        return ""
    text = f": a gap of {formatting.gap(difference.gap, USD_YEAR)}"
    if difference.percent is None:
        return text
    if difference.percent >= TWICE:
        return f"{text}, or {multiple(difference.percent)} as much"
    return f"{text}, or {relative(difference.percent)}"


def _cautions(pay: _Pay, top: list[int], rest: list[int]) -> Iterable[str]:
    if any(Caution.PERIOD_UNKNOWN in difference.cautions for difference in pay.differences.values()):
        yield "the source does not say which year the figures are for"
    for side in top:
        others = [other for other in rest if Caution.MEDIAN_DISAGREES in pay.differences[side, other].cautions]
        if others:
            more = f"{plurals(pay.names, others)} earn more than {pay.names[side].plural}"
            yield f"the medians point the other way: {more}"


def _listed(pay: _Pay) -> str:
    """All known figures where they give no verdict, and why they give none."""
    outcomes = {difference.outcome for difference in pay.differences.values()}
    cells = [pay.cells[side] for side in pay.known]
    if outcomes == {Outcome.NOT_SEPARATED} and len({cell.text for cell in cells}) == 1:
        group = next((cell.group for cell in cells if cell.group), "")
        whose = f", for {whole_group(group)}" if group else ""
        return f"{plurals(pay.names, pay.known)} share one official pay figure: {_amounts(pay, pay.known)}{whose}"
    first, *others = pay.known
    mixed = len({cell.metric for cell in cells}) > 1
    amounts = {side: _amounts(pay, [side]) if mixed else pay.cells[side].text for side in others}
    who = {side: subject(pay.names[side], pay.cells[side].group) for side in pay.known}
    parts = [f"{who[side]} {amount}" for side, amount in amounts.items()]
    sentence = listed([f"{who[first]} earn {_amounts(pay, [first])}", *parts])
    if len(others) == 1:
        return sentence + _why(pay, first, others[0])
    if not outcomes <= {*_VERDICTS}:
        return f"{sentence}: not all of these figures are comparable"
    return f"{sentence}: some of the gaps are within sampling error" if Outcome.TOO_UNCERTAIN in outcomes else sentence


_REASONS = {
    Reason.METRIC: "a mean and a median cannot be compared",
    Reason.POPULATION: "the figures cover different groups of people, so we draw no conclusion",
    Reason.WIDER_GROUP: "a figure for a wider group does not show which occupation pays more",
    Reason.BOUNDS: "the published limits leave open which occupation pays more",
    Outcome.TOO_UNCERTAIN: "the gap is within sampling error, so we cannot tell which occupation pays more",
    Outcome.NOT_SEPARATED: "one official record covers both, so we draw no conclusion",
}


def _why(pay: _Pay, left: int, right: int) -> str:
    difference = pay.differences[left, right]
    periods = {side: pay.cells[side].period for side in (left, right)}
    why = _REASONS.get(difference.reason or difference.outcome, "")
    if difference.reason is Reason.PERIODS:
        why = f"{pay.cells[left].when} dollars and {pay.cells[right].when} dollars are not directly comparable"
    elif difference.reason is Reason.PERIOD_UNKNOWN:
        undated = [side for side, period in periods.items() if period is None]
        whose = "figures" if len(undated) == 2 else f"figure for {plurals(pay.names, undated)}"
        why = f"the year of the {whose} is not known, so we draw no conclusion"
    return f": {why}" if why else ""


def _skills(profile: Profile, cell: Cell) -> str:
    """The first three skills of one side; empty where it has none."""
    metric = METRICS[cell.metric]
    top = [] if cell.missing else formatting.held(metric, cell.figures)
    counted = all(figure.value is not None for figure in top)
    if counted:
        top = sorted(top, key=lambda figure: -(figure.value or 0))
    written = {skill.name: skill.running for skill in profile.skills} if metric.key == "skill_share" else {}
    words = [written.get(figure.label) or running(figure.label) for figure in top[:3]]
    plural = subject(profile.names, cell.group)
    skill, be, stand = ("skill", "is", "stands") if len(words) == 1 else ("skills", "are", "stand")
    if not words:
        return ""
    if metric.unit == SCORE:
        of_kind = {"essential_skill_importance": "essential ", "transferable_skill_importance": "transferable "}
        return f"the most important {of_kind.get(metric.key, '')}{skill} for {plural} {be} {listed(words)}"
    if counted:
        return f"the {skill} most often listed for {plural} {be} {listed(words)}"
    return f"{listed(words)} {stand} out for {plural}"


def _notices(comparison: Comparison, names: Sequence[Names]) -> Iterable[str]:
    """What official statistics cannot tell apart, for as many sides at once as are all one."""
    scopes: dict[str, list[tuple[int, int]]] = {}
    for pair in comparison.not_separated:
        scopes.setdefault(_scope(comparison, pair), []).append(pair)
    for scope, pairs in scopes.items():
        sides = tuple(sorted({side for pair in pairs for side in pair}))
        for group in [sides] if len(pairs) == math.comb(len(sides), 2) else pairs:
            behind = "one record covers both" if len(group) == 2 else "the same records cover all of them"
            yield f"{scope}official statistics do not separate {plurals(names, group)}: {behind}"


def _scope(comparison: Comparison, pair: tuple[int, int]) -> str:
    """In which rows the two are one; empty if in all that have official figures of both."""
    one, apart = [], False
    for row in comparison.rows():
        if row.differences[pair].outcome is Outcome.NOT_SEPARATED:
            one += [running(SLOTS[row.slot].label)] if row.counted else []
        elif all(row.cells[side].record for side in pair):
            apart = True
    if not apart:
        return ""
    return f"for {listed(one)}, " if len(one) <= 3 else f"in {len(one)} rows, "


def _one_length(time: Row) -> bool:
    """Whether all sides take the same time to enter, and some time."""
    return len({cell.text for cell in time.cells}) == 1 and all(
        cell.metric == "time_to_become"
        and not cell.missing
        and not cell.group
        and not formatting.needs_nothing(cell.figures[0])
        for cell in time.cells
    )


def _summary(names: Sequence[Names], pay: _Pay, time: Row, where: str) -> str:
    """The fullest of several sentences that a search engine would show whole."""
    facts = []
    if pay.leaders and len(pay.known) == len(names):
        facts.append(" ".join([_amounts(pay, range(len(names))), where]).strip())
    if _one_length(time):
        facts.append(f"{time.cells[0].text} to become {'either' if len(names) == 2 else 'any of them'}")
    source = "with a source for every figure"
    topics = f"pay, outlook, education, people and skills, {source}"
    some = (clauses(facts), *facts[:1]) if facts else ()
    candidates = [text for fact in some for text in (f"{fact}, {source}", fact)]
    contents = [*candidates, topics, "pay, skills and more"]
    sentences = (f"{plurals(names, range(len(names)))} compared: {content}." for content in contents)
    fitting = (sentence for sentence in sentences if len(sentence) <= SUMMARY_LENGTH)
    return next(fitting, f"{len(names)} occupations compared: {topics}.")
