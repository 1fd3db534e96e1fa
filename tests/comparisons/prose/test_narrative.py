"""Whole sentences, by equality: what a reader sees is what is tested."""

import re
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.prose.narrative import SUMMARY_LENGTH, narrate
from comparisons.rules.compare import compare
from comparisons.rules.difference import Outcome
from occupations.metrics import LEADS, Level, Missing
from occupations.profiles.document import Figure, Profile
from occupations.profiles.pay_words import stated
from tests.comparisons.builders import (
    UNDATED,
    figure,
    importance,
    mean,
    median,
    months,
    path,
    profile,
    release,
    years,
)

SERVICE = profile(
    "Service manager",
    mean(74009),
    years(4, 6),
    skills={"POS": 12, "Performance Reviews": 8, "Cash Handling": 8, "Food Handling": 7, "Cleanliness": 5},
    releases=[UNDATED],
)
CLIENT = profile(
    "Client services manager",
    mean(78439),
    years(4, 6),
    skills=dict.fromkeys(["customer service", "client service", "account management"]),
    releases=[UNDATED],
)
OPERATIONS = profile(
    "Customer service/operations manager",
    mean(69350),
    years(4, 6),
    skills={"Customer Satisfaction": 11, "ISO": 7, "Logistics": 6, "Customer Service": 6},
    releases=[UNDATED],
)
UNDATED_SENTENCE = "The source does not say which year the figures are for."


def lead(*profiles: Profile) -> list[str]:
    return list(narrate(compare(profiles)).lead)


def baker(*figures, **facts) -> Profile:
    return profile("Baker", *figures, **facts)


def cook(*figures, **facts) -> Profile:
    return profile("Cook", *figures, **facts)


def waiter(*figures, **facts) -> Profile:
    return profile("Waiter", *figures, **facts)


# The reference pages


@pytest.mark.parametrize(
    ("sides", "pay"),
    [
        (
            (SERVICE, CLIENT),
            "Client services managers earn more, at a mean of $78,439 a year, compared with $74,009 for service managers: "
            "a gap of $4,430, or 6%.",
        ),
        (
            (SERVICE, OPERATIONS),
            "Service managers earn more, at a mean of $74,009 a year, compared with $69,350 for customer service/operations "
            "managers: a gap of $4,659, or 7%.",
        ),
        (
            (CLIENT, OPERATIONS),
            "Client services managers earn more, at a mean of $78,439 a year, compared with $69,350 for customer "
            "service/operations managers: a gap of $9,089, or 13%.",
        ),
    ],
    ids=["service-client", "service-operations", "client-operations"],
)
def test_lead_of_the_reference_pairs_in_either_order(sides, pay):
    for first, second in (sides, sides[::-1]):
        titles = f"a {first.names.running} or a {second.names.running}"
        assert lead(first, second) == [f"It usually takes 4 to 6 years to become {titles}.", pay, UNDATED_SENTENCE]


def test_narrative_of_a_reference_pair_is_all_that_is_known():
    narrative = narrate(compare([SERVICE, CLIENT]))
    assert narrative.skills == (
        "The skills most often listed for service managers are POS, performance reviews and cash handling.",
        "Customer service, client service and account management stand out for client services managers.",
    )
    assert narrative.notices == ()
    assert narrative.summary == (
        "Service managers and client services managers compared: means of $74,009 and $78,439 a year, "
        "and 4 to 6 years to become either."
    )


def test_lead_of_three_reference_occupations():
    assert lead(SERVICE, CLIENT, OPERATIONS) == [
        "It usually takes 4 to 6 years to become a service manager, a client services manager or a customer "
        "service/operations manager.",
        "Client services managers earn the most, at a mean of $78,439 a year, compared with $74,009 for service managers "
        "and $69,350 for customer service/operations managers.",
        UNDATED_SENTENCE,
    ]


# Time to become


@pytest.mark.parametrize(
    ("baking", "cooking", "sentences"),
    [
        ([years(2, 2)], [years(2, 2)], ["It usually takes 2 years to become a baker or a cook."]),
        (
            [years(4, 6)],
            [years(2, 4)],
            ["It usually takes 4 to 6 years to become a baker, and 2 to 4 years to become a cook."],
        ),
        ([years(4, 6)], [], ["It usually takes 4 to 6 years to become a baker."]),
        ([], [years(4, 6)], ["It usually takes 4 to 6 years to become a cook."]),
        ([], [], []),
        (
            [years(10, None)],
            [months(6, 12)],
            ["It usually takes more than 10 years to become a baker, and 6 months to 1 year to become a cook."],
        ),
        (
            [months(0, 24)],
            [months(1, 1)],
            ["It usually takes up to 2 years to become a baker, and 1 month to become a cook."],
        ),
        ([months(0, 0)], [], ["It usually takes no training time to become a baker."]),
        ([Figure(metric="time_to_become", release=0, missing=Missing.SUPPRESSED)], [], []),
        (
            [years(4, 6)],
            path("Bachelor's degree", "Less than 5 years", "Internship/residency"),
            [
                "It usually takes 4 to 6 years to become a baker.",
                "Cooks usually enter with a bachelor's degree and less than 5 years of related experience, followed by an "
                "internship/residency.",
            ],
        ),
        (
            path("High school diploma or equivalent", training="Apprenticeship"),
            path("High school diploma or equivalent", training="Apprenticeship"),
            [
                "It usually takes no schooling after high school but 3 to 5 years of paid apprenticeship to become a baker or "
                "a cook."
            ],
        ),
        (
            path("Doctoral or professional degree", training="Internship/residency"),
            path("Some college, no degree", "5 years or more"),
            [
                "It usually takes 6 years or more after high school to become a cook (some college but no degree and 5 years "
                "or more of related experience).",
                "Bakers usually enter with a doctoral or professional degree, followed by an internship/residency.",
            ],
        ),
        (
            path("No formal educational credential", training="Short-term on-the-job training"),
            path("Associate's degree", "Work in a kitchen"),
            [
                "It usually takes no schooling but up to 1 month of on-the-job training to become a baker.",
                "Cooks usually enter with an associate's degree and work in a kitchen.",
            ],
        ),
        (
            path("Bachelor's degree"),
            path("Master's degree", "None", "Long-term on-the-job training"),
            [
                "It usually takes about 4 years after high school to become a baker (a bachelor's degree), and about 6 years "
                "plus more than 1 year of on-the-job training to become a cook (a master's degree)."
            ],
        ),
        (
            path("No formal educational credential"),
            path("Bachelor's degree", "Less than 5 years"),
            [
                "It usually takes no schooling to become a baker, and about 4 to 9 years after high school to become a cook "
                "(a bachelor's degree and less than 5 years of related experience)."
            ],
        ),
    ],
)
def test_time_to_become(baking, cooking, sentences):
    assert lead(baker(*baking), cook(*cooking)) == sentences


def test_a_level_that_people_in_the_occupation_state_is_said_to_be_theirs():
    of_unknown_length = "Internship/residency"
    requested = path("Master's degree", training=of_unknown_length, population="people working in the occupation")
    assert lead(baker(*requested), cook(*path("Master's degree", training=of_unknown_length))) == [
        "Bakers usually enter with a master's degree, followed by an internship/residency, according to people working in "
        "the occupation.",
        "Cooks usually enter with a master's degree, followed by an internship/residency.",
    ]


def test_time_to_become_of_several_sides_groups_equal_ones():
    assert lead(baker(years(4, 6)), cook(years(1, 2)), waiter(years(4, 6))) == [
        "It usually takes 4 to 6 years to become a baker or a waiter, and 1 to 2 years to become a cook."
    ]
    assert lead(baker(years(3, 3)), cook(years(1, 1)), waiter(months(6, 12)), profile("Chef")) == [
        "It usually takes 3 years to become a baker, 1 year to become a cook, and 6 months to 1 year to become a waiter."
    ]


# Pay


@pytest.mark.parametrize(
    ("baking", "cooking", "sentences"),
    [
        (
            [mean(40000)],
            [mean(40057)],
            ["Bakers and cooks earn about the same: means of $40,000 and $40,057 a year."],
        ),
        (
            [mean(40057)],
            [mean(40000)],
            ["Bakers and cooks earn about the same: means of $40,057 and $40,000 a year."],
        ),
        ([median(40000)], [median(40000)], ["Bakers and cooks earn the same: a median of $40,000 a year."]),
        (
            [median(40000)],
            [median(50000)],
            [
                "Cooks earn more, at a median of $50,000 a year, compared with $40,000 for bakers: a gap of $10,000, "
                "or 25%."
            ],
        ),
        ([], [], []),
        (
            [mean(40000)],
            [],
            ["Bakers earn a mean of $40,000 a year.", "There is no yearly pay figure for cooks (not in our sources)."],
        ),
        (
            [mean(missing=Missing.HOURLY_ONLY)],
            [median(40000)],
            ["Cooks earn a median of $40,000 a year.", "There is no yearly pay figure for bakers (hourly pay only)."],
        ),
        ([mean(missing=Missing.SUPPRESSED)], [], []),
        (
            [mean(40000)],
            [median(50000)],
            [
                "Bakers earn a mean of $40,000 a year and cooks a median of $50,000 a year: a mean and a median "
                "cannot be compared."
            ],
        ),
        (
            [mean(40000)],
            [mean(50000, population="employees in cities")],
            [
                "Bakers earn a mean of $40,000 a year and cooks $50,000: the figures cover different groups of people, so we draw no conclusion."
            ],
        ),
        (
            [mean(40000, level=Level.BROAD, group="Food workers")],
            [mean(50000)],
            [
                "All food workers (the closest published group for bakers) earn a mean of $40,000 a year and cooks $50,000: a figure for a wider group does not show which occupation pays more."
            ],
        ),
        (
            [mean(40000, record="oews-2018:35-0000")],
            [mean(40000, record="oews-2018:35-0000")],
            ["Bakers and cooks share one official pay figure: a mean of $40,000 a year."],
        ),
        (
            [mean(40000, record="oews-2018:35-0000")],
            [mean(41000, record="oews-2018:35-0000")],
            [
                "Bakers earn a mean of $40,000 a year and cooks $41,000: one official record covers both, so we draw no conclusion."
            ],
        ),
        (
            [mean(at_least=239200)],
            [mean(50000)],
            ["Bakers earn more, at a mean of $239,200 or more a year, compared with $50,000 for cooks."],
        ),
        (
            [mean(at_least=239200)],
            [mean(at_least=239200)],
            [
                "Bakers earn a mean of $239,200 or more a year and cooks $239,200 or more: the published limits leave open which occupation pays more."
            ],
        ),
        (
            [mean(60000), median(40000)],
            [mean(50000), median(45000)],
            [
                "Cooks earn more, at a median of $45,000 a year, compared with $40,000 for bakers: a gap of $5,000, or 13%.",
                "The means point the other way: bakers earn more than cooks.",
            ],
        ),
        (
            [median(at_least=239200), mean(300000)],
            [median(at_least=239200), mean(400000)],
            [
                "Bakers earn a median of $239,200 or more a year and cooks $239,200 or more: the published limits leave open which occupation pays more.",
                "By the mean, cooks earn more, at a mean of $400,000 a year, compared with $300,000 for bakers: a gap of $100,000, or 33%.",
            ],
        ),
        (
            [figure("wage_annual_average", 60000)],
            [figure("wage_annual_average", 50000)],
            [
                "Bakers earn more, at an average of $60,000 a year (mean or median not stated), compared with $50,000 for cooks: a gap of $10,000, or 20%."
            ],
        ),
        (
            [figure("wage_annual_average", 60000)],
            [median(50000), mean(55000)],
            [
                "Bakers earn an average of $60,000 a year (mean or median not stated) and cooks a median of $50,000 a year: an average of unstated kind and a median cannot be compared."
            ],
        ),
        # Too small for percentages: not even ten times the step in which wages are published.
        (
            [mean(80)],
            [mean(100)],
            ["Cooks earn more, at a mean of $100 a year, compared with $80 for bakers: a gap of $20."],
        ),
    ],
)
def test_pay(baking, cooking, sentences):
    assert lead(baker(*baking), cook(*cooking)) == sentences


def hourly(dollars: float, **facts) -> Figure:
    return figure("wage_hourly_mean", dollars, **facts)


HOURLY_ONLY = mean(missing=Missing.HOURLY_ONLY)
ANNUAL_ONLY = Figure(metric="wage_hourly_mean", release=0, missing=Missing.ANNUAL_ONLY)


@pytest.mark.parametrize(
    ("sides", "sentences"),
    [
        (
            [baker(HOURLY_ONLY, hourly(30)), cook(HOURLY_ONLY, hourly(40))],
            [
                "Cooks earn more, at a mean of $40.00 an hour, compared with $30.00 for bakers: a gap of $10.00, or 33%.",
                "There is no yearly pay figure for bakers or cooks (hourly pay only).",
            ],
        ),
        (
            [baker(HOURLY_ONLY, hourly(30)), cook(HOURLY_ONLY, hourly(30.2))],
            [
                "Bakers and cooks earn about the same: means of $30.00 and $30.20 an hour.",
                "There is no yearly pay figure for bakers or cooks (hourly pay only).",
            ],
        ),
        (
            [baker(HOURLY_ONLY, hourly(30)), cook(mean(83200), hourly(40))],
            [
                "Cooks earn a mean of $83,200 a year.",
                "By the hour, cooks earn more, at a mean of $40.00, compared with $30.00 for bakers: a gap of "
                "$10.00, or 33%.",
                "There is no yearly pay figure for bakers (hourly pay only).",
            ],
        ),
        (
            [baker(HOURLY_ONLY, hourly(30)), cook(mean(83200), ANNUAL_ONLY)],
            [
                "Cooks earn a mean of $83,200 a year.",
                "Bakers earn a mean of $30.00 an hour.",
                "There is no yearly pay figure for bakers (hourly pay only).",
            ],
        ),
        (
            [baker(HOURLY_ONLY, hourly(30)), cook(HOURLY_ONLY, hourly(40)), waiter(mean(83200), ANNUAL_ONLY)],
            [
                "Waiters earn a mean of $83,200 a year.",
                "By the hour, cooks earn more, at a mean of $40.00, compared with $30.00 for bakers: a gap of "
                "$10.00, or 33%.",
                "There is no yearly pay figure for bakers or cooks (hourly pay only).",
            ],
        ),
        (
            [baker(mean(62400), hourly(30)), cook(mean(83200), hourly(40))],
            [
                "Cooks earn more, at a mean of $83,200 a year, compared with $62,400 for bakers: a gap of $20,800, or 33%."
            ],
        ),
    ],
)
def test_pay_is_compared_by_the_hour_where_a_side_has_no_yearly_pay(sides, sentences):
    assert lead(*sides) == sentences


def of_group(group: str, amount: int, **facts) -> Figure:
    return mean(amount, level=Level.BROAD, group=group, record=group, **facts)


@pytest.mark.parametrize(
    ("amounts", "sentences"),
    [
        (
            (40000, 50000),
            [
                "All drivers (the closest published group for cooks) earn more, at a mean of $50,000 a year, compared with "
                "$40,000 for all food workers (the closest published group for bakers): a gap of $10,000, or 25%.",
                "This does not show whether cooks or bakers earn more.",
            ],
        ),
        (
            (40000, 40100),
            [
                "All food workers (the closest published group for bakers) earn a mean of $40,000 a year and all drivers "
                "(the closest published group for cooks) $40,100: a figure for a wider group does not show which "
                "occupation pays more.",
            ],
        ),
    ],
)
def test_two_wider_groups_are_compared_by_their_names(amounts, sentences):
    sides = baker(of_group("Food workers", amounts[0])), cook(of_group("Drivers", amounts[1]))
    assert lead(*sides) == sentences


@pytest.mark.parametrize(
    ("baking", "cooking", "why"),
    [
        (release(2022), release(2025), "2022 dollars and 2025 dollars are not directly comparable"),
        (UNDATED, release(2025), "the year of the figure for bakers is not known, so we draw no conclusion"),
        (release(2025), UNDATED, "the year of the figure for cooks is not known, so we draw no conclusion"),
        (UNDATED, release(None, "other"), "the year of the figures is not known, so we draw no conclusion"),
    ],
)
def test_pay_of_different_or_unknown_periods_has_no_verdict(baking, cooking, why):
    sides = baker(mean(40000), releases=[baking]), cook(mean(50000), releases=[cooking])
    assert lead(*sides) == [f"Bakers earn a mean of $40,000 a year and cooks $50,000: {why}."]


def test_pay_entered_by_editors_without_a_year_has_no_verdict():
    sides = baker(mean(40000, release=-1)), cook(mean(50000, release=-1))
    assert lead(*sides) == [
        "Bakers earn a mean of $40,000 a year and cooks $50,000: the year of the figures is not known, so we draw no conclusion."
    ]


@pytest.mark.parametrize(
    ("amounts", "sentences"),
    [
        (
            (40000, 60000, 50000),
            [
                "Cooks earn the most, at a mean of $60,000 a year, compared with $50,000 for waiters and $40,000 for bakers."
            ],
        ),
        (
            (40000, 40100, 40200),
            ["Waiters, cooks and bakers earn about the same: means of $40,200, $40,100 and $40,000 a year."],
        ),
        (
            (60100, 40000, 60000),
            [
                "Bakers and waiters earn the most, at about the same pay: means of $60,100 and $60,000 a year, compared with "
                "$40,000 for cooks."
            ],
        ),
        (
            (60000, None, 50000),
            [
                "Bakers earn more, at a mean of $60,000 a year, compared with $50,000 for waiters: a gap of $10,000, or "
                "20%.",
                "There is no yearly pay figure for cooks (not in our sources).",
            ],
        ),
        (
            (None, 40000, None),
            [
                "Cooks earn a mean of $40,000 a year.",
                "There is no yearly pay figure for bakers or waiters (not in our sources).",
            ],
        ),
        ((None, None, None), []),
        (
            (40000, 60000, 60000),
            [
                "Cooks and waiters earn the most, at the same pay: a mean of $60,000 a year, compared with $40,000 for bakers."
            ],
        ),
        # Neighbours are about the same, the ends are not: nobody stands out.
        ((50000, 50800, 51600), ["Waiters earn a mean of $51,600 a year, cooks $50,800 and bakers $50,000."]),
        (
            (40000, 40900, 50000),
            [
                "Waiters earn the most, at a mean of $50,000 a year, compared with $40,900 for cooks and $40,000 for bakers."
            ],
        ),
    ],
)
def test_pay_of_three(amounts, sentences):
    sides = [
        make(*([] if amount is None else [mean(amount)]))
        for make, amount in zip((baker, cook, waiter), amounts, strict=True)
    ]
    assert lead(*sides) == sentences


def test_pay_of_three_and_one_unknown_names_the_highest_of_the_known():
    assert lead(baker(mean(40000)), cook(mean(60000)), waiter(mean(50000)), profile("Chef")) == [
        "Where yearly pay is known, cooks earn the most, at a mean of $60,000 a year, compared with $50,000 for waiters and "
        "$40,000 for bakers.",
        "There is no yearly pay figure for chefs (not in our sources).",
    ]


def test_pay_of_three_with_figures_that_cannot_be_compared_says_so():
    sides = baker(mean(40000)), cook(median(60000)), waiter(mean(50000))
    assert lead(*sides) == [
        "Cooks earn a median of $60,000 a year, waiters a mean of $50,000 a year and bakers a mean "
        "of $40,000 a year: not all of these figures are comparable."
    ]


def test_pay_of_three_of_which_two_share_a_record_still_has_a_highest():
    shared = {"record": "oews-2018:35-0000"}
    sides = baker(mean(40000, **shared)), cook(mean(60000, record="oews-2018:35-1000")), waiter(mean(40000, **shared))
    assert lead(*sides) == [
        "Cooks earn the most, at a mean of $60,000 a year, compared with $40,000 for bakers and $40,000 for waiters."
    ]


def test_pay_of_three_says_which_pair_is_the_other_way_round_by_the_mean():
    sides = baker(mean(60000), median(40000)), cook(mean(50000), median(45000)), waiter(mean(30000), median(30000))
    assert lead(*sides) == [
        "Cooks earn the most, at a median of $45,000 a year, compared with $40,000 for bakers and $30,000 for waiters.",
        "The means point the other way: bakers earn more than cooks.",
    ]


def test_pay_of_three_shows_no_verdict_that_the_figures_shown_do_not_give():
    """Bakers and cooks are compared by the survey; the row shows the poll, which has waiters too and says otherwise."""
    releases = [release(2024, "survey"), release(2024, "poll")]
    survey, poll = {"release": 0}, {"release": 1}
    sides = (
        baker(mean(60000, **survey), mean(40000, **poll), releases=releases),
        cook(mean(50000, **survey), mean(50000, **poll), releases=releases),
        waiter(mean(30000, **poll), releases=releases),
    )
    row = compare(sides).row("pay")
    assert row.difference(0, 1).outcome is Outcome.LOWER
    assert [cell.text for cell in row.cells] == ["$40,000", "$50,000", "$30,000"]
    assert lead(*sides) == [
        "Cooks earn a mean of $50,000 a year, bakers $40,000 and waiters $30,000: not all of these figures are comparable."
    ]


def test_hidden_pay_is_not_mentioned():
    comparison = compare([SERVICE, CLIENT], hidden=frozenset({"wage_annual_mean", "wage_hourly_mean"}))
    narrative = narrate(comparison)
    assert narrative.lead == (
        "It usually takes 4 to 6 years to become a service manager or a client services manager.",
    )
    assert "$" not in narrative.summary


def test_pay_has_words_for_every_metric_of_its_row():
    for lead in LEADS:
        assert [stated(metric, "$1").split(" of ")[0].split()[-1] for metric in lead.metrics] == [
            "median",
            "mean",
            "average",
        ]


# Skills


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        ({}, ()),
        ({"skills": {"POS": 12}}, ("The skill most often listed for bakers is POS.",)),
        ({"skills": {"T-SQL": 9, ".NET": 12}}, ("The skills most often listed for bakers are .NET and T-SQL.",)),
        ({"skills": {"Google Analytics": None}}, ("Google Analytics stands out for bakers.",)),
        ({"skills": {".NET": None, "HVAC": None}}, (".NET and HVAC stand out for bakers.",)),
        ({"skills": {"Baking": None, "ISO": 12}}, ("Baking and ISO stand out for bakers.",)),
        (
            {"skills": {"Food and Safety": 9, "CDL": 7, "C++": 5}},
            ("The skills most often listed for bakers are food and safety, CDL, and C++.",),
        ),
    ],
)
def test_skills_named_for_an_occupation(facts, sentences):
    assert narrate(compare([baker(**facts), cook()])).skills == sentences


@pytest.mark.parametrize(
    ("scores", "sentences"),
    [
        (
            {"Speaking": 3.9, "Judgment_and_Decision_Making": 4.0, "Active_Listening": 4.1, "Writing": 3.1},
            ("The most important skills for bakers are active listening, judgment and decision making, and speaking.",),
        ),
        ({"Speaking": 3.9, "Writing": 2.9}, ("The most important skill for bakers is speaking.",)),
        ({"Speaking": 2.0, "Writing": 2.9}, ()),
    ],
)
def test_skills_by_importance(scores, sentences):
    assert narrate(compare([baker(importance(**scores)), cook()])).skills == sentences


def test_skills_of_each_side_come_in_the_visitors_order_and_from_what_it_has():
    sides = cook(skills={"Grilling": 4}), waiter(), baker(importance(Speaking=3.5, Writing=3.2))
    assert narrate(compare(sides)).skills == (
        "The skill most often listed for cooks is grilling.",
        "The most important skills for bakers are speaking and writing.",
    )


def test_skills_keep_the_capitals_that_editors_asked_for():
    side = baker(skills={"BREADMAKER Suite": 5}, verbatim=frozenset({"BREADMAKER Suite"}))
    assert narrate(compare([side, cook()])).skills == ("The skill most often listed for bakers is BREADMAKER Suite.",)


# Names


@pytest.mark.parametrize(
    ("title", "one", "many"),
    [
        ("SQL developer", "an SQL developer", "SQL developers"),
        ("User interaction designer", "a user interaction designer", "User interaction designers"),
        ("Unit secretary", "a unit secretary", "Unit secretaries"),
        (".NET developer", "a .NET developer", ".NET developers"),
        ("Chief of staff", "a chief of staff", "Chiefs of staff"),
        ("Hourly worker", "an hourly worker", "Hourly workers"),
        ("Aerial lineman", "an aerial lineman", "Aerial linemen"),
        ("Manager, local", "a manager, local", "Managers, local"),
        ("HVAC technician", "an HVAC technician", "HVAC technicians"),
        ("C++ developer", "a C++ developer", "C++ developers"),
        ("Manager in training", "a manager in training", "Managers in training"),
        ("Camera operator/video editor", "a camera operator/video editor", "Camera operators/video editors"),
    ],
)
def test_names_in_sentences(title, one, many):
    side = profile(title, mean(60000), years(2, 2), skills={"POS": 3})
    narrative = narrate(compare([side, baker(mean(50000), years(4, 4))]))
    assert narrative.lead == (
        f"It usually takes 2 years to become {one}, and 4 years to become a baker.",
        f"{many} earn more, at a mean of $60,000 a year, compared with $50,000 for bakers: a gap of $10,000, or 20%.",
    )
    running_plural = side.names.plural
    assert narrative.skills == (f"The skill most often listed for {running_plural} is POS.",)


def test_names_with_a_list_inside_are_kept_apart():
    crew = profile("Bartenders, cooks and waitresses", mean(40000), plural="bartenders, cooks and waitresses")
    assert lead(crew, baker(mean(40000))) == [
        "Bartenders, cooks and waitresses earn the same as bakers: a mean of $40,000 a year."
    ]


# Notices


def test_notice_where_one_record_stands_behind_both():
    record = {"record": "oews-2018:35-0000"}
    sides = [make(mean(40000, **record), figure("growth", 3, **record)) for make in (baker, cook)]
    assert narrate(compare(sides)).notices == (
        "Official statistics do not separate bakers from cooks: one record covers both.",
    )


def test_notice_names_the_rows_where_other_rows_are_separated():
    sides = [
        make(mean(amount, record=f"oews-2018:{amount}"), figure("growth", 3, record="nem-2024:35-0000"))
        for make, amount in ((baker, 40000), (cook, 50000))
    ]
    assert narrate(compare(sides)).notices == (
        "For projected growth, official statistics do not separate bakers from cooks: one record covers both.",
    )


def test_notice_counts_the_rows_where_they_are_many():
    shared = [
        figure(metric, 3, record="nem-2024:35-0000") for metric in ("growth", "jobs", "openings_annual", "age_median")
    ]
    sides = [
        make(mean(amount, record=f"oews-2018:{amount}"), shared) for make, amount in ((baker, 40000), (cook, 50000))
    ]
    assert narrate(compare(sides)).notices == (
        "In 4 rows, official statistics do not separate bakers from cooks: one record covers both.",
    )


def test_notice_is_one_sentence_for_all_sides_of_one_record_and_for_several():
    one, other = ({"record": f"oews-2018:35-{code}"} for code in ("0000", "1000"))
    bakers, cooks, waiters = (make(mean(40000, **one)) for make in (baker, cook, waiter))
    chefs, butchers = (profile(title, mean(50000, **other)) for title in ("Chef", "Butcher"))
    assert narrate(compare([bakers, cooks, waiters])).notices == (
        "Official statistics do not separate bakers, cooks and waiters: the same records cover all of them.",
    )
    assert narrate(compare([bakers, chefs, cooks, butchers])).notices == (
        "Official statistics do not separate all of these occupations: one record covers bakers and cooks, and one record "
        "covers chefs and butchers.",
    )
    nurses, doctors = (
        profile(title, mean(60000, record=f"oews-2018:{title}"), figure("growth", 3, **one))
        for title in ("Nurse", "Doctor")
    )
    assert narrate(compare([bakers, cooks, nurses, doctors])).notices == (
        "Official statistics do not separate all of these occupations: one record covers bakers and cooks, and one record "
        "covers nurses and doctors (for projected growth).",
    )


# Summary


@pytest.mark.parametrize(
    ("sides", "summary"),
    [
        (
            [baker(), cook()],
            "Bakers and cooks compared: pay, outlook, education, people and skills, with a source for every figure.",
        ),
        (
            [baker(mean(40000), years(2, 4)), cook(mean(50000), years(2, 4))],
            "Bakers and cooks compared: means of $40,000 and $50,000 a year, and 2 to 4 years to become either, with a source for every figure.",
        ),
        (
            [baker(median(40000)), cook(median(40000)), waiter(median(30000))],
            "Bakers, cooks and waiters compared: medians of $40,000, $40,000 and $30,000 a year, with a source for every figure.",
        ),
        (
            [baker(years(2, 4)), cook(years(2, 4)), waiter(years(2, 4))],
            "Bakers, cooks and waiters compared: 2 to 4 years to become any of them, with a source for every figure.",
        ),
        (
            [baker(mean(40000)), cook(median(50000))],
            "Bakers and cooks compared: pay, outlook, education, people and skills, with a source for every figure.",
        ),
        (
            [baker(years(2, 4)), cook(path("Master's degree"))],
            "Bakers and cooks compared: pay, outlook, education, people and skills, with a source for every figure.",
        ),
        (
            [profile(f"{kind} artificial intelligence systems engineer") for kind in ("Senior", "Junior", "Lead")],
            "3 occupations compared: pay, outlook, education, people and skills, with a source for every figure.",
        ),
    ],
)
def test_summary(sides, summary):
    assert narrate(compare(sides)).summary == summary


# Whatever the profiles


TITLES = [
    "SQL developer",
    "Unit secretary",
    "Chief of staff",
    ".NET developer",
    "Customer service/operations manager",
    "Actor",
]
RELEASES = [release(2024), release(2022), UNDATED]
releases = st.integers(0, 2)
dollars = st.integers(20_000, 60_000) | st.sampled_from([40_000, 40_057, 41_000])
records = st.sampled_from(["", "", "oews-2018:11-1021", "oews-2018:11-1022"])
missing = st.sampled_from([Missing.SUPPRESSED, Missing.HOURLY_ONLY, Missing.NOT_IMPORTED])
levels = st.sampled_from([Level.DETAILED, Level.DETAILED, Level.BROAD])


@st.composite
def wages(draw, metric):
    facts = {"release": draw(releases), "record": draw(records), "level": draw(levels)}
    kind = draw(st.sampled_from(["value", "value", "value", "at_least", "at_most", "missing"]))
    if kind == "missing":
        return figure(metric, missing=draw(missing), **facts)
    return figure(metric, **{kind: draw(dollars)}, **facts)


@st.composite
def spans(draw):
    low = draw(st.integers(0, 130))
    return months(low, draw(st.none() | st.integers(low, 140)))


def paths():
    return st.builds(
        path,
        st.sampled_from(["Bachelor's degree", "No formal educational credential", "Some college, no degree"]),
        st.sampled_from(["None", "Less than 5 years", "5 years or more"]),
        st.sampled_from(["None", "Apprenticeship", "Long-term on-the-job training"]),
    )


SHARES = st.dictionaries(
    st.sampled_from(["POS", "Cash Handling", "C++", "Sales and Service"]), st.none() | st.integers(1, 99)
)
SCORES = st.dictionaries(st.sampled_from(["Speaking", "Active_Listening", "Writing"]), st.floats(1, 5)).map(
    lambda scores: importance(**scores)
)


@st.composite
def drawn_profiles(draw, most=5):
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=2, max_size=most, unique=True))
    return [
        profile(
            title,
            # Of several sources the preferred one first, in the same order for all, as profiles are built.
            sorted(draw(st.lists(wages("wage_annual_mean"), max_size=2)), key=lambda wage: wage.release),
            draw(st.lists(wages("wage_annual_median"), max_size=1)),
            draw(st.lists(spans(), max_size=1)),
            draw(st.just([]) | paths()),
            draw(st.just([]) | SCORES),
            skills=draw(SHARES),
            releases=RELEASES,
        )
        for title in titles
    ]


LEFTOVERS = re.compile(
    r"None|nan\b|[{}]|\(\)|\.\.|,,|: ?[.:]"  # of templates
    r"|\s\s|^\s|\s$|(\s|^)[-–—−]+(\s|\.|$)"  # spaces and bare dashes
    r"|\b(\w+) \2\b|\b(an?|the) (an?|the)\b"  # words and articles twice
    r"|\b(takes|requires|earn|is|are|stand) (usually )?(takes|requires|earn|is|are|stand)\b"
)


@given(drawn_profiles())
def test_every_sentence_is_whole(profiles):
    narrative = narrate(compare(profiles))
    for sentence in (*narrative.lead, *narrative.skills, *narrative.notices, narrative.summary):
        assert not LEFTOVERS.search(sentence), sentence
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence.startswith((".NET", "3 occ", "4 occ", "5 occ")), sentence
        assert sentence.count(": ") <= 1, sentence
    assert len(narrative.summary) <= SUMMARY_LENGTH
    assert len(narrative.skills) <= len(profiles)


@given(drawn_profiles(most=2))
def test_pay_of_two_says_what_the_rule_says(profiles):
    comparison = compare(profiles)
    difference = comparison.row("pay").difference(0, 1)
    left, right = (sheet.profile.names.plural for sheet in comparison.sheets)
    pay = " ".join(sentence for sentence in narrate(comparison).lead if " earn" in sentence or "share one" in sentence)
    first = pay.casefold().split(" earn ")[0]
    match difference.outcome:
        case Outcome.HIGHER:
            assert " earn more, " in pay
            assert first == right.casefold()
        case Outcome.LOWER:
            assert " earn more, " in pay
            assert first == left.casefold()
        case Outcome.SAME:
            assert re.search(r" earn (about )?the same: ", pay)
        case _:
            assert "more," not in pay
            assert "same" not in pay
            assert "gap" not in pay


@given(drawn_profiles())
def test_most_is_said_only_of_sides_that_beat_every_other(profiles):
    comparison = compare(profiles)
    row = comparison.row("pay")
    known = [side for side, cell in enumerate(row.cells) if not cell.missing]
    for sentence in narrate(comparison).lead:
        if " earn the most, " in sentence:
            top_part, rest_part = sentence.split(", compared with ")
            plurals = {side: comparison.sheets[side].profile.names.plural.casefold() for side in known}
            top = [side for side in known if plurals[side] in top_part.casefold()]
            rest = [side for side in known if plurals[side] in rest_part.casefold()]
            assert sorted(top + rest) == known
            assert all(row.difference(other, side).outcome is Outcome.HIGHER for side in top for other in rest)
            assert all(row.difference(*pair).outcome is Outcome.SAME for pair in permutations(top, 2))


@given(drawn_profiles())
def test_every_amount_in_a_sentence_is_in_its_row(profiles):
    comparison = compare(profiles)
    # Where top codes leave the medians open, a sentence on the means follows.
    texts = " ".join(cell.text for slot in ("pay", "pay_mean") for cell in comparison.row(slot).cells)
    for sentence in narrate(comparison).lead:
        for amount in re.findall(r"\$[\d,]*\d", sentence.partition(": a gap of")[0]):
            assert amount in texts


@given(drawn_profiles(most=2))
def test_swapping_sides_changes_order_but_no_verdict(profiles):
    narrative, swapped = (narrate(compare(sides)) for sides in (profiles, profiles[::-1]))
    for one, other in zip(_pay(narrative), _pay(swapped), strict=True):
        if " earn more, " in one:
            assert one == other
        else:
            assert _words(one) == _words(other)
    assert sorted(narrative.skills) == sorted(swapped.skills)
    assert [_words(notice) for notice in narrative.notices] == [_words(notice) for notice in swapped.notices]


def _pay(narrative):
    return [sentence for sentence in narrative.lead if "usually" not in sentence]


def _words(sentence):
    """Which words and figures, in whatever order."""
    return sorted(re.findall(r"[^\s:,.]+", sentence.casefold()))
