"""An editor's word on a title wins over all that the model says, at once, and is said to be an editor's."""

import json

import pytest
from django.test import Client

from comparisons.picker import pick
from occupations.models import Occupation, TitleOverride
from occupations.publishing import publish
from occupations.search.engine import CERTAIN, find
from occupations.search.reading.words import fold
from occupations.search.suggesting import suggest
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def published(*titles: str) -> list[Occupation]:
    occupations = [make.occupation(title) for title in titles]
    publish.publish_all(occupations)
    return occupations


def override(title: str, occupation: Occupation | None = None) -> TitleOverride:
    return TitleOverride.objects.create(title=title, folded=fold(title), occupation=occupation)


def titles(text: str) -> list[str]:
    return [hit.title for hit in find(text).hits]


@pytest.mark.parametrize(
    "typed",
    ["Roofer", "ROOFERS", "Senior roofer", "Roofer II (m/f/d)", "Roofer - Night shift", "Roofer (part time)"],
)
def test_an_occupation_that_an_editor_chose_is_the_answer_also_to_decorated_forms(typed):
    roofer, carpenter = published("Roofer", "Carpenter")
    assert titles(typed)[0] == "Roofer"
    override("Roofer", carpenter)
    found = find(typed)
    assert [(hit.title, hit.why, hit.quality, hit.exact) for hit in found.hits[:1]] == [
        ("Carpenter", "chosen by our editors", "editor", True)
    ]
    assert (found.band, found.confidence, found.by_editors) == ("match", CERTAIN, True)
    assert roofer.title in titles(typed)
    assert sum(hit.confidence for hit in found.hits) <= 1.001


def test_an_override_decides_no_other_titles():
    _, carpenter = published("Joiner", "Carpenter")
    override("Joiner", carpenter)
    for typed in ("Joiner supervisor", "Boat joiner"):
        assert not find(typed).by_editors


def test_the_words_as_typed_win_over_what_is_left_of_them():
    nurse, chief = published("Nurse", "Nurse executive")
    override("nurse", nurse)
    override("head nurse", chief)
    assert titles("Head nurse")[0] == "Nurse executive"
    assert titles("Senior nurse")[0] == "Nurse"


def test_a_title_that_means_nothing_here_has_ideas_only():
    published("Student", "Student adviser")
    override("Student")
    found = find("students")
    assert (found.hits, found.band, found.by_editors, found.confidence) == ([], "ideas", True, 0)
    assert {hit.title for hit in found.near} == {"Student", "Student adviser"}
    assert titles("Student adviser")[0] == "Student adviser"


def test_what_no_model_would_find_is_found_by_an_override():
    (cook,) = published("Cook")
    assert titles("xkcdq") == []
    override("xkcdq", cook)
    assert titles("xkcdq") == ["Cook"]


def test_an_override_counts_at_once_and_no_longer_once_it_is_gone():
    joiner, carpenter = published("Joiner", "Carpenter")
    find("joiner")
    one = override("Joiner", carpenter)
    assert titles("joiner")[0] == "Carpenter"
    TitleOverride.objects.filter(pk=one.pk).update(occupation=joiner)
    assert find("joiner").hits[0].quality == "editor"
    assert titles("joiner")[0] == "Joiner"
    TitleOverride.objects.filter(pk=one.pk).update(occupation=None)
    assert titles("joiner") == []
    one.delete()
    assert find("joiner").hits[0].quality == "exact"


def test_an_override_is_ignored_while_its_occupation_is_not_public():
    _, carpenter = published("Joiner", "Carpenter")
    override("Joiner", carpenter)
    publish.withdraw(carpenter, "Gone.")
    found = find("joiner")
    assert ([hit.title for hit in found.hits], found.by_editors) == (["Joiner"], False)
    publish.reinstate(carpenter)
    assert titles("joiner")[0] == "Carpenter"
    override("Alchemist", make.occupation("Baker"))
    assert titles("alchemist") == []


def test_a_renamed_occupation_keeps_its_overrides():
    _, carpenter = published("Joiner", "Carpenter")
    override("Joiner", carpenter)
    carpenter.title = "Wood worker"
    carpenter.save()
    publish.publish(carpenter)
    assert titles("joiner")[0] == "Wood worker"


def test_all_who_ask_hear_the_editors_and_that_it_is_they():
    _, carpenter = published("Joiner", "Carpenter", "Baker")[:2]
    override("Joiner", carpenter)
    override("Baker")
    searched = json.loads(Client().get("/api/v1/search/?q=joiner").content)
    body = json.dumps({"titles": ["Senior joiner", "Baker", "Carpenter"]})
    matched = json.loads(Client().post("/api/v1/titles/match/", body, content_type="application/json").content)
    chosen, none, other = matched["results"]
    assert (searched["results"][0]["slug"], searched["by_editors"]) == ("carpenter", True)
    assert (chosen["matches"][0]["slug"], chosen["matches"][0]["matched_by"]) == ("carpenter", "editor")
    assert (chosen["matches"][0]["matched_title"], chosen["by_editors"]) == ("Joiner", True)
    assert (none["matches"], none["no_match"], none["band"], none["by_editors"]) == ([], True, "ideas", True)
    assert other["by_editors"] is False
    assert suggest("joiner", 5)[0].slug == "carpenter"
    assert "chosen by our editors" in Client().get("/search/?q=joiner").content.decode()
    assert "carpenter" in pick(["joiner", "joiner"]).address + str(pick(["joiner", "joiner"]).fields)


@pytest.mark.parametrize("typed", ["PT", "Senior PT", "PT II"])
def test_an_override_of_an_abbreviation_that_is_also_a_contract_decides_decorated_forms(typed):
    _, technician = published("Physical therapist", "Psychiatric technician")
    override("PT", technician)
    assert (titles(typed)[0], find(typed).by_editors) == ("Psychiatric technician", True)
