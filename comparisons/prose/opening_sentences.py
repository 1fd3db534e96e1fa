"""What the opening of a page says beside its scoreboard: how much more one side earns than another, and what to know
about pay that the scoreboard does not say. Pure."""

from collections.abc import Iterable, Sequence

from comparisons.prose.difference_phrases import TWICE, multiple, relative
from comparisons.prose.pay_sentences import GROUP_DECIDES_NOTHING, Pay, by_the_mean, cautions, pay_of, without_pay
from comparisons.rules.compare import Comparison
from comparisons.rules.difference import Difference, Outcome, Reason
from occupations.metrics import METRICS, USD_HOUR
from occupations.profiles import formatting
from occupations.text.lists import listed

VERDICTS = frozenset({Outcome.SAME, Outcome.HIGHER, Outcome.LOWER, Outcome.TOO_UNCERTAIN})


def opening_sentences(comparison: Comparison, pay: Pay) -> Iterable[str]:
    """Nothing where official statistics do not separate the sides."""
    if comparison.one_occupation:
        return
    several = len(pay.cells) > 2
    hourly = pay_of(comparison.row("hourly"), pay.names)
    if pay.leaders and pay.leaders[1]:
        top, rest = pay.leaders
        yield _several(pay, top, rest) if several else _of_two(pay, hourly, top[0], rest[0])
        if several:  # the scoreboard of two says it beside the figures
            yield from cautions(pay, top, rest)
    elif several:
        outcomes = {difference.outcome for difference in pay.differences.values()}
        if not outcomes <= VERDICTS:
            yield "not all of these pay figures can be compared"
        elif Outcome.TOO_UNCERTAIN in outcomes:
            yield "some of the gaps in pay are within sampling error"
    elif any(difference.reason is Reason.WIDER_GROUP for difference in pay.differences.values()):
        yield GROUP_DECIDES_NOTHING
    if len(pay.known) == len(pay.cells):
        yield from by_the_mean(comparison, pay)
    yield from without_pay(pay, hourly)


def _of_two(pay: Pay, hourly: Pay, top: int, rest: int) -> str:
    """ "physician assistants earn 39% more: $38,330 a year or $18.43 an hour"."""
    amounts = [_gap(pay.differences[rest, top])]
    if not pay.hourly and hourly.leaders == pay.leaders:
        amounts.append(_gap(hourly.differences[rest, top]))
    more, text = _more(pay.differences[rest, top]), " or ".join(filter(None, amounts))
    gap = text if more.endswith("more") else f"{text} more"  # not the pay itself
    return f"{pay.names[top].plural} earn {more}: {gap}" if more and text else ""


def _several(pay: Pay, top: Sequence[int], rest: Sequence[int]) -> str:
    """ "physician assistants earn 3% more than nurse practitioners and 39% more than registered nurses", the next and
    the lowest; empty if several earn the most."""
    if len(top) > 1:
        return ""
    ordered = sorted(rest, key=lambda side: -(pay.cells[side].figures[0].value or 0))
    told = [
        f"{more} {'as' if more.endswith('much') else 'than'} {pay.names[side].plural}"
        for side in dict.fromkeys((ordered[0], ordered[-1]))
        if (more := _more(pay.differences[side, top[0]]))
    ]
    return f"{pay.names[top[0]].plural} earn {listed(told)}" if told else ""


def _more(difference: Difference) -> str:
    """ "39% more", "about twice as much"; empty without a relative difference."""
    if difference.percent is None:
        return ""
    if difference.percent >= TWICE:
        return f"{multiple(difference.percent)} as much"
    return f"{relative(difference.percent)} more"


def _gap(difference: Difference) -> str:
    if difference.gap is None:
        return ""
    unit = METRICS[difference.metric].unit
    return f"{formatting.gap(difference.gap, unit)} {'an hour' if unit is USD_HOUR else 'a year'}"
