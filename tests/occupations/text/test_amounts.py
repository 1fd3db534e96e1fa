"""Numbers as people type them."""

from decimal import Decimal

import pytest

from occupations.text.amounts import read_money, read_number


@pytest.mark.parametrize(
    "text",
    [
        "80000",
        "80,000",
        "$80,000",
        "80 000",
        "80\N{NO-BREAK SPACE}000",
        "80k",
        "80 K",
        "$80k",
        "80.0k",
        "80k+",
        "80 thousand",
        "0.08m",
        "80000.00",
        "US$80,000",
        "80,000 dollars",
        "$80,000 a year",
        "80k/yr",
        "80k per year",
    ],
)
def test_an_amount_is_understood_however_it_is_typed(text):
    assert read_money(text) == Decimal(80_000)


@pytest.mark.parametrize(
    "text",
    ["", "k", "$", "80,00", "8,0000", "80.000", "80-90k", "80k an hour", "eighty", "1e5", "٨٠", "80kk", "0.00001k"],
)
def test_what_is_no_amount_is_not_guessed(text):
    assert read_money(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("-2.5 %", "-2.5"), ("−2", "-2"), ("1,000", "1000"), ("7%", "7"), ("0.25", "0.25")]
)
def test_a_number_is_understood_with_its_signs(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "10k", "$5", "1,0", "1.234", "NaN", "1e3", "٣", "--1"])
def test_what_is_no_number_is_not_guessed(text):
    assert read_number(text) is None
