"""What has to be confirmed before a page is published."""

from msgspec.structs import replace

from occupations.profiles.document import Figure
from occupations.publishing.cautions import Kind, cautions
from tests.occupations.profiles.test_diff import PROFILE

PAGE = replace(PROFILE, description="", figures=(Figure(metric="openings_annual", value=100, release=0),))


def test_nothing_has_to_be_confirmed_of_a_page_without_doubts():
    assert cautions(None, PAGE) == []
    assert cautions(PAGE, PAGE) == []


def test_the_gravest_comes_first():
    figures = (
        Figure(metric="openings_annual", value=1_000, reason="Counted."),
        Figure(metric="openings_annual", value=160, release=0),
        Figure(metric="wage_annual_mean", value=90_000_00, reason="Asked."),
        Figure(metric="wage_hourly_mean", value=20_00, reason="Asked."),
    )
    found = cautions(PAGE, replace(PAGE, figures=figures, description="They earn $1 million, or 7% of it."))

    assert [caution.sentence for caution in found] == [
        "Mean pay (our editors): $20.00 an hour is $41,600 a year at 2,080 hours, not $90,000.",
        "Openings a year of our editors: This is more than 3 times the official 160.",
        "Openings a year (Wage survey) goes from 100 to 160 (+60.0%).",
        "The description names $1 million and 7%, which no figure on the page says.",
    ]


def test_a_page_with_too_little_is_named():
    assert cautions(None, replace(PAGE, figures=())) == [
        (Kind.TOO_LITTLE, "Visitors would find too little: no figure in the overview.")
    ]


def test_a_figure_that_visitors_see_already_is_not_doubted_again():
    figures = (
        Figure(metric="openings_annual", value=1_000, reason="Counted."),
        Figure(metric="openings_annual", value=160, release=0),
    )
    live = replace(PAGE, figures=figures)

    assert cautions(live, replace(live, description="New words.")) == []
