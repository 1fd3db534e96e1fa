"""Sentences about places: they add up, and read well for one and for many."""

import pytest

from comparisons.prose import area_sentences as words
from comparisons.rules.areas import Areas, compare_areas
from comparisons.rules.difference import Outcome
from occupations.profiles.document import Names
from occupations.profiles.place_pay import HOURLY_ONLY, MEDIAN_AT_LEAST, SUPPRESSED, Place
from occupations.profiles.sheet import Cell
from tests.comparisons.rules.test_areas import place, side

NURSES = Names("Registered nurse", "registered nurse", "registered nurses", "a")
ASSISTANTS = Names("Physician assistant", "physician assistant", "physician assistants", "a")
LAWYERS = Names("Lawyer", "lawyer", "lawyers", "a")
PAIR = (NURSES, ASSISTANTS)


def areas(states: str, metros: str = "", sides: int = 2) -> Areas:
    """One letter for each place: the side that earns more ("1", "2", "3"), "=" about the same, "?" too uncertain, "-"
    not published."""
    rows: list[list[Place]] = [[] for _ in range(sides)]
    for kind, letters in (("state", states), ("metro", metros)):
        for number, letter in enumerate(letters, start=1):
            for index in range(sides):
                median = 60_000 if letter == str(index + 1) or letter in "=?" else 50_000
                if letter == "?":
                    median += 2_000 * index
                key, name = f"{kind}-{number:02}", f"{kind.title()} {number}, OH"
                error, paid = 9 if letter == "?" else 1, None if letter == "-" and index else median
                rows[index].append(place(paid, error=error, key=key, name=name))
    found = compare_areas([side(*of, record=f"oews-2018:{index}") for index, of in enumerate(rows)])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("states", "metros", "sentence"),
    [
        (
            "2222?",
            "22=?1",
            "Physician assistants earn more in 4 of 5 states (1 too close to call) and in 2 of 5 metropolitan areas "
            "(2 too close to call); registered nurses in 1 metropolitan area.",
        ),
        ("222", "22", "Physician assistants earn more in all 3 states and in all 2 metropolitan areas."),
        ("22", "", "Physician assistants earn more in all 2 states."),
        (
            "",
            "221",
            "Physician assistants earn more in 2 of 3 metropolitan areas; registered nurses in 1 metropolitan area.",
        ),
        (
            "=?",
            "=",
            "Pay is too close to call in all 2 states and in the only metropolitan area with a median for all.",
        ),
        (
            "112",
            "222",
            "Registered nurses earn more in 2 of 3 states and in none of 3 metropolitan areas; physician assistants in "
            "1 state and in 3 metropolitan areas.",
        ),
    ],
)
def test_the_sentence_says_in_how_many_places_who_earns_more(states, metros, sentence):
    assert words.headline(areas(states, metros), PAIR) == sentence


def test_of_several_sides_it_says_who_earns_the_most():
    found = areas("33312?", "", sides=3)
    assert words.headline(found, (NURSES, ASSISTANTS, LAWYERS)) == (
        "Lawyers earn the most in 3 of 6 states (1 too close to call); registered nurses in 1 state; physician "
        "assistants in 1 state."
    )


def test_it_flips_only_if_two_sides_lead_somewhere():
    assert not words.flips(areas("22=", "2?"))
    assert words.flips(areas("22=", "1"))


def test_the_notes_say_what_was_not_counted_and_how():
    notes = list(words.notes(areas("22=?", "2-"), PAIR))
    assert notes[:2] == [
        "Of the 2 too close to call, 1 has medians within 2% of each other; in 1 the gap is within sampling error, or "
        "the means do not agree.",
        "Not counted: 1 metropolitan area where the survey does not publish a median with its error for both.",
    ]
    assert "at 99% confidence" in notes[-1]
    assert "the relative standard error of the mean stands in" in notes[-1]


def test_the_share_of_jobs_in_the_places_counted_is_said():
    assert words.covered(areas("22=?", "2-")) == (
        "The states counted have at least 40% of the jobs of each, and the metropolitan areas counted have at least 10% of "
        "the jobs of each."
    )


def test_the_highest_paying_state_of_each_is_said_as_its_row_says_it():
    close = "highest median of 46 states with at least 500 employees; 3 more have a median within 2% of it"
    cells = [
        Cell(metric="top_state", text="California, $140,270"),
        Cell(metric="top_state", text="New Jersey, $165,690", notes=(close,)),
    ]
    assert words.best_paying(cells, PAIR) == (
        "Pay is highest in California for registered nurses ($140,270) and in New Jersey for physician assistants "
        "($165,690; 3 more are close), of states with at least 500 employed."
    )
    unknown = Cell(metric="top_state", text="too few to rank", missing="not_applicable")
    wider = Cell(metric="top_state", text="Ohio, $1", group="All nurses")
    assert words.best_paying([unknown, wider], PAIR) == ""


def test_territories_are_counted_apart():
    ponce = {"key": "metro-38660", "name": "Ponce, PR"}
    guam = {"key": "state-66", "name": "Guam"}
    found = compare_areas(
        [
            side(place(60_000), place(30_000, **ponce), place(40_000, **guam)),
            side(place(50_000), place(40_000, **ponce), place(40_100, **guam), record="oews-2018:2"),
        ]
    )
    assert found is not None
    assert words.headline(found, PAIR) == "Registered nurses earn more in the only state with a median for all."
    assert (
        "Puerto Rico and other territories are counted apart: of 2 areas, physician assistants earn more in 1 and 1 is "
        "too close to call."
    ) in list(words.notes(found, PAIR))


def test_the_map_is_described_in_one_sentence_with_the_names_of_small_groups():
    assert words.map_description(areas("2222?1"), PAIR) == (
        "Registered nurses earn more in State 6, OH; physician assistants earn more in 4; too close to call in State 5, OH."
    )


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (place(93_600), "$93,600"),
        (place(239_200, marks=MEDIAN_AT_LEAST), "$239,200 or more"),
        (place(None, marks=MEDIAN_AT_LEAST), "above the highest amount published"),
        (place(None, marks=SUPPRESSED), "not published"),
        (place(None, marks=HOURLY_ONLY), "no yearly median"),
        (None, "not in the release"),
    ],
)
def test_an_amount_says_why_there_is_none(row, text):
    assert words.amount(row) == text


def test_the_verdict_on_a_place_names_the_gap():
    found = areas("12=?-")
    assert [words.verdict(area, PAIR) for area in found.areas] == [
        "registered nurses earn $10,000 more",
        "physician assistants earn $10,000 more",
        "about the same",
        "too uncertain to tell apart",
        "not published for both",
    ]
    assert words.employed(found.areas[0], PAIR) == "1,000 registered nurses and 1,000 physician assistants employed"
    assert found.areas[-1].outcome is Outcome.MISSING
