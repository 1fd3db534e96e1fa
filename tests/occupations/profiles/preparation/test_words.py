"""Steps and lengths in words."""

import pytest

from occupations.profiles.document import Figure
from occupations.profiles.preparation import words
from occupations.profiles.preparation.data import as_data
from occupations.profiles.preparation.steps import Kind, Span, step


def steps(education="Bachelor's degree", experience="None", training="None", codes=()):
    labels = {"entry_education": education, "entry_experience": experience, "entry_training": training}
    figures = [Figure(metric=metric, label=label) for metric, label in labels.items()]
    return tuple(step(kind, figure, codes) for kind, figure in zip(Kind, figures, strict=True))


NURSE = steps()
MANAGER = steps(experience="Less than 5 years")
EXECUTIVE = steps(experience="5 years or more")
SUPERVISOR = steps("High school diploma or equivalent", "Less than 5 years")
ELECTRICIAN = steps("High school diploma or equivalent", training="Apprenticeship", codes=["47-2111"])
DISHWASHER = steps("No formal educational credential", training="Short-term on-the-job training")
PHYSICIAN = steps("Doctoral or professional degree", training="Internship/residency", codes=["29-1213.00"])
DRIVER = steps("Postsecondary nondegree award", codes=["53-3032"])


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(48, 48), "4 years"),
        (Span(12, 12), "1 year"),
        (Span(48, 108), "4 to 9 years"),
        (Span(108, None), "9 years or more"),
        (Span(0, 60), "up to 5 years"),
        (Span(3, 6), "3 to 6 months"),
        (Span(9, 12), "9 months to 1 year"),
        (Span(54, 60), "4.5 to 5 years"),
        (Span(49, 51), "4 to 4.5 years"),
        (Span(1, 63), "1 month to 5.5 years"),
        (Span(18, 24), "1.5 to 2 years"),
        (Span(6, 18), "6 months to 1.5 years"),
        (Span(12, 18), "12 to 18 months"),
    ],
)
def test_lengths_are_in_months_or_in_half_years(span, text):
    assert words.length(span) == text


@pytest.mark.parametrize(
    ("given", "text", "formula"),
    [
        (NURSE, "About 4 years", "4 years of college"),
        (steps("Master's degree"), "About 6 years", "4 years of college + 2 years of graduate school"),
        (MANAGER, "About 4 to 9 years", "4 years of college + less than 5 years of related experience"),
        (EXECUTIVE, "9 years or more", "4 years of college + 5 years or more of related experience"),
        (SUPERVISOR, "Up to 5 years", "less than 5 years of related experience"),
        (
            ELECTRICIAN,
            "No schooling after high school, then 4 to 5 years of paid apprenticeship",
            "high school diploma or equivalent + no related experience",
        ),
        (
            DISHWASHER,
            "No schooling needed, then up to 1 month of on-the-job training",
            "no formal educational credential + no related experience",
        ),
        (
            PHYSICIAN,
            "About 8 years, then 4 years of paid residency",
            "4 years of college + 4 years of medical school",
        ),
        (DRIVER, "About 3 to 6 months", "3 to 6 months of truck-driving school"),
    ],
)
def test_a_total_stands_with_its_formula_and_training_apart(given, text, formula):
    assert (words.text(given), words.formula(given)) == (text, formula)


@pytest.mark.parametrize(
    ("given", "running", "needed"),
    [
        (NURSE, "about 4 years after high school", "a bachelor's degree"),
        (SUPERVISOR, "up to 5 years after high school", "a high school diploma or equivalent and less than 5 years of related experience"),
        (ELECTRICIAN, "no schooling after high school but 4 to 5 years of paid apprenticeship", ""),
        (DISHWASHER, "no schooling but up to 1 month of on-the-job training", ""),
        (PHYSICIAN, "about 8 years after high school plus 4 years of paid residency", "4 years of college and 4 years of medical school"),
        (DRIVER, "about 3 to 6 months after high school", "truck-driving school"),
        (steps(codes=["17-1011"]), "about 5 years after high school", "a bachelor's degree"),
    ],
)  # fmt: skip
def test_a_sentence_says_from_when_on_and_what_it_takes(given, running, needed):
    assert (words.running(given), words.needed(given)) == (running, needed)


def test_from_when_on_is_not_said_twice():
    assert words.running(NURSE, from_when=False) == "about 4 years"


def test_data_have_years_and_open_ends():
    school, experience, training = map(as_data, EXECUTIVE)
    [college] = school["stretches"]
    assert (school["kind"], school["label"]) == ("school", "Bachelor's degree")
    assert (college["low"], college["high"], college["shortest"], college["longest"]) == (4, 4, 4, 5)
    assert (experience["stretches"][0]["low"], experience["stretches"][0]["high"]) == (5, None)
    assert training["stretches"] == []
    assert as_data(PHYSICIAN[2])["stretches"][0]["paid"] is True
    assert as_data(PHYSICIAN[2])["lengths_from"] == "American Medical Association"
