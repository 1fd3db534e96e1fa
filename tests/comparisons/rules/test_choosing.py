"""What speaks for each side: only what it is ahead in beyond error, in one order."""

import pytest

from comparisons.prose.choosing_words import choices
from comparisons.rules.choosing import NOTHING, Choosing, choosing
from comparisons.rules.compare import compare
from comparisons.rules.scoreboard import scoreboard
from occupations.profiles.document import Figure, Profile, RecordRef
from tests.comparisons.builders import figure, importance, mean, median, path, profile, release, years

SPREADS = {"pay": 5_000_000, "growth": 1_000, "time": 24, "Science": 50, "Writing": 50, "Biology": 100}


def chosen(*sides: Profile, spreads: dict[str, int] = SPREADS) -> Choosing:
    comparison = compare(sides)
    return choosing(comparison, scoreboard(comparison), spreads)


def reasons(*sides: Profile, spreads: dict[str, int] = SPREADS) -> list[list[str]]:
    found = chosen(*sides, spreads=spreads).sides
    return [[reason.item or reason.key for reason in side] for side in found]


def said(*sides: Profile) -> list[str]:
    return [one.sentence for one in choices(chosen(*sides), [side.names for side in sides])]


def knowledge(raters: str = "workers", **scores: float) -> list[Figure]:
    return [
        Figure(metric="knowledge_importance", release=0, label=name, value=round(100 * score), population=raters)
        for name, score in scores.items()
    ]


NURSE = profile("Nurse", median(90_000), figure("growth", 5), years(4, 4), importance(Science=3.0, Writing=4.0))
ASSISTANT = profile("Assistant", median(130_000), figure("growth", 25), years(6, 6), importance(Science=3.9, Writing=2))


def test_each_side_has_what_it_is_ahead_in_in_one_order():
    assert reasons(NURSE, ASSISTANT) == [["time", "Writing"], ["pay", "growth", "Science"]]
    assert reasons(ASSISTANT, NURSE) == [["pay", "growth", "Science"], ["time", "Writing"]]


def test_the_sentences_name_it_in_plain_words():
    assert said(NURSE, ASSISTANT) == [
        "Choose nurse if you want a shorter way in and more emphasis on writing.",
        "Choose assistant if you want higher pay, faster growth and more emphasis on science.",
    ]


def test_each_part_leads_to_its_row():
    first, second = choices(chosen(NURSE, ASSISTANT), [NURSE.names, ASSISTANT.names])
    assert [part.slot for part in first.parts if part.slot] == ["time", "skills"]
    assert [part.slot for part in second.parts if part.slot] == ["pay_median", "growth", "skills"]
    assert first.before + first.name + first.after + "".join(part.text for part in first.parts) + "." == first.sentence


def test_a_gap_hardly_beyond_about_the_same_is_slight():
    sides = [profile("A", median(90_000), figure("growth", 5)), profile("B", median(92_500), figure("growth", 6.2))]
    assert said(*sides) == ["Choose B if you want slightly higher pay and slightly faster growth."]


def test_of_several_each_has_what_it_beats_all_others_in():
    third = profile("Actor", median(50_000), figure("growth", 1), years(1, 1))
    assert said(NURSE, ASSISTANT, third) == [
        "Choose assistant if you want the highest pay and the fastest growth.",
        "Choose actor if you want the shortest way in.",
    ]


def test_of_five_a_side_ahead_of_most_has_that():
    sides = [
        profile(name, median(pay)) for name, pay in zip("ABCDE", (50_000, 60_000, 70_000, 80_000, 90_000), strict=True)
    ]
    assert said(*sides) == [
        "Choose D if you want higher pay than most.",
        "Choose E if you want the highest pay.",
    ]


def test_ahead_of_most_by_a_hair_is_nothing():
    sides = [
        profile(name, median(pay)) for name, pay in zip("ABCDE", (78_000, 78_000, 78_000, 80_000, 90_000), strict=True)
    ]
    assert said(*sides) == ["Choose E if you want the highest pay."]


def test_a_feature_of_the_work_that_few_of_several_have_less_of_is_nothing():
    scores = [importance(Science=5), importance(Science=4.9), importance(Science=1)]
    assert chosen(*[profile(name, one) for name, one in zip("ABC", scores, strict=True)]) == NOTHING
    more = [*scores, importance(Science=1), importance(Science=1)]
    sides = [profile(name, one) for name, one in zip("ABCDE", more, strict=True)]
    assert said(*sides) == [
        "Choose A if you want more emphasis than most on science.",
        "Choose B if you want more emphasis than most on science.",
    ]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (path("Associate's degree"), path("Bachelor's degree"), ["a shorter way in"]),
        (
            path("High school diploma or equivalent", training="Apprenticeship"),
            path("Bachelor's degree"),
            ["less schooling"],
        ),
        (
            path("Bachelor's degree"),
            path("Bachelor's degree", "Less than 5 years"),
            ["a start without related experience"],
        ),
        (
            path("Bachelor's degree"),
            path("Bachelor's degree", training="Long-term on-the-job training"),
            ["less training on the job"],
        ),
        (path("Bachelor's degree", group="Nurses"), path("Master's degree"), []),
    ],
)
def test_less_preparation_speaks_for_a_side_once(one, other, words):
    want = [f"Choose A if you want {text}." for text in words]
    assert said(profile("A", *one), profile("B", *other)) == want


def test_a_decline_is_slower_and_not_growth():
    sides = profile("A", figure("growth", -2)), profile("B", figure("growth", -20))
    assert said(*sides) == ["Choose A if you want a slower decline."]


def test_hourly_pay_is_weighed_as_that_of_a_year():
    sides = [profile(name, figure("wage_hourly_median", pay)) for name, pay in (("A", 20), ("B", 44.04))]
    (reason,) = chosen(*sides).sides[1]
    assert (reason.key, reason.times) == ("hourly", pytest.approx(1, abs=0.001))


def test_four_reasons_at_most_two_of_them_of_the_work():
    skills = importance(Science=5, Writing=5, Speaking=5, Monitoring=5)
    low = importance(Science=1, Writing=1, Speaking=1, Monitoring=1)
    spreads = SPREADS | dict.fromkeys(("Science", "Writing", "Speaking", "Monitoring"), 10)
    assert len(reasons(profile("A", skills), profile("B", low), spreads=spreads)[0]) == 2
    sides = [profile("A", skills, median(90_000)), profile("B", low, median(80_000))]
    assert reasons(*sides, spreads=spreads)[0] == ["pay", "Monitoring", "Science"]
    more = profile("A", skills, median(90_000), figure("growth", 9), years(1, 1))
    less = profile("B", low, median(80_000), figure("growth", 1), years(2, 2))
    assert reasons(more, less, spreads=spreads)[0] == ["pay", "time", "growth", "Monitoring"]


def test_what_nearly_matters_speaks_only_for_a_side_that_is_ahead_in_nothing_else():
    one, other = importance(Science=2.6), importance(Science=1)
    assert reasons(profile("A", one), profile("B", other)) == [["Science"], []]
    assert reasons(profile("A", one, median(90_000)), profile("B", other, median(80_000))) == [["pay"], []]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([median(90_000)], [median(90_500)]),  # about the same
        ([median(90_000, standard_error=1_000_000)], [median(100_000, standard_error=1_000_000)]),  # within error
        ([median(90_000, group="Nurses")], [median(50_000)]),  # a wider group's
        ([mean(90_000)], [median(50_000)]),  # different figures
        ([mean(90_000), median(60_000)], [mean(70_000), median(80_000, missing="suppressed")]),  # one has no median
        ([figure("jobs", 1_000_000)], [figure("jobs", 5)]),  # sheer size
        ([figure("openings_annual", 1_000_000)], [figure("openings_annual", 5)]),
        ([figure("age_median", 50)], [figure("age_median", 30)]),  # people
        ([years(4, 6)], [years(5, 7)]),  # times that overlap
        ([importance(Science=2.4)], [importance(Science=1)]),  # matters for neither
        ([importance(Science=3.4)], [importance(Science=3)]),  # within the tolerance
        ([importance(Science=3.75)], [importance(Science=3)]),  # beyond the tolerance, but not clearly
        ([importance(Science=5)], [importance(Writing=1)]),  # not rated on the other side
        (knowledge("workers", Biology=5), knowledge("experts", Biology=1)),  # rated by different people
    ],
)
def test_nothing_else_speaks_for_a_side(one, other):
    found = chosen(profile("A", *one), profile("B", *other))
    named = {reason.key for side in found.sides for reason in side}
    assert named <= ({"pay"} if len(one) == 2 else set())


def test_knowledge_that_the_same_people_rated_speaks_for_a_side():
    assert reasons(profile("A", *knowledge(Biology=5)), profile("B", *knowledge(Biology=1))) == [["Biology"], []]


def test_a_verdict_that_the_other_statistic_contradicts_speaks_for_nobody():
    one = profile("A", median(90_000), mean(70_000))
    assert chosen(one, profile("B", median(60_000), mean(80_000))) == NOTHING


def test_nothing_speaks_where_official_statistics_do_not_separate_two():
    known = RecordRef(key="oews:1", system="OEWS", code="1", title="Nurses", quality="exact")
    sides = [
        profile(name, median(90_000, record="oews:1"), *importance(Science=score), records=[known])
        for name, score in (("A", 5), ("B", 1))
    ]
    assert chosen(*sides) == NOTHING


def test_nothing_without_spreads():
    assert chosen(NURSE, ASSISTANT, spreads={}) == NOTHING


def test_pay_of_another_year_speaks_for_nobody():
    other = profile("B", median(50_000), releases=[release(2020)])
    assert chosen(profile("A", median(90_000)), other) == NOTHING
