"""An occupation has one number for ever: it leads to the page, and the API takes it and says what became of a name."""

import datetime

import pytest

from occupations.models import Occupation, OldSlug
from occupations.publishing import publish
from tests.http.api import api_get, api_json, check, problem
from tests.http.public import get, occupations, page
from tests.http.test_json_ld import featured, things_of

pytestmark = pytest.mark.django_db


def rename(one: Occupation, slug: str) -> None:
    OldSlug.objects.create(slug=one.slug, occupation=one)
    Occupation.objects.filter(pk=one.pk).update(slug=slug)


def test_a_number_leads_to_the_page_whatever_its_slug_is():
    (cook,) = occupations("Cook")
    address = f"/id/occupations/{cook.pk}/"
    answer = get(address)
    assert (answer.status_code, answer["Location"]) == (303, "/occupations/cook/")
    rename(cook, "kitchen-cook")
    assert get(address)["Location"] == "/occupations/kitchen-cook/"
    assert get(address[:-1])["Location"] == address
    for nobody in (0, cook.pk + 1, 10**30):
        assert get(f"/id/occupations/{nobody}/").status_code == 404


def test_a_number_of_what_was_withdrawn_says_why_and_what_is_in_its_place():
    cook, chef = occupations("Cook", "Chef")
    publish.withdraw(cook, "Twice on this site.")
    answer = get(f"/id/occupations/{cook.pk}/")
    assert (answer.status_code, "Link" in answer) == (410, False)
    assert "Cook was withdrawn" in answer.content.decode()
    Occupation.objects.filter(pk=cook.pk).update(successor=chef)
    answer = get(f"/id/occupations/{cook.pk}/")
    assert "Twice on this site. It has moved to Chef." in answer.content.decode()
    assert answer["Link"] == '</occupations/chef/>; rel="successor-version"'


def test_a_draft_has_no_permanent_address():
    (cook,) = occupations("Cook")
    draft = Occupation.objects.create(title="Draft", category=cook.category)
    assert get(f"/id/occupations/{draft.pk}/").status_code == 404
    assert api_json(f"occupations/?ids={draft.pk}")["not_found"] == [str(draft.pk)]


def test_the_number_is_a_member_of_every_occupation():
    cook, chef = occupations("Cook", "Chef")
    named = {"id": cook.pk, "id_url": f"http://testserver/id/occupations/{cook.pk}/"}
    api = api_json("occupations/cook/")
    assert {name: api[name] for name in named} == named
    listed = api_json("occupations/?ids=cook&fields=id,id_url")["results"]
    assert listed == [{"slug": "cook", **named}]
    compared = api_json("comparisons/?occupations=cook,chef")
    check(compared, "Comparison")
    assert [one["id"] for one in next(value for value in compared.values() if is_sides(value))] == [cook.pk, chef.pk]
    assert api_json("occupations/cook/editions/1/")["id"] == cook.pk
    assert things_of(page(cook))["Occupation"]["@id"] == named["id_url"]
    about = things_of(featured(cook, chef))["Dataset"]["about"]
    assert {one["@id"].removeprefix("http://testserver") for one in about} == {
        f"/id/occupations/{one.pk}/" for one in (cook, chef)
    }


def is_sides(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], dict) and "id_url" in value[0]


def test_a_batch_follows_renames_and_says_what_became_of_the_rest():
    cook, chef, baker = occupations("Cook", "Chef", "Baker")
    rename(cook, "kitchen-cook")
    rename(baker, "bread-baker")
    publish.withdraw(baker, "Twice on this site.")
    Occupation.objects.filter(pk=baker.pk).update(successor=chef)
    said = api_json(f"occupations/?ids=cook,{chef.pk},kitchen-cook,baker,{baker.pk},nobody,999999999&fields=id")
    check(said, "OccupationList")
    assert [one["slug"] for one in said["results"]] == ["chef", "kitchen-cook"]
    assert said["moved"] == [{"slug": str(chef.pk), "moved_to": "chef"}, {"slug": "cook", "moved_to": "kitchen-cook"}]
    gone = {"because": "Twice on this site.", "successor": "chef"}
    assert sorted(said["withdrawn"], key=str) == sorted(
        [{"slug": "baker", **gone}, {"slug": str(baker.pk), **gone}], key=str
    )
    assert said["not_found"] == ["999999999", "nobody"]


def test_what_a_filter_leaves_out_is_not_called_missing():
    occupations("Cook", "Chef")
    said = api_json("occupations/?ids=cook,chef&pay_median_min=45000")
    assert ([one["slug"] for one in said["results"]], said["not_found"], said["moved"]) == (["chef"], [], [])


@pytest.mark.parametrize("rest", ["", "editions/", "editions/1/", "?as_of={today}", "?match=sure"])
def test_resources_of_one_occupation_follow_its_old_names(rest):
    (cook,) = occupations("Cook")
    rename(cook, "kitchen-cook")
    rest = rest.format(today=datetime.datetime.now(datetime.UTC).date())
    for name in ("cook", str(cook.pk)):
        answer = api_get(f"occupations/{name}/{rest}")
        assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/occupations/kitchen-cook/{rest}")
    publish.withdraw(cook, "Twice on this site.")
    for name in ("kitchen-cook", str(cook.pk)):
        assert problem(f"occupations/{name}/{rest}")["detail"] == "Twice on this site."


def test_comparisons_follow_old_names_and_numbers():
    cook, _ = occupations("Cook", "Chef")
    rename(cook, "kitchen-cook")
    for name in ("cook", str(cook.pk)):
        assert api_get(f"comparisons/?occupations={name},chef&match=sure").status_code == 301
        answer = api_get(f"comparisons/?occupations={name},chef")
        assert answer.status_code == 301, answer.content
        assert answer["Location"].endswith("?occupations=kitchen-cook,chef")
    assert problem("comparisons/?occupations=nobody,chef")["status"] == 404
