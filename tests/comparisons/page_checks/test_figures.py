"""Each check of sentences, verdicts and reasons finds the fault that it is there for, and nothing in a page without it."""

from collections.abc import Mapping

import msgspec
import pytest

from comparisons.page_checks import CHECKS, problems
from comparisons.page_checks.checked_page import CheckedPage
from comparisons.page_checks.sentences import lost_signs
from comparisons.page_checks.superlatives import PlacedAmount, false_superlative
from comparisons.rules.compare import Comparison, Row, compare
from comparisons.rules.difference import Outcome, Part, Reason
from occupations.metrics import Level, Missing
from occupations.profiles.document import Figure
from occupations.profiles.sheet import Cell
from tests.comparisons.builders import figure, mean, median, profile
from tests.comparisons.rendering import all_formats

GROUP = {"group": "Counter Workers", "level": Level.BROAD}
GENDER = [
    figure("gender", share, label=label, base=60_000, record="cps-2018:cooks")
    for label, share in (("Women", 40), ("Men", 60))
]


def found_in(
    comparison: Comparison, sentences: tuple[str, ...] = (), html: str = "", others: Mapping[str, str] | None = None
) -> set[str]:
    page = CheckedPage(html, sentences, [*comparison.rows()], comparison.sheets, others or {})
    return {kind for kind, _ in problems(page)}


def with_difference(comparison: Comparison, slot: str, **changes) -> Comparison:
    """The comparison with another difference in one row, and with other facts of the row."""
    facts = {name: changes.pop(name) for name in ("highest",) if name in changes}

    def changed(row: Row) -> Row:
        if row.slot != slot:
            return row
        difference = msgspec.structs.replace(row.differences[0, 1], **changes)
        return msgspec.structs.replace(row, differences={(0, 1): difference}, **facts)

    sections = [
        msgspec.structs.replace(section, rows=tuple(changed(row) for row in section.rows))
        for section in comparison.sections
    ]
    return msgspec.structs.replace(comparison, sections=tuple(sections))


def pair(left, right) -> Comparison:
    return compare([profile("Cook", left), profile("Waiter", right)])


PLAIN = pair(figure("growth", 3), figure("growth", 9))
UNSURE = pair(
    figure("satisfaction", 3, standard_error=20),
    figure("satisfaction", 4, standard_error=20),
)
OF_GROUP = pair(figure("growth", 3, **GROUP), figure("growth", 9))


def test_pages_that_the_rule_made_have_none_of_these_faults():
    for comparison in (PLAIN, UNSURE, OF_GROUP, pair(GENDER, GENDER)):
        assert found_in(comparison) == set()


@pytest.mark.parametrize(
    ("comparison", "kind"),
    [
        (with_difference(OF_GROUP, "growth", outcome=Outcome.HIGHER, reason=Reason.NONE), "group"),
        (with_difference(OF_GROUP, "growth", highest=0), "group"),
        (with_difference(PLAIN, "growth", outcome=Outcome.SAME), "error"),
        (with_difference(PLAIN, "growth", outcome=Outcome.TOO_UNCERTAIN), "error"),
        (
            with_difference(pair(figure("growth", 3), figure("growth", 3.5)), "growth", outcome=Outcome.HIGHER),
            "error",
        ),
        (
            with_difference(
                pair(
                    figure("satisfaction", 3, standard_error=50),
                    figure("satisfaction", 4, standard_error=50),
                ),
                "satisfaction",
                outcome=Outcome.HIGHER,
            ),
            "error",
        ),
        (
            with_difference(
                pair(
                    figure("age_median", 40, base=60_000, record="cps-2018:a"),
                    figure("age_median", 44, base=60_000, record="cps-2018:b"),
                ),
                "age",
                outcome=Outcome.HIGHER,
            ),
            "error",
        ),
        (
            with_difference(
                pair(GENDER, [msgspec.structs.replace(one, value=5000, record="cps-2018:b") for one in GENDER]),
                "gender",
                outcome=Outcome.DIFFERENT,
                parts=(Part("Women", 4000, 5000, 1000, Outcome.HIGHER),),
            ),
            "error",
        ),
        *(
            (with_difference(PLAIN, "growth", outcome=Outcome.NO_VERDICT, reason=reason), "refusal")
            for reason in (
                Reason.METRIC,
                Reason.POPULATION,
                Reason.WIDER_GROUP,
                Reason.PERIODS,
                Reason.PERIOD_UNKNOWN,
                Reason.GROUPS,
            )
        ),
    ],
)
def test_a_verdict_or_a_refusal_that_the_figures_do_not_bear_out_is_found(comparison, kind):
    kinds = {
        "group": "verdict on the figure of a wider group",
        "error": "verdict inside its error",
        "refusal": "untrue reason for no verdict",
    }
    assert found_in(comparison) == {kinds[kind]}


@pytest.mark.parametrize(
    ("cook", "slot", "reason"),
    [
        ([mean(30_000), figure("wage_hourly_mean", 15)], "growth", Missing.HOURLY_ONLY),
        ([], "growth", Missing.HOURLY_ONLY),
        ([], "growth", Missing.ANNUAL_ONLY),
        ([figure("growth", 3)], "growth", Missing.NOT_COLLECTED),
        ([figure("growth", 3)], "growth", Missing.NOT_IMPORTED),
        ([figure("age_median", base=80_000, missing=Missing.BASE_TOO_SMALL)], "age", Missing.BASE_TOO_SMALL),
    ],
)
def test_a_reason_that_other_figures_contradict_is_found(cook, slot, reason):
    comparison = compare([profile("Cook", cook), profile("Waiter", figure("growth", 4))])
    gap = Cell(metric="growth", text="", missing=reason, figures=tuple(one for one in cook if one.missing))
    row = msgspec.structs.replace(comparison.row(slot), cells=(gap, comparison.row(slot).cells[1]), differences={})
    page = CheckedPage("", rows=[row], sheets=comparison.sheets)
    assert list(CHECKS["untrue reason for no figure"](page)) == [f"Cook: {slot}: {reason}"]


def test_a_reason_that_nothing_contradicts_is_not():
    cook = profile("Cook", mean(missing=Missing.HOURLY_ONLY), figure("wage_hourly_mean", 15))
    assert found_in(compare([cook, profile("Waiter", mean(30_000))])) == set()


PAID = compare(
    [profile("Cook", mean(30_000, **GROUP), median(29_000, **GROUP)), profile("Waiter", mean(40_000), median(39_000))]
)
IN_TABLE = "<tbody><td>$30,000 $40,000 $29,000 $39,000 $20,000</td></tbody>"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Waiters earn $40,000 a year on average.", ""),
        ("All counter workers (the closest published group for cooks) earn $30,000 a year on average.", ""),
        ("Cooks earn $30,000 a year on average.", "amount of a wider group that is not named"),
        ("Waiters earn $40,000 a year.", "pay without its statistic"),
        ("Waiters earn $40,000 a year at the median.", "pay without its statistic"),
        ("Waiters earn $40,000 less a year by the median.", ""),
        ("Waiters earn $41,000 a year on average.", "amount that is not in the table"),
        ("Waiters earn $20,000 a year on average, bakers $40,000 and chefs $39,000.", "amounts out of order"),
        ("Waiters earn $40,000 a year on average, bakers $40,000 and chefs $20,000: a gap of $20,000.", ""),
    ],
)
def test_a_sentence_on_pay_that_the_figures_do_not_bear_out_is_found(sentence, kind):
    found = found_in(PAID, (sentence,), IN_TABLE)
    assert (kind in found) if kind else found == set()


def test_a_figure_of_a_wider_group_without_its_name_is_found_in_every_format():
    sides = [profile("Cook", mean(30_000, **GROUP)), profile("Waiter", mean(40_000))]
    comparison, html, others = all_formats(sides, frozenset())
    kind = "figure of a wider group that is not marked"
    assert kind not in found_in(comparison, html=html, others=others)
    assert kind in found_in(comparison, html=html.replace("Counter Workers", ""), others=others)
    for name, text in others.items():
        assert kind in found_in(comparison, html=html, others={**others, name: text.replace("Counter Workers", "")})


def test_a_word_twice_is_no_fault_where_a_source_calls_something_so():
    tools = [figure("technology", label="InforSense InforSense"), figure("technology", label="Excel")]
    html = "<li>InforSense InforSense</li>"
    assert found_in(pair(tools, tools), html=html) == set()
    assert found_in(PLAIN, html=html) == {"broken sentence"}


def test_more_than_one_notice_is_found():
    notice = '<p class="notice">Two are one.</p>'
    assert found_in(PLAIN, html=notice) == set()
    assert found_in(PLAIN, html=2 * notice) == {"more than one notice"}


@pytest.mark.parametrize(
    ("own", "of_all", "sentence", "wrong"),
    [
        (-310, 310, "decline 3.1% over 2024; for all occupations together it is projected to grow 3.1%", False),
        (-310, 310, "decline 3.1% over 2024; the figure for all occupations is 3.1%", True),
        (310, -310, "grow 3.1% over 2024; for all occupations together it is projected to grow 3.1%", True),
        (310, -310, "grow 3.1% over 2024, faster than for all occupations (−3.1%)", False),
        (310, 300, "grow 3.1% over 2024, about the same as for all occupations (3.0%)", False),
        (-310, None, "grow 3.1% over 2024", True),
    ],
)
def test_growth_that_has_lost_its_sign_is_found(own, of_all, sentence, wrong):
    def growth(value: int) -> Figure:
        return Figure(metric="growth", release=0, value=value)

    cell = Cell(
        metric="growth", text="", figures=(growth(own),), all_workers=None if of_all is None else growth(of_all)
    )
    said = f"Employment is projected to {sentence}."
    assert bool(lost_signs([said], cell)) is wrong


TEXAS, OHIO = PlacedAmount("Texas", 50_000, 600, 3.0), PlacedAmount("Ohio", 60_000, 800, 3.0)


@pytest.mark.parametrize(
    ("places", "wrong"),
    [
        ([TEXAS, OHIO], ""),
        ([TEXAS, OHIO._replace(employment=400)], "Ohio has 400 employees and a relative standard error of 3.0%"),
        ([TEXAS, OHIO._replace(relative_error=11.0)], "Ohio has 800 employees and a relative standard error of 11.0%"),
        ([TEXAS._replace(statistic=70_000), OHIO], "Ohio is not above Texas"),
        ([TEXAS._replace(statistic=70_000, employment=400), OHIO], ""),
        ([TEXAS._replace(statistic=None, capped=True), OHIO], "Ohio is not above Texas"),
        ([TEXAS._replace(statistic=None, capped=True, employment=None), OHIO], "Ohio is not above Texas"),
        ([TEXAS], "Ohio has no amount in the release"),
        ([PlacedAmount("Texas", 50_000, None, None), PlacedAmount("Ohio", 60_000, None, None)], ""),
    ],
)
def test_a_superlative_that_the_release_does_not_bear_out_is_found(places, wrong):
    figure = Figure(metric="top_state", label="Ohio", value=6_000_000)
    assert false_superlative(figure, places) == wrong


def test_every_kind_of_fault_has_a_check_of_its_own():
    assert len(set(CHECKS.values())) == len(CHECKS)
