"""The document with the pay in places: what goes in comes out, and territories are distinguished from states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations.profiles.place_pay import PayDocument, Place, PlaceKind, decode, digest, encode, kind_of


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


@given(st.lists(places, max_size=5, unique_by=lambda place: place.key), numbers)
def test_what_is_encoded_is_decoded_and_equal_pay_has_equal_bytes(rows, jobs):
    pay = PayDocument(record="oews-2018:29-1141", jobs=jobs, releases=("a", "b"), places=tuple(rows))
    decoded = decode(encode(pay))
    assert (decoded.record, decoded.jobs, decoded.releases, decoded.places) == (pay.record, jobs, ("a", "b"), rows)
    assert digest(encode(pay)) == digest(
        encode(PayDocument(record=pay.record, jobs=jobs, releases=("a", "b"), places=tuple(decoded.places)))
    )


def test_a_place_has_the_number_of_its_key_and_the_name_of_its_document():
    one, other = [
        decode(encode(PayDocument(record="oews:1", jobs=9, releases=("r",), places=(Place("metro-1", name, 5_000),))))
        for name in ("Prescott, AZ", "Prescott Valley-Prescott, AZ")
    ]
    assert list(one.numbers) == list(other.numbers)
    assert [one.places[0].name, other.places[0].name] == ["Prescott, AZ", "Prescott Valley-Prescott, AZ"]
