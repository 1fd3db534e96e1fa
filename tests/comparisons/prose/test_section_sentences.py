"""The sentence that opens each section of a comparison."""

import pytest

from comparisons.prose.section_sentences import section_sentences
from comparisons.prose.transitions import moves
from comparisons.rules.compare import compare
from tests.comparisons.builders import figure, importance, path, profile


def said(*sides) -> dict[str, str]:
    return section_sentences(compare(list(sides)), [side.names for side in sides])


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ({"Speaking": 4.0, "Science": 3.5}, {"Speaking": 4.0, "Science": 3.5}, "The same 2 skills matter for both."),
        (
            {"Speaking": 4.0, "Science": 3.5, "Repairing": 1.5},
            {"Speaking": 4.0, "Science": 2.0, "Repairing": 4.2},
            "1 of 3 skills matters for both; science only for nurses and repairing only for mechanics.",
        ),
        (
            {"Speaking": 4.0, "Writing": 2.9, "Science": 2.8},
            {"Speaking": 4.0, "Writing": 3.1, "Science": 3.2},
            "1 of 3 skills matters for both; 2 are too close to call.",
        ),
        (
            {"Writing": 2.9, "Science": 2.8},
            {"Writing": 3.1, "Science": 3.2},
            "No skill clearly matters for both; 2 are too close to call.",
        ),
        ({"Writing": 2.9}, {"Writing": 3.1}, ""),
    ],
    ids=["the same", "apart", "too close to call", "nothing else", "one alone"],
)
def test_skills_are_counted_as_under_moving(one, other, sentence):
    """What is too close to call matters for one of them only."""
    nurse, mechanic = profile("Nurse", importance(**one)), profile("Mechanic", importance(**other))
    assert said(nurse, mechanic).get("skills", "") == sentence
    there, _ = moves(compare([nurse, mechanic]))
    assert len(there.brought) == {"The": 2, "1": 1}.get(sentence.partition(" ")[0], 0)


def test_entry_names_each_kind_once():
    nurse, mechanic = (
        profile("Nurse", path("Bachelor's degree")),
        profile("Mechanic", path("High school diploma or equivalent")),
    )
    assert said(nurse, mechanic)["entry"] == (
        "Nurses typically enter with a bachelor's degree and mechanics with a high school diploma or equivalent."
    )
    assert said(nurse, profile("Teacher", path("Bachelor's degree")))["entry"] == (
        "Both typically enter with a bachelor's degree."
    )


def test_outlook_contrasts_what_each_is_ahead_in():
    nurse = profile("Nurse", figure("growth", 5), figure("openings_annual", 189_100))
    mechanic = profile("Mechanic", figure("growth", 20), figure("openings_annual", 12_000))
    assert said(nurse, mechanic)["outlook"] == (
        "Mechanics have higher projected growth (20.0%, compared with 5.0%), but nurses have more openings a year (189,100, "
        "compared with 12,000)."
    )
