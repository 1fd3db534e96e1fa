"""What publishing would change, in plain words."""

import datetime

import pytest
from msgspec.structs import replace

from occupations.profiles.diff import Change, Part, changes, difference
from occupations.profiles.document import (
    CategoryRef,
    Figure,
    Names,
    Overrides,
    Profile,
    RecordRef,
    ReleaseRef,
    SkillRef,
)


def release(year: int, **more) -> ReleaseRef:
    return ReleaseRef(
        key=f"oews@{year}",
        dataset="oews",
        source="Wage survey",
        title=str(year),
        method="measured",
        period_start=datetime.date(year, 1, 1),
        period_end=datetime.date(year, 12, 31),
        **more,
    )


PROFILE = Profile(
    names=Names("Service manager", "service manager", "service managers", "a"),
    overrides=Overrides(),
    category=CategoryRef("management", "Management"),
    description="Keeps customers happy.",
    responsibilities=("Plan.", "Hire.", "Write."),
    skills=(SkillRef(name="POS", running="POS", share=1200), SkillRef(name="Sales", running="sales")),
    figures=(
        Figure(metric="wage_annual_mean", value=7400900, release=0),
        Figure(metric="gender", label="Women", value=4000, reason="Our survey"),
    ),
    releases=(release(2023),),
)


def test_equal_profiles_have_no_changes():
    assert changes(PROFILE, replace(PROFILE)) == []


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("description", "Runs the shop.", [Change("Description", "Keeps customers happy.", "Runs the shop.")]),
        ("also_called", ("Chief",), [Change("Also called", "", "Chief")]),
        ("category", CategoryRef("management", "Managers"), [Change("Category", "Management", "Managers")]),
        ("responsibilities", ("Plan.", "Hire people.", "Write."), [Change("Responsibility", "Hire.", "Hire people.")]),
        ("responsibilities", ("Plan.", "Write."), [Change("Responsibility", "Hire.", "")]),
        ("responsibilities", ("Train.", "Plan.", "Hire.", "Write."), [Change("Responsibility", "", "Train.")]),
        (
            "responsibilities",
            ("Hire.", "Plan.", "Write."),
            [Change("Order of responsibilities", "1. Plan.\n2. Hire.\n3. Write.", "1. Hire.\n2. Plan.\n3. Write.")],
        ),
        (
            "skills",
            (SkillRef(name="POS", running="POS", share=1500), SkillRef(name="Sales", running="sales")),
            [Change("Skill: POS", "12%", "15%")],
        ),
        ("skills", (PROFILE.skills[0],), [Change("Skill: Sales", "named", "")]),
        ("skills", PROFILE.skills[::-1], [Change("Order of skills", "1. POS\n2. Sales", "1. Sales\n2. POS")]),
        (
            "records",
            (RecordRef(key="soc-2018:1", system="SOC", code="1", title="Managers", quality="exact", note="sure"),),
            [Change("Record SOC 1", "", "Managers, exact (sure)")],
        ),
        (
            "figures",
            (replace(PROFILE.figures[0], value=7500000), PROFILE.figures[1]),
            [Change("Mean annual wage (Wage survey)", "$74,009; 2023", "$75,000; 2023", Part.FIGURES, "+1.3%")],
        ),
        (
            "figures",
            (PROFILE.figures[0], replace(PROFILE.figures[1], value=None, missing="suppressed")),
            [
                Change(
                    "Women and men: Women (our editors)",
                    "40.0%; reason: Our survey",
                    "not published; reason: Our survey",
                    Part.FIGURES,
                )
            ],
        ),
        (
            "benchmarks",
            (Figure(metric="gender", label="Women", value=4700, release=0),),
            [Change("All workers, Women and men: Women (Wage survey)", "", "47.0%; 2023", Part.BACKGROUND)],
        ),
        ("releases", (release(2023, url="https://example.org"),), None),
        (
            "releases",
            (release(2024),),
            [Change("Mean annual wage (Wage survey)", "$74,009; 2023", "$74,009; 2024", Part.FIGURES)],
        ),
        ("job_titles", ("Chief", "Boss"), [Change("Job titles", "", "Chief; Boss")]),
    ],
)
def test_each_change_is_shown_once(field, value, expected):
    found = changes(PROFILE, replace(PROFILE, **{field: value}))

    if expected is None:
        expected = [
            Change(
                "Source Wage survey", "Wage survey, 2023", "Wage survey, 2023; https://example.org", Part.BACKGROUND
            ),
        ]
    assert found == expected


def test_a_new_title_is_shown_with_its_forms():
    names = Names("Usher", "usher", "ushers", "an")

    assert changes(PROFILE, replace(PROFILE, names=names)) == [
        Change("Title", "Service manager", "Usher"),
        Change("In a sentence", "a service manager; service managers", "an usher; ushers"),
    ]


def test_a_first_edition_is_all_new():
    found = changes(None, PROFILE)

    assert found[0] == Change("Title", "", "Service manager")
    assert {change.before for change in found} == {""}
    assert Change("Responsibility", "", "Hire.") in found
    assert Change("Mean annual wage (Wage survey)", "", "$74,009; 2023", Part.FIGURES) in found


def test_what_no_reader_sees_is_still_no_silence():
    assert changes(PROFILE, replace(PROFILE, schema=2)) == [
        Change("Details that are not shown on the page", "as published", "as drafted")
    ]


def test_changed_related_occupations_are_named():
    old = replace(PROFILE, related=("onet-soc-2019:29-1141.00",))
    assert changes(old, PROFILE) == [Change("Related occupations", "onet-soc-2019:29-1141.00", "")]
    assert changes(PROFILE, old) == [Change("Related occupations", "", "onet-soc-2019:29-1141.00")]


def test_the_words_of_a_change_are_marked():
    change = Change("Description", "Keeps customers happy.", "Keeps all customers.")

    assert change.marked_before == [("same", "Keeps "), ("same", "customers"), ("gone", " happy"), ("same", ".")]
    assert change.marked_after == [("same", "Keeps "), ("new", "all "), ("same", "customers"), ("same", ".")]


@pytest.mark.parametrize(
    ("metric", "before", "after", "expected"),
    [
        ("wage_annual_mean", 10_000_00, 12_500_00, "+25.0%"),
        ("wage_annual_mean", 10_000_00, 9_000_00, "−10.0%"),
        ("wage_annual_mean", 10_000_00, 10_000_01, "+0.1% or less"),
        ("jobs", 1_000, 13_345, "+1,234.5%"),
        ("jobs", 0, 5, "+5"),
        ("growth", -250, 100, "+3.5 points"),
        ("gender", 4000, 3950, "−0.5 points"),
        ("jobs", 7, 7, ""),
        ("jobs", None, 7, ""),
        ("jobs", 7, None, ""),
    ],
)
def test_how_far_a_figure_moved(metric, before, after, expected):
    assert difference(Figure(metric=metric, value=before), Figure(metric=metric, value=after)) == expected
