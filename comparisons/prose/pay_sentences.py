"""Sentences on pay: who earns more and by how much, or why the figures do not show it. Uses yearly pay or, if a side
has none, hourly pay. Pure."""

from collections.abc import Iterable, Sequence
from itertools import combinations, permutations, product
from typing import NamedTuple

import msgspec

from comparisons.prose.difference_phrases import CAUTIONS, OF_THE_OTHER, TWICE, multiple, relative
from comparisons.prose.sentence_parts import plurals
from comparisons.rules.compare import Comparison, Row
from comparisons.rules.decide import decide
from comparisons.rules.difference import Caution, Difference, Outcome, Reason
from occupations.metrics import METRICS, USD_HOUR
from occupations.profiles import formatting
from occupations.profiles.document import Names
from occupations.profiles.groups import subject, whole_group
from occupations.profiles.pay_words import kind, stated
from occupations.profiles.sheet import Cell
from occupations.text.lists import listed


class Pay(NamedTuple):
    """A row of pay, with the outcome for any two sides with known pay."""

    names: Sequence[Names]
    cells: tuple[Cell, ...]
    known: list[int]
    differences: dict[tuple[int, int], Difference]
    leaders: tuple[list[int], list[int]] | None  # who earn the most, about the same; and the others
    by_the_hour: bool = False  # the sentence begins with that, so amounts need not say it

    @property
    def hourly(self) -> bool:
        return METRICS[self.cells[0].metric].unit is USD_HOUR


_VERDICTS = (Outcome.SAME, Outcome.HIGHER, Outcome.LOWER, Outcome.TOO_UNCERTAIN)
_NO_PAY = "there is no yearly pay figure for"


def pay_sentences(comparison: Comparison, yearly: Pay, where: str) -> Iterable[str]:
    """All sentences on pay. `where`: the chosen place and time."""
    hourly = pay_of(comparison.row("hourly"), yearly.names)
    without = [side for side in range(len(yearly.cells)) if side not in yearly.known]
    if set(without).isdisjoint(hourly.known):
        sentences = [*_known(yearly), *by_the_mean(comparison, yearly)]
    else:
        hourly = hourly._replace(by_the_hour=bool(yearly.known) and len(hourly.known) > 1)
        start = "by the hour, " if hourly.by_the_hour else ""
        first, *others = _known(hourly)
        sentences = [*_known(yearly), start + first, *others]
    for text in dict.fromkeys(sentences):
        yield f"{where}, {text}" if where else text
    yield from without_pay(yearly, hourly)


def without_pay(yearly: Pay, hourly: Pay) -> Iterable[str]:
    """Who has no yearly pay, and why, where any side has pay."""
    reasons: dict[str, list[int]] = {}
    for side, cell in enumerate(yearly.cells) if yearly.known or hourly.known else ():
        if side not in yearly.known:
            reasons.setdefault(cell.text, []).append(side)
    if reasons:
        # For a chosen place, the cell already says where and when there is no figure.
        gaps = [f"{plurals(yearly.names, sides, 'or')} ({reason})" for reason, sides in reasons.items()]
        yield f"{_NO_PAY} {listed(gaps, 'or')}"


def pay_of(row: Row, names: Sequence[Names]) -> Pay:
    known = [side for side, cell in enumerate(row.cells) if not cell.missing]
    differences = {(left, right): _stated(row, left, right) for left, right in permutations(known, 2)}
    return Pay(names, row.cells, known, differences, _leaders(known, differences))


def _stated(row: Row, left: int, right: int) -> Difference:
    """The outcome for two sides by the figures shown.

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


def _known(pay: Pay) -> list[str]:
    """The sentence about the known figures of a row."""
    if not pay.known:
        return []
    if pay.leaders is not None:
        top, rest = pay.leaders
        return [_ranked(pay, top, rest), *cautions(pay, top, rest)]
    return _groups_compared(pay) or [_listed(pay)]


def by_the_mean(comparison: Comparison, pay: Pay) -> list[str]:
    """Where published limits leave open whose median is higher: who earns more by the mean, if that tells."""
    if not any(difference.reason is Reason.BOUNDS for difference in pay.differences.values()):
        return []
    mean = pay_of(comparison.row("pay_mean"), pay.names)
    return [f"by the mean, {text}" for text in _known(mean)[:1]] if mean.leaders else []


def amounts(pay: Pay, sides: Sequence[int]) -> str:
    """ "medians of $74,009 and $74,066 a year"; one amount if all are written the same."""
    texts = [pay.cells[side].text for side in sides]
    several = len(set(texts)) > 1
    text = listed(texts if several else texts[:1])
    return stated(pay.cells[sides[0]].metric, text, several=several, per=not pay.by_the_hour)


def _in_order(pay: Pay, sides: Sequence[int]) -> list[int]:
    """More than two sides are ordered by amount, highest first; two keep the reader's order."""
    if len(pay.known) == 2:
        return list(sides)
    return sorted(sides, key=lambda side: -_amount(pay.cells[side]))


def _amount(cell: Cell) -> int:
    figure = cell.figures[0]
    return next((part for part in (figure.value, figure.at_least, figure.at_most) if part is not None), 0)


def _ranked(pay: Pay, top: Sequence[int], rest: Sequence[int]) -> str:
    top, rest = _in_order(pay, top), _in_order(pay, rest)
    same = "about the same" if len({pay.cells[side].text for side in top}) > 1 else "the same"
    if not rest:
        return f"{_as_much(pay, top, same)}: {amounts(pay, top)}"
    pair = len(pay.known) == 2
    which = "that" if pay.by_the_hour else "hourly pay" if pay.hourly else "yearly pay"
    where = "" if pair or len(pay.known) == len(pay.cells) else f"where {which} is known, "
    at = "at" if len(top) == 1 else f"at {same} pay:"
    against = listed([f"{pay.cells[side].text} for {pay.names[side].plural}" for side in rest])
    # A gap that does not involve the first side is not in any column of the table.
    gap = _gap(pay.differences[rest[0], top[0]]) if pair and pay.known[0] == 0 else ""
    more = f"{where}{plurals(pay.names, top)} earn {'more' if pair else 'the most'}"
    return f"{more}, {at} {amounts(pay, top)}, compared with {against}{gap}"


def _as_much(pay: Pay, sides: Sequence[int], same: str) -> str:
    """Of two, titles that are lists would run together: "electricians earn about the same as plumbers, pipefitters, and
    steamfitters"."""
    if len(sides) == 2 and any("," in pay.names[side].plural for side in sides):
        return f"{pay.names[sides[0]].plural} earn {same} as {pay.names[sides[1]].plural}"
    return f"{plurals(pay.names, sides)} earn {same}"


def _gap(difference: Difference) -> str:
    if difference.gap is None:
        return ""
    text = f": a gap of {formatting.gap(difference.gap, METRICS[difference.metric].unit)}"
    if difference.percent is None:
        return text
    if difference.percent >= TWICE:
        return f"{text}, or {multiple(difference.percent)} as much"
    return f"{text}, or {relative(difference.percent)}"


def cautions(pay: Pay, top: Sequence[int], rest: Sequence[int]) -> Iterable[str]:
    if any(Caution.PERIOD_UNKNOWN in difference.cautions for difference in pay.differences.values()):
        yield "the source does not say which year the figures are for"
    for side in top:
        for caution in OF_THE_OTHER:
            others = [other for other in rest if caution in pay.differences[side, other].cautions]
            if others and caution in (Caution.MEDIAN_SAME, Caution.MEDIAN_UNCERTAIN):
                yield CAUTIONS[caution]
            elif others:
                more = f"{plurals(pay.names, others)} earn more than {pay.names[side].plural}"
                yield f"{CAUTIONS[caution]}: {more}"


def _groups_compared(pay: Pay) -> list[str]:
    """For two sides whose figures are both for wider groups: which group earns more, if the figures differ, and that
    this says nothing about the occupations. Empty in all other cases."""
    if len(pay.known) != 2 or not all(pay.cells[side].group for side in pay.known):
        return []
    if pay.differences[pay.known[0], pay.known[1]].reason is not Reason.WIDER_GROUP:
        return []
    cells = [msgspec.structs.replace(pay.cells[side], group="") for side in pay.known]
    difference = decide(cells[0], cells[1])
    if difference.outcome not in (Outcome.HIGHER, Outcome.LOWER):
        return []
    less, more = pay.known if difference.outcome is Outcome.HIGHER else reversed(pay.known)
    who = {side: subject(pay.names[side], pay.cells[side].group) for side in pay.known}
    gap = _gap(difference) if len(pay.cells) == 2 else ""
    return [
        f"{who[more]} earn more, at {amounts(pay, [more])}, compared with {pay.cells[less].text} for {who[less]}{gap}",
        f"this does not show whether {pay.names[more].plural} or {pay.names[less].plural} earn more",
    ]


def _listed(pay: Pay) -> str:
    """All known figures without a verdict, and the reason."""
    outcomes = {difference.outcome for difference in pay.differences.values()}
    cells = [pay.cells[side] for side in pay.known]
    if outcomes == {Outcome.NOT_SEPARATED} and len({cell.text for cell in cells}) == 1:
        group = next((cell.group for cell in cells if cell.group), "")
        whose = f", for {whole_group(group)}" if group else ""
        return f"{plurals(pay.names, pay.known)} share one official pay figure: {amounts(pay, pay.known)}{whose}"
    first, *others = _in_order(pay, pay.known)
    mixed = len({cell.metric for cell in cells}) > 1
    sentences = {side: amounts(pay, [side]) if mixed else pay.cells[side].text for side in others}
    who = {side: subject(pay.names[side], pay.cells[side].group) for side in pay.known}
    parts = [f"{who[side]} {amount}" for side, amount in sentences.items()]
    sentence = listed([f"{who[first]} earn {amounts(pay, [first])}", *parts])
    if len(others) == 1:
        return sentence + _why(pay, first, others[0])
    if not outcomes <= {*_VERDICTS}:
        return f"{sentence}: not all of these figures are comparable"
    return f"{sentence}: some of the gaps are within sampling error" if Outcome.TOO_UNCERTAIN in outcomes else sentence


GROUP_DECIDES_NOTHING = "a figure for a wider group does not show which occupation pays more"
_REASONS = {
    Reason.POPULATION: "the figures cover different groups of people, so we draw no conclusion",
    Reason.WIDER_GROUP: GROUP_DECIDES_NOTHING,
    Reason.BOUNDS: "the published limits leave open which occupation pays more",
    Outcome.TOO_UNCERTAIN: "the gap is within sampling error, so we cannot tell which occupation pays more",
    Outcome.NOT_SEPARATED: "one official record covers both, so we draw no conclusion",
}


def _why(pay: Pay, left: int, right: int) -> str:
    difference = pay.differences[left, right]
    periods = {side: pay.cells[side].period for side in (left, right)}
    why = _REASONS.get(difference.reason or difference.outcome, "")
    if difference.reason is Reason.METRIC:
        why = f"{kind(pay.cells[left].metric)} and {kind(pay.cells[right].metric)} cannot be compared"
    elif difference.reason is Reason.PERIODS:
        why = f"{pay.cells[left].when} dollars and {pay.cells[right].when} dollars are not directly comparable"
    elif difference.reason is Reason.PERIOD_UNKNOWN:
        undated = [side for side, period in periods.items() if period is None]
        whose = "figures" if len(undated) == 2 else f"figure for {plurals(pay.names, undated)}"
        why = f"the year of the {whose} is not known, so we draw no conclusion"
    return f": {why}" if why else ""
