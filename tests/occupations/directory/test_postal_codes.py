"""The state of a postal code."""

import pytest

from occupations.directory.places import STATES
from occupations.directory.postal_codes import PREFIXES, state_of


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("94110", "CA"),
        ("94110-1234", "CA"),
        (" 02134 ", "MA"),
        ("00901", "PR"),
        ("73301", "TX"),  # Austin, among prefixes of Oklahoma
        ("88510", "TX"),  # El Paso, among prefixes of New Mexico
        ("05501", "MA"),
        ("20101", "VA"),
        ("39901", "GA"),
        ("99950", "AK"),
        ("09012", ""),  # military, in Europe
        ("96201", ""),
        ("00801", ""),  # the Virgin Islands, which no release has
        ("00000", ""),
        ("9411", ""),
        ("941100", ""),
        ("9411O", ""),
        ("٩٤١١٠", ""),
        ("94110 1234", ""),
    ],
)
def test_the_first_three_digits_are_of_a_state(typed, state):
    assert state_of(typed) == state


def test_every_state_has_codes_and_every_prefix_one_state():
    assert set(PREFIXES.values()) == set(STATES)
    assert all(len(prefix) == 3 and prefix.isdigit() for prefix in PREFIXES)
