"""The document with the pay in places: what goes in comes out, and territories are distinguished from states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations.profiles.place_pay import PayInPlaces, Place, PlaceKind, decode, digest, encode, kind_of


@pytest.mark.parametrize(
    ("key", "name", "kind"),
    [
        ("state-01", "Alabama", PlaceKind.STATE),
        ("state-11", "District of Columbia", PlaceKind.STATE),
        ("state-56", "Wyoming", PlaceKind.STATE),
        ("state-66", "Guam", PlaceKind.TERRITORY),
        ("state-72", "Puerto Rico", PlaceKind.TERRITORY),
        ("state-78", "Virgin Islands", PlaceKind.TERRITORY),
        ("metro-10420", "Akron, OH", PlaceKind.METRO),
        ("metro-35620", "New York-Newark-Jersey City, NY-NJ", PlaceKind.METRO),
        ("metro-41980", "San Juan-Bayamon-Caguas, PR", PlaceKind.TERRITORY),
    ],
)
def test_territories_are_no_states(key, name, kind):
    assert kind_of(key, name) is kind


numbers = st.none() | st.integers(0, 10**9)
places = st.builds(Place, st.text(max_size=12), st.text(max_size=40), *[numbers] * 4, st.integers(0, 15))


@given(st.lists(places, max_size=5), numbers)
def test_what_is_encoded_is_decoded_and_equal_pay_has_equal_bytes(rows, jobs):
    pay = PayInPlaces(record="oews-2018:29-1141", jobs=jobs, releases=("a", "b"), places=tuple(rows))
    document = encode(pay)
    assert decode(document) == pay
    assert digest(document) == digest(encode(decode(document)))
