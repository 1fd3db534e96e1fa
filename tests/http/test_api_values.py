"""Nothing is silently empty: a value that nothing has is refused with those that are near, and all values are listed."""

import pytest

from occupations.models import Occupation
from occupations.publishing import publish
from tests.http.api import api_json, check, problem, walk
from tests.http.public import occupations
from tests.occupations import factories as make
from tests.queries import cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> list[Occupation]:
    cook, chef, baker = made = occupations("Cook", "Chef", "Baker")
    release = make.release()
    for one, label in ((cook, "Bachelor's degree"), (chef, "Master's degree"), (baker, "Bachelor's degree")):
        make.figure("entry_education", occupation=one, label=label, release=release)
    make.figure("entry_experience", occupation=cook, label="Less than 5 years", release=release)
    make.figure("entry_training", occupation=cook, label="Short-term on-the-job training", release=release)
    make.classify(cook, make.record("29-1141"))
    make.classify(chef, make.record("35-1011"))
    make.classify(baker, make.record("11-1011", title="Managers, all other"))
    publish.publish_all(made)
    return made


def slugs(query: str) -> list[str]:
    return [one["slug"] for one in api_json(f"occupations/?{query}")["results"]]


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("record=29-1141", "oews-2018:29-1141"),
        ("record=soc-2018:29-9999", None),
        ("record=OEWS-2018:29-1141", "oews-2018:29-1141"),
        ("category=nope", None),
        ("category=food", "food-and-drink"),
        ("category=Food+and+drink", "food-and-drink"),
        ("skill=nope", None),
        ("skill=Tol+0", "technology:tool-0"),
        ("education=bachelors", "bachelors-degree"),
        ("education=bachelor", "bachelors-degree"),
        ("education=bachelors-degree,doctor", None),
        ("experience=5-years", "less-than-5-years"),
        ("training=short-term", "short-term-on-the-job-training"),
    ],
)
def test_a_value_that_nothing_has_is_refused_with_what_is_near(three, query, near):
    said = problem(f"occupations/?{query}")
    name = query.partition("=")[0]
    assert (said["status"], said["type"], said["parameter"]) == (
        400,
        "http://testserver/api/#invalid-parameter",
        name,
    )
    assert said["detail"].startswith(f"{name}: nothing has the value “")
    assert said["allowed"] == [one["key"] for one in walk_values(name)]
    if near:
        assert near in [one["key"] for one in said["near"]]
        assert near in said["detail"]
    assert {one["key"] for one in said["near"]} <= set(said["allowed"])


def walk_values(name: str) -> list[dict]:
    return sorted(walk(f"values/?parameter={name}&limit=2"), key=lambda one: problem_order(name, one))


def problem_order(name: str, one: dict) -> tuple:
    """Refusals name the values of entry requirements by number, the others by key."""
    return (-one["occupations_count"], one["key"]) if name in ("education", "experience", "training") else (one["key"],)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("category=food-and-drink", ["baker", "chef", "cook"]),
        ("education=masters-degree,bachelors-degree", ["baker", "chef", "cook"]),
        ("education=masters-degree", ["chef"]),
        ("education=masters-degree&education=bachelors-degree", ["baker", "chef", "cook"]),
        ("record=oews-2018:29-1141,oews-2018:35-1011", ["chef", "cook"]),
        ("record=oews-2018:29-1141&education=masters-degree", []),
        ("skill=technology:tool-0,Tool 0", ["baker", "chef", "cook"]),
        ("experience=less-than-5-years&training=short-term-on-the-job-training", ["cook"]),
    ],
)
def test_filters_take_several_values(three, query, found):
    assert slugs(query) == found


def test_a_value_with_a_comma_of_its_own_is_one(three):
    baker = make.occupation("Pastry baker")
    make.skills(baker, {"Knives, forks": 30, "Spoons": 20})
    publish.publish(baker)
    assert slugs("skill=Knives, forks") == slugs("skill=Spoons") == ["pastry-baker"]
    assert problem("occupations/?skill=Knives,Spoons")["parameter"] == "skill"


@pytest.mark.parametrize("name", ["pay_median", "pay_mean", "growth"])
def test_a_range_without_room_is_refused(three, name):
    said = problem(f"occupations/?{name}_min=90&{name}_max=50")
    assert (said["status"], said["parameter"], said["allowed_form"]) == (400, f"{name}_min", f"at most {name}_max")
    assert said["detail"] == f"{name}_min, 90, is above {name}_max, 50, so nothing can be between them."
    assert slugs(f"{name}_min=50&{name}_max=50") == []


def test_old_names_of_filters_are_refused_with_the_new_ones():
    assert problem("occupations/?salary_min=9&salary_max=5")["detail"].endswith("Use pay_median_min or pay_mean_min.")


@pytest.mark.parametrize("name", ["category", "education", "experience", "training", "skill", "record"])
def test_every_value_is_listed_with_the_number_of_occupations_it_finds(three, name):
    check(api_json(f"values/?parameter={name}"), "FilterValueList")
    listed = walk(f"values/?parameter={name}&limit=1")
    assert listed
    for one in listed:
        assert (one["parameter"], len(slugs(f"{name}={one['key']}"))) == (name, one["occupations_count"])


def test_lists_of_values_cost_no_query_of_the_database(three):
    for name in ("category", "education", "skill", "record"):
        api_json(f"values/?parameter={name}")
        assert cost(f"/api/v1/values/?parameter={name}").database == 0


def test_other_lists_refuse_what_is_not_there_as_well(three):
    said = problem("rankings/highest-paying/?category=foot-and-drink")
    assert (said["status"], said["near"][0]["key"]) == (400, "food-and-drink")
    said = problem("releases/?dataset=survey-x")
    assert (said["status"], said["parameter"]) == (400, "dataset")
    assert said["near"][0]["key"] in {one["dataset"] for one in api_json("releases/")["results"]}
    assert problem("values/?parameter=title")["parameter"] == "parameter"
    assert problem("values/")["parameter"] == "parameter"
    assert problem("places/?kind=county")["allowed"] == ["state", "metro"]
