"""What pages say of the titles that readers asked for: only what the engine can have led them from."""

import pytest

from occupations.models import Occupation
from occupations.publishing import publish
from tests.formats import having, parse, words
from tests.http.public import get, occupations

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides(meanings) -> list[Occupation]:
    return occupations("Cook", "Chef", "Baker")


def said(address: str) -> str:
    response = get(address)
    assert response.status_code == 200, response
    return " ".join(words(one) for one in having(parse(response.content.decode()), "asked"))


@pytest.mark.parametrize(
    "address",
    [
        "/occupations/cook/?asked=banana",
        "/occupations/cook/?asked=baker",
        "/occupations/baker/?asked=grill-cook",
        "/compare/cook-vs-chef/?asked=buy-cheap-pills-vs-evil-com",
        "/compare/cook-vs-chef/?asked=grill-cook-vs-evil-com",
        "/compare/cook-vs-chef/?asked=grill-cook-vs-baker",
        "/compare/cook-vs-chef/?asked=grill-cook-vs-grill",
    ],
)
def test_titles_that_do_not_mean_these_occupations_are_not_said(sides, address):
    assert said(address) == ""
    assert get(address)["ETag"] == get(address.partition("?")[0])["ETag"]


def test_what_a_title_means_less_likely_is_said(sides):
    assert said("/occupations/cook/?asked=head-of-kitchen").startswith("You asked for “head of kitchen”.")
    assert said("/compare/baker-vs-cook/?asked=kitchen-help-vs-grill-cook").startswith("You asked for “kitchen help”")


def test_names_of_occupations_are_not_said_as_if_they_had_been_typed(sides):
    added = get("/compare/?a=Chef&b=Baker&c=grill+cook")["Location"]
    assert added == "/compare/chef-vs-baker-vs-cook/?asked=chef-vs-baker-vs-grill-cook"
    assert said(added) == "You asked for “grill cook”. What else it may mean"
    assert said("/compare/chef-vs-cook/?asked=cook-vs-chef") == ""
    assert "“kitchen person”" in get("/compare/baker-vs-kitchen-person/").content.decode()


def test_a_level_in_the_title_is_said_to_get_the_pay_of_all_levels(sides, meanings):
    meanings["senior grill cook"] = meanings["grill cook"]
    said_of_one = said(get("/occupations/senior-grill-cook/")["Location"])
    assert said_of_one.startswith("You asked for “senior grill cook”. Pay is for all levels.")
    said_of_two = said(get("/compare/senior-grill-cook-vs-baker/")["Location"])
    assert said_of_two.startswith("You asked for “senior grill cook”. Pay is for all levels.")
    assert "levels" not in said("/occupations/cook/?asked=grill-cook")


def test_titles_are_said_as_people_write_them(sides, meanings):
    sides[0].alternate_titles.create(title="KP/Cook (C++)")
    publish.publish(sides[0])
    assert said("/occupations/cook/?asked=kp-cook-c-plus-plus").startswith("You asked for “KP/cook (C++)”.")
    meanings["c++ baker"] = [("baker", 0.9)]
    assert said("/occupations/baker/?asked=c-plus-plus-baker").startswith("You asked for “C++ baker”.")
