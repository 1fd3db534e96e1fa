"""Words about a pair: tokens become figures, and what contradicts the comparison is refused."""

import pytest

from comparisons.prose.claims import Pair, faults, fill
from comparisons.rules.compare import compare
from tests.comparisons.builders import figure, mean, median, profile

COOK = profile("Cook", mean(40_000), median(39_000), figure("growth", 5), figure("employees", 120_000))
CHEF = profile("Chef", mean(60_000), median(58_000), figure("growth", 5), figure("employees", 60_000))
PAIR = Pair(compare([COOK, CHEF]), 0, 1)
TURNED = Pair(compare([CHEF, COOK]), 1, 0)


@pytest.mark.parametrize("pair", [PAIR, TURNED])
def test_tokens_are_figures_of_the_right_side(pair):
    text = "{a.pay_median} or {a.pay_mean} against {b.pay_median}; {b.growth}. {c.growth} {a.luck} {}"
    assert fill(text, pair) == "$39,000 or $40,000 against $58,000; 5.0%. {c.growth} {a.luck} {}"


@pytest.mark.parametrize("pair", [PAIR, TURNED])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Both cook.",
        "Chefs earn {b.pay_median}, cooks {a.pay_median}.",
        "A cook earns $40,000 on average and a chef $60,000, which is $20,000 more.",
        "Chefs earn more than cooks. Cooks earn less.",
        "Both grow by 5.0%, or 5 percent.",
        "Chefs do not grow faster.",
        "There are 120,000 jobs for cooks.",
        "There is more to the work than recipes.",
    ],
)
def test_words_that_agree_with_the_comparison_pass(pair, text):
    assert faults(text, pair) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "Chefs earn $61,000.",
            "The comparison has no figure “$61,000”. Use a token such as {a.pay_median}, or its figure.",
        ),
        (
            "Pay rose by 12 percent.",
            "The comparison has no figure “12 percent”. Use a token such as {a.pay_median}, or its figure.",
        ),
        (
            "There are 130,000 jobs.",
            "The comparison has no figure “130,000”. Use a token such as {a.pay_median}, or its figure.",
        ),
        ("{a.luck}", "“{a.luck}” stands for no figure. Tokens look like {a.pay_median} or {b.growth}."),
        ("{c.growth}", "“{c.growth}” stands for no figure. Tokens look like {a.pay_median} or {b.growth}."),
        ("{a.openings}", "“{a.openings}” has no value: not in our sources."),
        (
            "Growth is higher for chefs.",
            "“Growth is higher for chefs.” puts one before the other, but for projected growth the comparison says “the same”.",
        ),
        (
            "Cooks earn more than chefs.",
            "“Cooks earn more than chefs.” says the opposite of the comparison: for yearly salary, Chef is higher.",
        ),
        (
            "Chefs are paid less.",
            "“Chefs are paid less.” says the opposite of the comparison: for yearly salary, Chef is higher.",
        ),
    ],
)
def test_words_that_contradict_the_comparison_are_refused(text, fault):
    assert faults(text, PAIR) == [fault]


def test_a_metric_that_is_switched_off_is_in_no_words():
    women = [figure("gender", share, label=label) for label, share in (("Women", 40), ("Men", 60))]
    hidden = frozenset({"gender"})
    cook, chef = profile("Cook", women), profile("Chef", women)
    pair = Pair(compare([cook, chef], hidden), 0, 1, hidden)
    assert "40" not in fill("{a.gender}", pair)
