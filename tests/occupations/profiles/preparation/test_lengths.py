"""The tables of lengths: whole, in order, and each with its reason or source."""

import pytest

from occupations.importers.sources.projections_education import ENTRY
from occupations.profiles.preparation.lengths import by_occupation, education, length_of, training

DOCTORAL = "Doctoral or professional degree"
RESIDENCY = "Internship/residency"
LEVELS, TRAINING = ENTRY["entry_education"][1], ENTRY["entry_training"][1]


def test_every_kind_has_a_length_but_those_that_differ_by_occupation():
    """ "Less than high school diploma" is a level that workers have, and no entry education."""
    assert {*LEVELS} - {*education()} == {DOCTORAL}
    assert {*TRAINING} - {*training()} == {RESIDENCY}


def test_every_length_has_a_reason_or_a_source():
    assert all(all(program.reasons) for program in education().values())
    assert all(all(program.reasons) for label, program in training().items() if label != "None")
    assert all(one.program.source for one in by_occupation())


def test_the_usual_length_is_between_the_shortest_and_the_longest():
    programs = [*education().values(), *training().values(), *(one.program for one in by_occupation())]
    for part in (part for program in programs for part in program.parts):
        assert part.shortest <= part.low, part
        assert part.longest is None or part.low <= (part.high or 0) <= part.longest, part


def test_programs_of_occupations_are_of_kinds_that_sources_name_and_have_codes():
    for one in by_occupation():
        assert one.label in {*LEVELS, *TRAINING}
        assert one.codes
        assert one.program.parts


def test_no_code_has_two_programs_of_one_kind():
    pairs = [(code, one.label) for one in by_occupation() for code in one.codes]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("codes", "months"),
    [
        (["29-1229.03", "29-1229"], 60),  # urologists: the narrowest code counts
        (["29-1229"], 36),  # physicians, all other: from three years on
        (["29-1215.00"], 36),
    ],
)
def test_the_program_with_the_narrowest_code_counts(codes, months):
    program = length_of(RESIDENCY, codes, training())
    assert program is not None
    assert program.parts[0].low == months


def test_a_program_of_another_kind_is_not_used():
    """Architects need five years for a bachelor's degree, which says nothing of their master's degrees."""
    architects = ["17-1011"]
    assert [length_of(label, architects, education()) == education()[label] for label in LEVELS if label != DOCTORAL] == [
        True, True, True, True, True, False, True
    ]  # fmt: skip


def test_what_no_table_has_is_unknown():
    assert length_of(DOCTORAL, ["00-0000"], education()) is None
    assert length_of("Another", [], education()) is None
