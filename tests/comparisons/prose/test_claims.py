"""Words about a pair: tokens become figures, and what contradicts the comparison is refused."""

import pytest

from comparisons.prose.claim_words import TOPICS
from comparisons.prose.claims import Pair, faults, fill
from comparisons.prose.narrative import narrate
from comparisons.rules.compare import compare
from occupations.metrics import LEADS, SLOTS
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
        "Chefs outearn cooks. Compared with cooks, chefs are better paid.",
        "Cooks earn two thirds as much as chefs, and chefs 1.5 times as much as cooks.",
        "Chefs earn half more. Cooks are paid a third less.",
        "For every chef there are two cooks: twice as many jobs.",
        "Employment of chefs is half of what it is for cooks.",
        "Cooks have more jobs than chefs, but chefs earn more.",
        "While cooks earn less, there are more jobs for cooks.",
        "Projected growth is the same, five percent.",
        "Cooks earn more than $39,000 and more than the average clerk. Cooks are paid above average.",
        "Most cooks earn less than chefs.",
        "At most half the day is spent twice a week on the same jobs, by a similar degree.",
        "In 2024, both grew.",
        "What they are paid and more: we cannot tell which occupation pays less.",
        "Chefs earn 60 thousand dollars, or $60k, or sixty thousand dollars.",
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
            "“Cooks earn more than chefs.” says the opposite of the comparison: for median pay a year, Chef is higher.",
        ),
        (
            "Chefs are paid less.",
            "“Chefs are paid less.” says the opposite of the comparison: for median pay a year, Chef is higher.",
        ),
    ],
)
def test_words_that_contradict_the_comparison_are_refused(text, fault):
    assert faults(text, PAIR) == [fault]


@pytest.mark.parametrize("pair", [PAIR, TURNED])
@pytest.mark.parametrize(
    "text",
    [
        "Cooks outearn chefs.",
        "This means that cooks earn more than chefs.",
        "By the mean, cooks earn more than chefs.",
        "Chefs are outearned by cooks.",
        "No doubt, chefs are paid worse.",
        "It pays better to be a cook.",
        "Chefs trail cooks in pay.",
        "More is paid to cooks than to chefs.",
        "Compared with chefs, cooks earn more.",
        "Cooks earn as much as chefs.",
        "Pay is about the same.",
        "Chefs earn twice as much as cooks.",
        "Cooks earn half as much as chefs.",
        "Chefs earn a quarter more.",
        "Cooks are paid half less than chefs.",
        "Cooks earn two thirds more than chefs.",
        "There are 3 times as many jobs for cooks.",
        "There are five times as many cooks.",
        "Chefs grow faster.",
        "Chefs earn more and grow faster.",
        "Chefs earn more, but openings grow faster for cooks.",
        "Chefs have more jobs.",
        "Two thirds of chefs are women.",
        "Pay rose by twenty-five percent.",
        "Pay rose by ten points.",
        "Chefs earn $61k.",
        "Chefs earn 61,000 dollars.",
        "Chefs earn sixty-one thousand dollars.",
        "There are 1200 openings.",
        "There are 2 million jobs.",
    ],
)
def test_claims_are_found_in_many_words(pair, text):
    assert len(faults(text, pair)) == 1


def test_no_word_of_a_name_is_taken_for_one_of_the_sentence():
    more, jobs = profile("Best jobs broker", mean(40_000)), profile("Broker", mean(60_000))
    pair = Pair(compare([more, jobs]), 0, 1)
    assert faults("Best jobs brokers work less than brokers.", pair) == []
    assert faults("Brokers earn more than best jobs brokers.", pair) == []
    assert len(faults("Best jobs brokers earn more than brokers.", pair)) == 1


def test_what_too_uncertain_figures_tell_apart_is_neither_more_nor_the_same():
    women = [figure("gender", share, label=label) for label, share in (("Women", 40), ("Men", 60))]
    cook, chef = profile("Cook", mean(40_000), women), profile("Chef", women)
    pair = Pair(compare([cook, chef]), 0, 1)
    assert faults("Pay is the same.", pair) == [
        "“Pay is the same.” says that they are alike, but for mean pay a year the comparison says “no comparison” (one "
        "figure is missing)."
    ]
    assert faults("Two in five are women; two fifths of the people.", pair) == []


@pytest.mark.parametrize("chef", [CHEF, profile("Chef", mean(40_500)), profile("Chef, all other", median(90_000))])
def test_what_the_page_itself_says_passes_and_its_opposite_does_not(chef):
    pair = Pair(compare([COOK, chef]), 0, 1)
    said = narrate(pair.comparison)
    for sentence in (*said.lead, said.summary):
        assert faults(sentence, pair) == []
        if " earn more" in sentence:
            assert faults(sentence.replace(" earn more", " earn less"), pair)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Cooks earn {b.pay_median}.", "{b.pay_median}"),
        ("Cooks earn $60,000 on average.", "$60,000"),
        ("Chefs earn {b.pay_median}, while cooks earn {b.pay_median}.", "{b.pay_median}"),
    ],
)
def test_a_figure_of_the_other_side_is_refused(text, figure):
    assert [f"“{figure}” is that of Chef." in fault for fault in faults(text, PAIR)] == [True]


def test_topics_are_rows():
    assert set(TOPICS) <= {*SLOTS, *(lead.key for lead in LEADS)}


def test_a_metric_that_is_switched_off_is_in_no_words():
    women = [figure("gender", share, label=label) for label, share in (("Women", 40), ("Men", 60))]
    hidden = frozenset({"gender"})
    cook, chef = profile("Cook", women), profile("Chef", women)
    pair = Pair(compare([cook, chef], hidden), 0, 1, hidden)
    assert "40" not in fill("{a.gender}", pair)
