"""What the sides of a comparison mean that are named by job title, each and together."""

from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.rules.titles import (
    TOGETHER,
    Kind,
    Meaning,
    Outcome,
    Possible,
    meaning,
    occupation,
    outcome,
    taken,
)
from occupations.text.asked import LIKELIEST, SURE


def title(asked: str, kind: Kind, *possible: tuple[str, float], chosen: str = "") -> Meaning:
    return meaning(asked, kind, [Possible(*one) for one in possible], chosen)


NURSE = title("nurse", Kind.SURE, ("registered-nurse", 0.98), ("critical-care-nurse", 0.01))
RN = title("rn", Kind.SURE, ("registered-nurse", 0.99))
CPA = title("cpa", Kind.SURE, ("accountant", 0.9))
DOCTOR = title("doctor", Kind.PROBABLY, ("internist", 0.68), ("family-physician", 0.07))
TEACHER = title("teacher", Kind.CHOICE, ("secondary-teacher", 0.35), ("elementary-teacher", 0.15))
ASDF = title("asdf", Kind.NOTHING)
LAWYER = occupation("lawyer")


def test_an_occupation_is_what_it_says():
    assert Meaning("lawyer", Kind.ADDRESS, "lawyer", 1.0) == LAWYER


def test_the_likeliest_is_selected_where_it_is_at_least_probable():
    assert [(side.slug, side.confidence) for side in (NURSE, DOCTOR, TEACHER, ASDF)] == [
        ("registered-nurse", 0.98),
        ("internist", 0.68),
        ("", 0.0),
        ("", 0.0),
    ]


def test_what_a_reader_chose_is_selected_and_certain():
    chosen = title("teacher", Kind.CHOICE, ("secondary-teacher", 0.35), chosen="elementary-teacher")
    assert (chosen.kind, chosen.slug, chosen.confidence) == (Kind.CHOSEN, "elementary-teacher", 1.0)
    assert chosen.possible == (Possible("secondary-teacher", 0.35),)


def test_a_reader_may_choose_for_a_title_that_means_nothing():
    assert outcome([title("asdf", Kind.NOTHING, chosen="actor"), LAWYER]) is Outcome.SETTLED


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ([NURSE, LAWYER], Outcome.SETTLED),
        ([NURSE, CPA], Outcome.SETTLED),
        ([NURSE, CPA, title("ceo", Kind.SURE, ("chief-executive", 0.9))], Outcome.PROBABLE),  # 0.79 together
        ([NURSE, DOCTOR], Outcome.PROBABLE),
        ([DOCTOR, LAWYER], Outcome.PROBABLE),
        ([NURSE, TEACHER], Outcome.CHOICE),
        ([DOCTOR, TEACHER], Outcome.CHOICE),
        ([NURSE, ASDF], Outcome.NOTHING),
        ([TEACHER, ASDF], Outcome.NOTHING),
        ([NURSE, RN], Outcome.ONE),
        ([RN, occupation("registered-nurse")], Outcome.ONE),
        ([DOCTOR, occupation("internist")], Outcome.ONE),
        ([NURSE, RN, LAWYER], Outcome.PROBABLE),
        ([title("doctor", Kind.PROBABLY, ("internist", 0.68), chosen="family-physician"), NURSE], Outcome.SETTLED),
    ],
)
def test_what_follows_for_all_together(sides, expected):
    assert outcome(sides) is expected
    assert outcome(sides[::-1]) is expected


def test_a_probable_title_is_never_sure_whatever_its_confidence():
    """Words of it were corrected."""
    misspelled = title("registerd-nurse", Kind.PROBABLY, ("registered-nurse", 0.98))
    assert outcome([misspelled, LAWYER]) is Outcome.PROBABLE
    assert taken([misspelled, LAWYER], SURE) == []


@given(st.lists(st.floats(0.8, 1), min_size=2, max_size=5))
def test_readers_are_led_on_only_if_all_are_sure_together(confidences):
    sides = [title(f"t{n}", Kind.SURE, (f"o{n}", confidence)) for n, confidence in enumerate(confidences)]
    expected = Outcome.SETTLED if prod(confidences) > TOGETHER else Outcome.PROBABLE
    assert outcome(sides) is expected
    assert bool(taken(sides, SURE)) == (expected is Outcome.SETTLED)


def test_programs_take_only_what_is_sure_or_the_likeliest():
    def slugs(sides: list[Meaning], match: str) -> list[str]:
        return [side.slug for side in taken(sides, match)]

    assert slugs([NURSE, LAWYER], SURE) == slugs([NURSE, LAWYER], LIKELIEST) == ["registered-nurse", "lawyer"]
    assert slugs([NURSE, DOCTOR], SURE) == []
    assert slugs([NURSE, DOCTOR], LIKELIEST) == ["registered-nurse", "internist"]
    assert slugs([NURSE, TEACHER], SURE) == []
    assert slugs([NURSE, TEACHER], LIKELIEST) == ["registered-nurse", "secondary-teacher"]
    assert slugs([NURSE, ASDF], LIKELIEST) == slugs([NURSE, ASDF], SURE) == []


def test_what_is_taken_says_how_sure_it_is():
    assert [(side.kind, side.confidence) for side in taken([TEACHER, LAWYER], LIKELIEST)] == [
        (Kind.CHOICE, 0.35),
        (Kind.ADDRESS, 1.0),
    ]
