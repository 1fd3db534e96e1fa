"""Which places are meant by what people type."""

import pytest

from occupations.directory.places import Named, by_name

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


NATION = [
    *PLACES,
    Named("metro-42660", "Seattle-Tacoma-Bellevue, WA"),
    Named("metro-47900", "Washington-Arlington-Alexandria, DC-VA-MD-WV"),
    Named("metro-28140", "Kansas City, MO-KS"),
    Named("metro-38660", "Ponce, PR"),
    Named("state-36", "New York"),
    Named("state-11", "District of Columbia"),
    Named("state-53", "Washington"),
    Named("state-20", "Kansas"),
    Named("state-18", "Indiana"),
]


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("New York", ["New York (state)", "New York-Newark-Jersey City, NY-NJ"]),
        ("New York (state)", ["New York (state)"]),
        ("new york state", ["New York (state)"]),
        ("State of New York", ["New York (state)"]),
        ("ny", ["New York (state)"]),
        ("N.Y.", ["New York (state)"]),
        ("10001", ["New York (state)"]),
        ("10001-1234", ["New York (state)"]),
        (" 98101 ", ["Washington (state)"]),
        ("washington", ["Washington (state)", "Washington-Arlington-Alexandria, DC-VA-MD-WV"]),
        ("Washington, D.C.", ["District of Columbia", "Washington-Arlington-Alexandria, DC-VA-MD-WV"]),
        ("dc", ["District of Columbia"]),
        ("20001", ["District of Columbia"]),
        ("kansas", ["Kansas (state)"]),
        ("kansas city", ["Kansas City, MO-KS"]),
        ("00730", ["Ponce, PR"]),  # where the release has no row for the whole
        ("09001", []),  # military
        ("1000", []),
    ],
)
def test_states_are_understood_by_name_abbreviation_and_postal_code(typed, labels):
    assert [place.label for place in by_name(typed, NATION)] == labels


def test_every_label_means_its_place():
    assert {place.label: by_name(place.label, NATION) for place in NATION} == {place.label: [place] for place in NATION}


def test_states_come_before_areas():
    found = by_name("new", [Named("metro-1", "New Bedford, MA"), *NATION])
    assert [place.kind for place in found] == ["state", "metro", "metro"]
