"""What uses a row, deleting what is used, and merging skills and categories."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comparisons.models import PairNote
from occupations.models import Category, Occupation, OccupationSkill, Skill, VerbatimWord
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, page_of, signed_in, text_of
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in("Editors")


def page(row, step: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{step}", args=[row.pk])


def list_of(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def merge(client: Client, one, into):
    shown = client.get(f"{page(one, 'merge')}?into={into.pk}")
    return client.post(page(one, "merge"), form_of(shown), follow=True)


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# Used by


def test_a_skill_says_what_uses_it_and_leads_there(client):
    for title in ("Cook", "Baker"):
        make_occupation(title, skills=("Knives",))
    make_occupation("Waiter", skills=("Trays",))
    skill = Skill.objects.get(name="Knives")
    text = text_of(client.get(page(skill)))
    assert "Used by 2 occupations (Baker, Cook)." in text
    address = f"{list_of(Occupation)}?using=skill-{skill.pk}"
    for shown in (page(skill), list_of(Skill)):
        assert address in client.get(shown).content.decode()
    found = client.get(address)
    assert [row.title for row in found.context["cl"].result_list] == ["Baker", "Cook"]
    assert "use “Knives”" in text_of(found)


@pytest.mark.parametrize("using", ["skill-0", "skill-x", "person-1", "skill", "-", "skill-99999999999999999999"])
def test_a_use_of_what_is_not_there_is_ignored(client, using):
    make_occupation("Cook")
    assert len(client.get(f"{list_of(Occupation)}?using={using}").context["cl"].result_list) == 1


def test_sources_datasets_releases_and_records_say_which_pages_use_them():
    client = signed_in("Administrators")
    cook = make_occupation("Cook")
    record, release = make.record(), make.release()
    make.classify(cook, record)
    make.figure("growth", 3, record=record, release=release)
    publish.publish(cook)
    for row in (record, release, release.dataset, release.dataset.source):
        kind = row._meta.model_name.removeprefix("statistical")
        text = text_of(client.get(page(row)))
        assert "1 occupation (Cook)" in text or "1 live page (Cook)" in text, kind
        found = client.get(f"{list_of(Occupation)}?using={kind}-{row.pk}").context["cl"].result_list
        assert list(found) == [cook], kind


@pytest.mark.parametrize("model", [Skill, Category, VerbatimWord])
def test_lists_cost_the_same_for_few_and_for_many(client, model):
    def fill(numbers: range) -> None:
        for number in numbers:
            VerbatimWord.objects.create(word=f"ACR{number}")
            occupation = make_occupation(f"ACR{number} cook", skills=(f"Skill {number}", "Knives"))
            Occupation.objects.filter(pk=occupation.pk).update(category=make.category(f"Category {number}"))

    fill(range(2))
    few = queries(client, list_of(model))
    fill(range(2, 20))
    assert queries(client, list_of(model)) == few
    assert few <= 12


# Deleting


def test_what_is_used_is_not_deleted_and_says_by_what(client):
    for title in ("Cook", "Baker", "Chef", "Waiter"):
        make_occupation(title, skills=("Knives",))
    for row, instead in (
        (Skill.objects.get(), "Merge it into another skill instead."),
        (Category.objects.get(), "Merge it into another category instead."),
    ):
        says = f"“{row}” is used by 4 occupations: Baker, Chef, Cook, … {instead}"
        for method in (client.get, client.post):
            answer = method(page(row, "delete"), {"post": "yes"})
            assert answer.status_code == 200
            assert says in text_of(answer)
            assert page(row, "merge") in answer.content.decode()
    assert (Skill.objects.count(), Category.objects.count()) == (1, 1)


def test_of_many_chosen_those_that_are_used_stay(client):
    make_occupation("Cook", skills=("Knives",))
    unused = [Skill.objects.create(name=name) for name in ("Trays", "Pots")]
    chosen = {"action": "delete_selected", "_selected_action": list(Skill.objects.values_list("pk", flat=True))}
    asked = client.post(list_of(Skill), chosen)
    assert "Not deleted: “Knives” is used by 1 occupation: Cook. Merge it into another skill instead." in text_of(asked)
    client.post(list_of(Skill), form_of(asked) | {"_selected_action": [row.pk for row in unused]})
    assert [row.name for row in Skill.objects.all()] == ["Knives"]
    only = client.post(list_of(Skill), chosen | {"_selected_action": [Skill.objects.get().pk]})
    assert (only.status_code, "is used by 1 occupation: Cook" in text_of(only)) == (200, True)


def test_a_published_occupation_is_withdrawn_or_merged_instead(client):
    cook = make_occupation("Cook")
    publish.publish(cook)
    says = "Visitors have read “Cook”, whose editions stay. Withdraw it, or merge it into another one, instead."
    assert says in text_of(client.get(page_of(cook, "delete")))
    chosen = {"action": "delete_selected", "_selected_action": [cook.pk]}
    assert says in text_of(client.post(list_of(Occupation), chosen))
    assert Occupation.objects.filter(pk=cook.pk).exists()


def test_published_words_about_a_pair_keep_it(client):
    note = PairNote.objects.create(first=make_occupation("Cook"), second=make_occupation("Chef"), verdict="Both.")
    note.publish()
    for row in (note, note.first):
        answer = client.post(page(row, "delete"), {"post": "yes"})
        assert answer.status_code == 200
        assert "is used by 1 version of the published words about a pair" in text_of(answer)
    chosen = {"action": "delete_selected", "_selected_action": [note.pk]}
    assert "is used by 1 version of the published words" in text_of(client.post(list_of(PairNote), chosen))
    assert PairNote.objects.exists()


# Merging skills


def test_skills_are_merged_and_duplicates_settled(client):
    cook = make_occupation("Cook", skills=("Knives", "Baking"))
    chef = make_occupation("Chef", skills=("Knives", "Cutting"))
    knives, cutting = Skill.objects.get(name="Knives"), Skill.objects.get(name="Cutting")
    OccupationSkill.objects.filter(occupation=chef, skill=knives).update(share=40)
    text = text_of(client.get(f"{page(knives, 'merge')}?q=cutting"))
    assert "Cook: the skill is “Cutting” from now on, at the same place." in text
    assert "Chef has both: “Cutting” stays, once, and keeps its place." in text
    answer = merge(client, knives, cutting)
    assert "“Knives” was merged into “Cutting”." in text_of(answer)
    rows = OccupationSkill.objects.values_list("occupation__title", "skill__name", "position", "share")
    assert sorted(rows) == [("Chef", "Cutting", 2, 40), ("Cook", "Baking", 2, None), ("Cook", "Cutting", 1, None)]
    assert not Skill.objects.filter(name="Knives").exists()
    assert "“Knives” was merged into “Cutting”" in text_of(client.get(page_of(cook, "history")))
    assert Occupation.objects.get(pk=cook.pk).changed


def test_items_of_a_source_that_a_duplicate_stood_for_do_not_come_back(client):
    cook = make_occupation("Cook")
    one, into = make.skill("Knives"), make.skill("Cutting")
    OccupationSkill.objects.create(occupation=cook, skill=one, instead_of="Knife skills")
    OccupationSkill.objects.create(occupation=cook, skill=into, instead_of="Cutting skills")
    merge(client, one, into)
    rows = OccupationSkill.objects.values_list("skill__name", "instead_of", "hidden")
    assert sorted(rows, key=lambda row: row[1]) == [("Cutting", "Cutting skills", False), (None, "Knife skills", True)]


@pytest.mark.parametrize("make_one", [make.skill, make.category])
def test_neither_into_itself_nor_into_what_is_not_there(client, make_one):
    one = make_one("Knives")
    for typed, says in (
        (f"into={one.pk}", "cannot be merged into itself"),
        ("into=0", "any longer"),
        ("into=x", "any longer"),
        ("q=zzz", "matches “zzz”"),
    ):
        for method in (client.get, client.post):
            assert says in text_of(method(f"{page(one, 'merge')}?{typed}"))
    assert type(one).objects.filter(pk=one.pk).exists()


def test_a_name_that_is_taken_says_to_merge(client):
    make.skill("Knives")
    other = make.skill("Cutting")
    answer = client.post(page(other), form_of(client.get(page(other))) | {"name": "knives"})
    assert "There is already a skill with this name. To make one of the two, merge them." in text_of(answer)


# Merging categories


def test_categories_are_merged_and_the_address_leads_to_the_other(client):
    cook = make_occupation("Cook")
    one, into = cook.category, make.category("Food and drink")
    Category.objects.filter(pk=one.pk).update(description="Who manages.")
    publish.publish(cook)
    merge(client, one, into)
    cook = Occupation.objects.get(pk=cook.pk)
    into.refresh_from_db()
    assert (cook.category, cook.changed, into.description) == (into, True, "Who manages.")
    publish.publish(cook)
    assert "Merged into “Food and drink” added" in text_of(client.get(page(one, "history")))
    answer = Client().get("/categories/management/")
    assert (answer.status_code, answer["Location"]) == (301, "/categories/food-and-drink/")
    assert "“Management” was merged into “Food and drink” already." in text_of(
        client.get(f"{page(into, 'merge')}?into={one.pk}")
    )
    third = make.category("Kitchens")
    merge(client, into, third)
    assert set(Category.objects.filter(merged_into=third)) == {one, into}
    assert Category.objects.called("management") == third


def test_a_category_that_no_edition_names_is_gone_after_a_merge(client):
    one, into = make.category("Draft"), make.category("Food and drink")
    make.occupation("Cook", category=one)
    merge(client, one, into)
    assert list(Category.objects.values_list("name", flat=True)) == ["Food and drink"]
    assert Occupation.objects.get().category == into


def test_what_was_merged_cannot_be_chosen(client):
    one, into = make.category("Draft"), make.category("Food and drink")
    Category.objects.filter(pk=one.pk).update(merged_into=into)
    asked = "autocomplete/?app_label=occupations&model_name=occupation&field_name=category"
    found = client.get(f"/admin/{asked}").json()["results"]
    assert [row["text"] for row in found] == ["Food and drink"]


# Acronyms


def test_an_acronym_says_who_uses_it_and_what_a_search_for_it_answers(client):
    make_occupation("ZQX cook", skills=("Grills",))
    make_occupation("Waiter", skills=("zqx",))
    make_occupation("Zqxology teacher")
    word = VerbatimWord.objects.create(word="ZQX")
    text = text_of(client.get(page(word)))
    assert "Used by 2 occupations (Waiter, ZQX cook)." in text
    assert "A search for it answers" in text
    assert "/admin/occupations/titlebuild/try/?title=ZQX" in client.get(page(word)).content.decode()
    found = client.get(f"{list_of(Occupation)}?using=acronym-{word.pk}").context["cl"].result_list
    assert {row.title for row in found} == {"ZQX cook", "Waiter"}
    assert "Are you sure" in text_of(client.get(page(word, "delete")))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("zqx", "It is in the list already, perhaps in other letters."),
        ("sql", "The site writes “SQL” so by itself, without this list."),
        ("two words", "Enter one word without spaces."),
    ],
)
def test_acronyms_are_entered_once(client, typed, says):
    VerbatimWord.objects.create(word="ZQX")
    answer = client.post(reverse("admin:occupations_verbatimword_add"), {"word": typed})
    assert says in text_of(answer)
    assert VerbatimWord.objects.count() == 1
