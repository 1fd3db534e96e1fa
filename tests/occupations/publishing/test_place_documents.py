"""The pay in places that publishing prepares: of the releases that the live edition names, at a fixed cost."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from occupations.models import Occupation, PlacePay
from occupations.profiles.place_pay import (
    HOURLY_ONLY,
    MEAN_AT_LEAST,
    MEDIAN_AT_LEAST,
    SUPPRESSED,
    PayInPlaces,
    Place,
    decode,
)
from occupations.publishing import place_documents
from occupations.publishing.publish import publish, publish_all, withdraw
from tests.http.places import release, survey
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def prepared(occupation: Occupation) -> PayInPlaces | None:
    row = PlacePay.objects.get(occupation=occupation)
    return decode(row.document) if row.document else None


def test_publishing_prepares_the_rows_of_the_releases_that_the_edition_names():
    made = survey()
    pay = prepared(made.chef)
    assert pay is not None
    assert (pay.record, pay.jobs, pay.releases) == ("oews-2018:35-1011", 170_000, (made.metropolitan.key,))
    assert pay.places == [Place("metro-10420", "Akron, OH", 5_000_000, 5_200_000, None, 600)]
    cooks = prepared(made.cook)
    assert cooks is not None
    assert [(place.name, place.median, place.employment) for place in cooks.places] == [
        ("Akron, OH", 3_050_000, 1_200),
        ("Albany-Schenectady-Troy, NY", None, 900),
    ]


def test_marks_say_what_a_blank_means():
    made = survey(
        annual_mean=None,
        annual_median=None,
        top_coded=["annual_mean", "annual_median"],
        top_code_annual=239_200,
        mean_rse=2.5,
    )
    pay = prepared(made.chef)
    assert pay is not None
    assert pay.places[0] == Place(
        "metro-10420", "Akron, OH", 23_920_000, 23_920_000, 250, 600, MEDIAN_AT_LEAST | MEAN_AT_LEAST
    )


@pytest.mark.parametrize(
    ("row", "marks"),
    [
        ({"annual_mean": None, "annual_median": None, "suppressed": ["annual_mean", "annual_median"]}, SUPPRESSED),
        ({"annual_mean": None, "annual_median": None, "hourly_only": True, "hourly_mean": 31}, HOURLY_ONLY),
    ],
)
def test_a_place_without_a_median_stays_with_the_reason(row, marks):
    pay = prepared(survey(**row).chef)
    assert pay is not None
    assert (pay.places[0].median, pay.places[0].marks) == (None, marks)


def test_a_release_that_no_edition_names_is_not_prepared_until_it_is_published():
    made = survey()
    newer = release(made.metropolitan.dataset, 2025)
    make.wages(newer, {made.cooks: {"annual_median": 99_000, "annual_mean": 99_000}}, area=made.akron)
    place_documents.rebuild()
    pay = prepared(made.cook)
    assert pay is not None
    assert pay.releases == (made.metropolitan.key,)
    make.figure("top_metro", 99_000, label="Akron, OH", record=made.cooks, release=newer)
    publish(Occupation.objects.get(pk=made.cook.pk))
    pay = prepared(made.cook)
    assert pay is not None
    assert (pay.releases, [place.median for place in pay.places]) == ((newer.key,), [9_900_000])


def test_places_of_one_period_only_are_prepared_together():
    made = survey()
    older = make.release(
        make.dataset("states", source="Wage survey"),
        None,
        title="May 2023",
        period_start=datetime.date(2023, 5, 1),
        period_end=datetime.date(2023, 5, 31),
    )
    ohio = make.area("Ohio", "39", "state")
    make.wages(older, {made.cooks: {"annual_median": 28_000}}, area=ohio)
    make.figure("top_state", 28_000, label="Ohio", record=made.cooks, release=older)
    publish(Occupation.objects.get(pk=made.cook.pk))
    pay = prepared(made.cook)
    assert pay is not None
    assert {place.key for place in pay.places} == {"metro-10420", "metro-10580"}


def test_an_occupation_with_the_pay_of_a_wider_group_has_none():
    made = survey()
    pastry = make.occupation("Pastry chef")
    make.classify(pastry, made.chefs, "narrower")
    publish(pastry)
    assert prepared(pastry) is None
    assert PlacePay.objects.get(occupation=pastry).digest == ""


def test_a_withdrawn_occupation_has_no_row_and_a_deleted_one_takes_its_row_along():
    made = survey()
    withdraw(made.chef, "Gone.")
    assert not PlacePay.objects.filter(occupation=made.chef).exists()
    assert PlacePay.objects.filter(occupation=made.cook).exists()


def test_only_what_was_published_is_prepared_again_at_the_same_cost():
    made = survey()
    costs = []
    for count in (2, 12):
        sides = []
        for number in range(count):
            record = make.record(f"39-{count}{number:02}", title="Bakers")
            make.wages(made.metropolitan, {record: {"annual_median": 40_000}}, area=made.akron)
            make.figure("top_metro", 40_000, label="Akron, OH", record=record, release=made.metropolitan)
            one = make.occupation(f"Baker {count}-{number}")
            make.classify(one, record)
            sides.append(one)
        publish_all(sides)
        PlacePay.objects.filter(occupation__in=sides).delete()
        with CaptureQueriesContext(connection) as captured:
            assert place_documents.rebuild() == count
        assert PlacePay.objects.filter(occupation__in=sides).exclude(digest="").count() == count
        assert place_documents.rebuild() == 0
        costs.append(len(captured))
    assert costs[0] == costs[1]
