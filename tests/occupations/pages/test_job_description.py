"""What employers may copy, and whose words it says they are."""

from msgspec.structs import replace

from occupations.pages.job_description import RESPONSIBILITIES, UNKNOWN_PAY, PayWords, compose, plain, with_pay
from occupations.profiles.layout import lay_out
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


def test_text_has_no_signs_of_markdown():
    assert plain("# Cook\n\n## What you do\n\n- Use **fire** #1\n- O\\*NET\n") == (
        "Cook\n\nWhat you do\n\n- Use fire #1\n- O*NET\n"
    )


def test_pay_is_put_back_where_the_placeholder_is_left():
    known = PayWords("- Pay range: $1 to $2 a year", "Pay range: of cooks.")
    text, has = with_pay("Offer\n\n- [Pay range]\n", UNKNOWN_PAY, known)
    assert (text, has) == ("Offer\n\n- Pay range: $1 to $2 a year\n\nPay range: of cooks.\n", True)
    assert with_pay(text, known, UNKNOWN_PAY) == ("Offer\n\n- [Pay range]\n", True)
    assert with_pay("Offer\n", UNKNOWN_PAY, known) == ("Offer\n", False)
