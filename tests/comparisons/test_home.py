"""The comparisons that the home page offers to start with."""

import csv

import pytest
from django.conf import settings

from comparisons.home import EXAMPLES, examples
from comparisons.models import PairNote
from comparisons.popular_pairs import home_pairs, in_order
from occupations.models import Occupation
from occupations.models.kept import allow_deletion
from occupations.publishing.publish import publish_all
from tests.http.public import occupations
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

ASKED = [
    ("Registered nurse", "Physician assistant", "Health"),
    ("Dental hygienist", "Dental assistant", "Health"),
    ("Software developer", "Data scientist", "Computers"),
    ("Electrician", "Carpenter", "Construction"),
]


def shown() -> list[str]:
    return [address.split("/")[2] for _, _, address in examples()]


@pytest.fixture
def asked() -> list[Occupation]:
    return [one for first, second, category in ASKED for one in occupations(first, second, category=category)]


def slugs(*pairs: tuple[str, str]) -> list[str]:
    return [f"{first}-vs-{second}".lower().replace(" ", "-") for first, second in pairs]


def of_one_time(made: list[Occupation]) -> None:
    """All pay from one release, as in official statistics."""
    release = make.release(make.dataset(source="Pay"), year=2024)
    allow_deletion()
    for one in made:
        one.wageestimates.all().delete()
        make.wage(occupation=one, release=release, annual_median=50_000 + one.pk)
    publish_all(made)


def test_examples_are_pairs_that_people_ask_for_of_one_category_each_before_others_of_it(asked):
    of_one_time(asked)
    assert [tuple(pair[:2]) for pair in home_pairs()[:2]] == [
        ("registered-nurse", "physician-assistant"),
        ("software-developer", "data-scientist"),
    ]
    nurse, technology, hygienist = slugs(ASKED[0][:2], ASKED[2][:2], ("Dental hygienist", "Dental assistant"))
    assert shown()[:2] == [nurse, technology]
    assert hygienist in shown()[3:]  # after one of construction, which is not in the list
    assert shown() == shown()


def test_what_editors_feature_comes_first_and_no_occupation_twice(asked):
    of_one_time(asked)
    nurse, carpenter = asked[0], asked[-1]
    PairNote.objects.create(first=nurse, second=carpenter, featured=True)
    first, *rest = shown()
    assert first == "registered-nurse-vs-carpenter"
    assert rest
    assert not [one for one in rest if "registered-nurse" in one or "carpenter" in one]


def test_pairs_that_statistics_do_not_separate_are_no_examples(asked):
    of_one_time(asked)
    record = make.record(system="oews", code="29-1071")
    for one in asked[:2]:
        make.classify(one, record, "shared")
    publish_all(asked[:2])
    assert not [one for one in shown() if one == "registered-nurse-vs-physician-assistant"]


def test_a_small_site_has_examples_of_what_is_nearest(asked):
    made = occupations("Cook", "Baker", "Waiter")
    Occupation.objects.exclude(pk__in=[one.pk for one in made]).update(live=None)
    of_one_time(made)
    assert len(shown()) == 1
    assert set(shown()[0].split("-vs-")) < {"cook", "baker", "waiter"}


def test_the_reviewed_list_has_sixty_pairs_each_once_with_a_reason():
    with (settings.BASE_DIR / "fixtures" / "home_pairs.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60 == len({in_order(pair.first, pair.second) for pair in home_pairs()})
    assert all(row["first"] != row["second"] and row["reason"].strip() for row in rows)
    assert EXAMPLES == 6
