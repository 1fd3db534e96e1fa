"""Numbers in editors' texts that no figure has."""

import pytest
from msgspec.structs import replace

from occupations.profiles.document import Figure, ListEdit, SkillRef
from occupations.profiles.named_numbers import texts_without_figure, without_figure
from tests.occupations.profiles.test_diff import PROFILE

FIGURES = (
    Figure(metric="wage_annual_mean", value=93_640_00, release=0),
    Figure(metric="growth", value=-320, release=0),
    Figure(metric="jobs", value=3_391_000, release=0),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They earn $93,640 a year.", []),
        ("They earn about $94,000 or $93.6k a year, $45.02 an hour.", []),
        ("They earn $98,000 a year.", ["$98,000"]),
        ("They earn $93,641 a year.", ["$93,641"]),
        ("Jobs shrink by 3%, or 3.2 percent.", []),
        ("Jobs shrink by 4%; 4% is much.", ["4%"]),
        ("There are 3.4 million jobs, 3,391,000 to be exact.", []),
        ("There are 3.5 million jobs.", ["3.5 million"]),
        ("12% name point-of-sale systems.", []),
        # No figures: years, codes, small counts and parts of words.
        ("Since 1998, under section 401(k), 24 hours in 3 shifts with a B737-800, on I-95.", []),
        ("$", []),
        ("1,00 and 9" + "9" * 400, []),
    ],
)
def test_what_no_figure_has_is_found(text, expected):
    profile = replace(
        PROFILE, description=text, figures=FIGURES, skills=(SkillRef(name="POS", running="POS", share=1200),)
    )

    assert without_figure(profile) == expected


def test_responsibilities_of_editors_are_read_and_texts_of_releases_are_not():
    own = replace(PROFILE, responsibilities=("Sell for $7 million.",))

    assert without_figure(own) == ["$7 million"]
    assert texts_without_figure(own) == {"the responsibility “Sell for $7 million.”": ["$7 million"]}
    assert without_figure(replace(own, responsibilities_release=0)) == []
    assert without_figure(replace(own, description="$8", description_release=0)) == ["$7 million"]
    edited = replace(own, responsibilities_release=0, responsibilities_edits=(ListEdit(text="Sell for $9."),))
    assert without_figure(edited) == ["$9"]
