"""Which places are meant by what people type."""

import pytest

from occupations.directory.places import Named, by_name, by_state

PLACES = [
    Named("metro-10420", "Akron, OH"),
    Named("metro-10580", "Albany-Schenectady-Troy, NY"),
    Named("metro-17140", "Cincinnati, OH-KY-IN"),
    Named("metro-35620", "New York-Newark-Jersey City, NY-NJ"),
    Named("metro-44100", "Springfield, IL"),
    Named("metro-44140", "Springfield, MA"),
]
STATES = [*PLACES, Named("state-36", "New York")]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("akron", ["Akron, OH"]),
        ("Akron, OH", ["Akron, OH"]),
        ("AKRON oh", ["Akron, OH"]),
        ("new york", ["New York-Newark-Jersey City, NY-NJ"]),
        ("jersey city", ["New York-Newark-Jersey City, NY-NJ"]),
        ("springfield", ["Springfield, IL", "Springfield, MA"]),
        ("springfield, ma", ["Springfield, MA"]),
        ("kentucky", ["Cincinnati, OH-KY-IN"]),
        ("ohio", ["Akron, OH", "Cincinnati, OH-KY-IN"]),
        ("akrn", []),
        ("", []),
        ("🦊", []),
        ("x" * 120, []),
    ],
)
def test_a_place_is_found_by_its_name_or_its_state(typed, names):
    assert [place.name for place in by_name(typed, PLACES)] == names


def test_a_state_and_a_city_of_one_name_are_both_offered():
    assert [place.key for place in by_name("new york", STATES)] == ["state-36", "metro-35620"]


def test_an_area_of_several_states_stands_under_each():
    states = {state["name"]: [place.name for place in state["metros"]] for state in by_state(STATES)}
    assert states["Ohio"] == ["Akron, OH", "Cincinnati, OH-KY-IN"]
    assert states["Kentucky"] == ["Cincinnati, OH-KY-IN"]
    assert [state["state"] for state in by_state(STATES) if state["name"] == "New York"] == [STATES[-1]]
