"""What stands beside a scoreboard is what it does not show."""

from comparisons.prose.narrative import narrate
from comparisons.rules.compare import compare
from occupations.profiles.document import Figure, Profile
from tests.comparisons.builders import figure, mean, median, profile


def said(*sides: Profile) -> list[str]:
    return list(narrate(compare(sides)).opening)


def paid(title: str, *figures: Figure) -> Profile:
    return profile(title, *figures)


def hourly(dollars: float) -> Figure:
    return figure("wage_hourly_median", dollars)


def test_of_two_the_gap_is_said_in_percent_a_year_and_an_hour():
    one, other = paid("Nurse", median(97_550), hourly(46.9)), paid("Actor", median(135_880), hourly(65.33))
    assert said(one, other) == ["Actors earn 39% more: $38,330 a year or $18.43 an hour."]
    assert said(other, one) == said(one, other)


def test_from_twice_as_much_on_it_is_a_multiple():
    assert said(paid("Nurse", median(50_000)), paid("Actor", median(150_000))) == [
        "Actors earn about 3 times as much: $100,000 a year or $48.08 an hour more."
    ]


def test_what_the_scoreboard_says_is_not_said_again():
    assert said(paid("Nurse", median(50_000)), paid("Actor", median(50_100))) == []
    assert said(paid("Nurse", median(50_000, group="All nurses")), paid("Actor", median(90_000))) == [
        "A figure for a wider group does not show which occupation pays more."
    ]
    one, other = paid("Nurse", median(60_000), mean(70_000)), paid("Actor", median(50_000), mean(80_000))
    assert said(one, other) == ["Nurses earn 20% more: $10,000 a year or $4.81 an hour."]  # no caution


def test_who_has_no_pay_is_said_with_the_reason():
    lacking = paid("Nurse", median(None, missing="suppressed"))
    (sentence,) = said(lacking, paid("Actor", median(50_000)))
    assert sentence.startswith("There is no yearly pay figure for nurses (")


def test_of_several_the_next_and_the_lowest_are_the_measure():
    sides = [paid("Nurse", median(50_000)), paid("Actor", median(60_000)), paid("Baker", median(100_000))]
    assert said(*sides) == ["Bakers earn 67% more than actors and about twice as much as nurses."]


def test_of_several_it_is_said_that_some_gaps_decide_nothing():
    uncertain = [median(pay, standard_error=1_000_000) for pay in (50_000, 60_000, 70_000)]
    assert said(*[paid(name, pay) for name, pay in zip(("Nurse", "Actor", "Baker"), uncertain, strict=True)]) == [
        "Some of the gaps in pay are within sampling error."
    ]
    group = median(80_000, group="All bakers")
    assert said(paid("Nurse", median(50_000)), paid("Actor", median(60_000)), paid("Baker", group)) == [
        "Not all of these pay figures can be compared."
    ]
