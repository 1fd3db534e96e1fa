"""What employers may copy, and whose words it says they are."""

from msgspec.structs import replace

from occupations.pages.job_description import RESPONSIBILITIES, compose
from occupations.profiles.sheet import lay_out
from tests.comparisons.builders import profile, release


def test_official_responsibilities_are_attributed_and_editors_own_are_not():
    cook = replace(
        profile("Cook", releases=[release(attribution="Bureau, Tasks (CC BY 4.0)")]), responsibilities=("Cook meals.",)
    )
    assert "CC BY" not in compose(lay_out(cook))
    assert compose(lay_out(replace(cook, responsibilities_release=0))).endswith(
        "\nResponsibilities: Bureau, Tasks (CC BY 4.0)\n"
    )


def test_no_more_responsibilities_than_somebody_reads():
    cook = replace(profile("Cook"), responsibilities=tuple(f"Step {number}." for number in range(30)))
    assert compose(lay_out(cook)).count("- Step") == RESPONSIBILITIES
