"""Two people at one page: nobody overwrites what they have not seen."""

from random import Random

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comparisons.models import PairNote
from occupations.models import Category, Figure, Occupation
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, page_of, responsibilities, signed_in, text_of, with_new_row
from tests.answers import Answer
from tests.occupations import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Client:
    return signed_in("Editors", "ada")


@pytest.fixture
def bob() -> Client:
    return signed_in("Editors", "bob")


@pytest.fixture
def occupation() -> Occupation:
    return make_occupation(responsibilities=("Plan.", "Hire.", "Write."), skills=("POS",))


def conflicts(response: Answer) -> dict[str, tuple[str, str]]:
    """What is to be decided: what is stored and what was typed, by where."""
    shown = response.context["conflicts"] if response.context else []
    return {one.label: ("; ".join(one.stored), "; ".join(one.typed)) for one in shown}


def decided(response: Answer, choice: str) -> dict[str, str]:
    """The form with one answer to all questions."""
    return form_of(response) | {one.name: choice for one in response.context["conflicts"]}


def test_what_only_one_has_changed_is_saved_without_a_question(ada, bob, occupation):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    hers = {"title": "Head of service", "responsibilities-0-text": "Plan well.", "responsibilities-2-DELETE": "on"}
    ada.post(address, with_new_row(form_of(ada.get(address)) | hers, "responsibilities", text="Train."))

    his = {"description": "New.", "responsibilities-1-text": "Hire well.", "skills-0-share": "5"}
    response = bob.post(address, with_new_row(opened | his, "responsibilities", text="Sell."))

    assert response.status_code == 302
    occupation.refresh_from_db()
    assert (occupation.title, occupation.description) == ("Head of service", "New.")
    assert [text for _, text in responsibilities(occupation)] == ["Plan well.", "Hire well.", "Train.", "Sell."]


def test_only_what_both_have_changed_is_shown_as_each_typed_it(ada, bob, occupation):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    hers = {"title": "Head of service", "description": "Hers.", "responsibilities-0-text": "Plan well."}
    ada.post(address, form_of(ada.get(address)) | hers)

    his = {"title": "Service chief", "responsibilities-0-text": "Plan ahead.", "responsibilities-1-text": "Hire well."}
    response = bob.post(address, opened | his)

    occupation.refresh_from_db()
    assert (occupation.title, occupation.description) == ("Head of service", "Hers.")
    assert "Nothing was saved. Since you opened this occupation, it was changed; last by ada on" in text_of(response)
    assert conflicts(response) == {
        "Title": ("Head of service", "Service chief"),
        "Responsibilities: “Plan well.”, Text": ("Plan well.", "Plan ahead."),
    }
    assert form_of(response)["title"] == "Service chief"
    assert form_of(response)["description"] == "Hers."


def test_saving_again_without_a_decision_saves_nothing(ada, bob, occupation):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"title": "Head of service"})
    seen = bob.post(address, opened | {"title": "Service chief"})

    again = bob.post(address, form_of(seen))

    assert Occupation.objects.get().title == "Head of service"
    assert conflicts(again) == conflicts(seen) == {"Title": ("Head of service", "Service chief")}


@pytest.mark.parametrize(("choice", "title"), [("typed", "Service chief"), ("stored", "Head of service")])
def test_a_decision_is_kept_and_logged(ada, bob, occupation, choice, title):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"title": "Head of service"})
    seen = bob.post(address, opened | {"title": "Service chief", "description": "His."})

    bob.post(address, decided(seen, choice))

    occupation.refresh_from_db()
    assert (occupation.title, occupation.description) == (title, "His.")
    assert responsibilities(occupation) == [(1, "Plan."), (2, "Hire."), (3, "Write.")]
    replaced = "Replaced what was stored: Title: Head of service."
    assert (replaced in text_of(bob.get(page_of(occupation, "history")))) == (choice == "typed")


def test_a_third_save_between_question_and_decision_is_a_new_question(ada, bob, occupation):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"title": "Head of service"})
    seen = bob.post(address, opened | {"title": "Service chief"})
    ada.post(address, form_of(ada.get(address)) | {"title": "Director"})

    again = bob.post(address, decided(seen, "typed"))

    assert conflicts(again) == {"Title": ("Director", "Service chief")}


@pytest.mark.parametrize(
    ("choice", "left"), [("typed", ["Plan.", "Write.", "Hire well."]), ("stored", ["Plan.", "Write."])]
)
def test_a_row_that_one_deletes_and_the_other_edits(ada, bob, occupation, choice, left):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"responsibilities-1-DELETE": "on"})

    seen = bob.post(address, opened | {"responsibilities-1-text": "Hire well."})

    assert conflicts(seen) == {"Responsibilities: “Hire well.”": ("(deleted)", "Hire well.")}
    bob.post(address, decided(seen, choice))
    assert [text for _, text in responsibilities(occupation)] == left


@pytest.mark.parametrize(
    ("choice", "left"), [("typed", ["Plan.", "Write."]), ("stored", ["Plan.", "Hire well.", "Write."])]
)
def test_a_row_that_one_edits_and_the_other_deletes(ada, bob, occupation, choice, left):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"responsibilities-1-text": "Hire well."})

    seen = bob.post(address, opened | {"responsibilities-1-DELETE": "on"})

    assert conflicts(seen) == {"Responsibilities: “Hire well.”": ("Hire well.", "(deleted)")}
    assert form_of(seen)["responsibilities-1-DELETE"] == "on"
    bob.post(address, decided(seen, choice))
    assert [text for _, text in responsibilities(occupation)] == left


def test_one_moves_rows_while_the_other_edits_them(ada, bob, occupation):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"responsibilities-2-position": "1"})

    bob.post(address, opened | {"responsibilities-2-text": "Write well."})

    assert [text for _, text in responsibilities(occupation)] == ["Write well.", "Plan.", "Hire."]


@pytest.mark.parametrize(
    ("choice", "order"), [("typed", ["Hire.", "Plan.", "Write."]), ("stored", ["Write.", "Plan.", "Hire."])]
)
def test_two_orders_are_decided_as_a_whole(ada, bob, occupation, choice, order):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"responsibilities-2-position": "1"})

    seen = bob.post(address, opened | {"responsibilities-1-position": "1"})

    assert conflicts(seen) == {"Responsibilities: order": ("Write.; Plan.; Hire.", "Hire.; Plan.; Write.")}
    bob.post(address, decided(seen, choice))
    assert [text for _, text in responsibilities(occupation)] == order


@pytest.mark.parametrize("number", range(6))
def test_random_interleavings_lose_nothing(ada, bob, occupation, number):
    random = Random(number)
    address = page_of(occupation)
    opened = form_of(bob.get(address))

    def typed(who: str) -> dict[str, str]:
        names = [name for name in opened if name.endswith("-text") or name in ("title", "description")]
        form = opened | {name: f"{who} {name}." for name in random.sample(names, 2)}
        form |= {f"responsibilities-{random.randrange(3)}-DELETE": "on"} if random.random() < 0.5 else {}
        return with_new_row(form, "responsibilities", text=f"{who} new.")

    hers, his = typed("Ada"), typed("Bob")
    ada.post(address, hers)

    response = bob.post(address, his)

    said = text_of(response) if response.status_code == 200 else ""
    saved = text_of(bob.get(address)) + str(form_of(bob.get(address))) + said + str(response.content.decode())
    deleted = {index for index in range(3) for form in (hers, his) if f"responsibilities-{index}-DELETE" in form}
    for form in (hers, his):
        for name, value in form.items():
            both = [f"responsibilities-{index}-text" for index in deleted]
            if value.startswith(("Ada", "Bob")) and not (name in both and form.get(name.replace("text", "DELETE"))):
                assert value in saved, name


def test_a_form_that_shows_nothing_of_what_was_opened_saves_nothing(ada, occupation):
    form = form_of(ada.get(page_of(occupation)))
    del form["opened"]

    response = ada.post(page_of(occupation), form | {"title": "Chief"})

    assert conflicts(response) == {"Title": ("Service manager", "Chief")}
    assert Occupation.objects.get().title == "Service manager"


def test_what_was_opened_of_one_page_is_nothing_for_another(ada, occupation):
    other = make_occupation("Chef")
    form = form_of(ada.get(page_of(occupation)))

    response = ada.post(
        page_of(occupation), form | {"opened": form_of(ada.get(page_of(other)))["opened"], "title": "A"}
    )

    assert conflicts(response) == {"Title": ("Service manager", "A")}


def test_nothing_is_deleted_that_was_changed_meanwhile(ada, bob, occupation):
    address = page_of(occupation, "delete")
    opened = form_of(bob.get(address))
    ada.post(page_of(occupation), form_of(ada.get(page_of(occupation))) | {"description": "Hers."})

    seen = bob.post(address, opened)

    assert "Nothing was deleted. Since you opened this occupation, it was changed; last by ada" in text_of(seen)
    assert Occupation.objects.exists()
    bob.post(address, form_of(seen))
    assert not Occupation.objects.exists()


def test_nothing_is_deleted_by_who_has_not_seen_it(ada, occupation):
    for sent in ({"post": "yes"}, {"x": "y"}, {"post": "yes", "seen": ""}):
        assert "Are you sure" in text_of(ada.post(page_of(occupation, "delete"), sent))

    assert Occupation.objects.exists()


def test_nothing_in_a_list_is_deleted_that_was_changed_meanwhile(ada, bob, occupation):
    address, chef = reverse("admin:occupations_occupation_changelist"), make_occupation("Chef")
    chosen = {"action": "delete_selected", "_selected_action": [occupation.pk, chef.pk]}
    assert "Are you sure" in text_of(bob.post(address, chosen | {"post": "yes"}))
    opened = form_of(bob.post(address, chosen)) | chosen
    form = with_new_row(form_of(ada.get(page_of(chef))), "responsibilities", text="Cook.")
    ada.post(page_of(chef), form)

    seen = bob.post(address, opened)

    assert "Nothing was deleted. Some of these occupations were changed after you opened the page." in text_of(seen)
    assert Occupation.objects.count() == 2
    bob.post(address, form_of(seen) | chosen)
    assert not Occupation.objects.exists()


def test_publishing_in_between_is_no_conflict_for_the_rows(ada, occupation):
    opened = form_of(ada.get(page_of(occupation)))
    publish.publish(occupation)

    ada.post(page_of(occupation), opened | {"title": "Chief"})

    assert Occupation.objects.get().title == "Chief"
    assert Occupation.objects.get().live.number == 1


def test_rows_without_a_count_of_saves_are_guarded_by_what_they_say(ada, bob, occupation):
    address = reverse("admin:occupations_category_change", args=[occupation.category_id])
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"description": "Hers."})

    response = bob.post(address, opened | {"description": "His."})

    assert Category.objects.get().description == "Hers."
    assert conflicts(response) == {"Description": ("Hers.", "His.")}


def test_two_administrators_change_one_account_and_one_group(occupation):
    roots = []
    for name in ("eve", "ivy"):
        roots.append(Client())
        roots[-1].force_login(get_user_model().objects.create_superuser(name))
    eve, ivy = roots
    person = get_user_model().objects.create_user("tom", last_login=timezone.now())
    address = reverse("admin:auth_user_change", args=[person.pk])
    several = ("groups", "user_permissions", "permissions")  # of which nothing is chosen

    def form_at(address: str, client: Client) -> dict[str, str]:
        return {name: value for name, value in form_of(client.get(address)).items() if name not in several}

    opened = form_at(address, ivy)
    eve.post(address, form_at(address, eve) | {"first_name": "Tom", "email": "tom@example.org"})

    seen = ivy.post(address, opened | {"last_name": "Low", "email": "low@example.org"})

    assert conflicts(seen) == {"Email address": ("tom@example.org", "low@example.org")}
    answer = decided(seen, "typed")
    ivy.post(address, {name: value for name, value in answer.items() if name not in several})
    person.refresh_from_db()
    assert (person.first_name, person.last_name, person.email) == ("Tom", "Low", "low@example.org")

    group = Group.objects.create(name="Readers")
    address = reverse("admin:auth_group_change", args=[group.pk])
    opened = form_at(address, ivy)
    permission = Permission.objects.get(codename="view_skill")
    eve.post(address, form_at(address, eve) | {"permissions": str(permission.pk)})
    ivy.post(address, opened | {"name": "Guests"})
    group.refresh_from_db()
    assert (group.name, list(group.permissions.all())) == ("Guests", [permission])


def test_words_about_a_pair_are_guarded_and_stored_in_one_order(ada, bob, occupation):
    other = make_occupation("Chef")
    add = reverse("admin:comparisons_pairnote_add")
    pair = {"first": other.pk, "second": occupation.pk, "introduction": "Both serve."}
    ada.post(add, form_of(ada.get(add)) | pair)
    note = PairNote.objects.get()
    assert (note.first, note.second) == (occupation, other)

    again = ada.post(add, form_of(ada.get(add)) | pair | {"first": occupation.pk, "second": other.pk})
    assert "There are words about this pair already." in text_of(again)
    alone = ada.post(add, form_of(ada.get(add)) | pair | {"first": other.pk, "second": other.pk})
    assert "Choose two different occupations." in text_of(alone)

    address = reverse("admin:comparisons_pairnote_change", args=[note.pk])
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"verdict": "Hers."})
    response = bob.post(address, opened | {"verdict": "His."})
    note.refresh_from_db()
    assert (note.verdict, note.version) == ("Hers.", 2)
    assert conflicts(response) == {"Verdict": ("Hers.", "His.")}


def test_draft_is_deleted_with_its_figures_from_a_file():
    client = signed_in("Editors")
    for number in range(2):
        draft = make_occupation(f"Draft {number}")
        Figure.objects.create(metric="growth", value=3, occupation=draft, release=factories.release())
    first, second = Occupation.objects.order_by("pk")

    client.post(page_of(first, "delete"), form_of(client.get(page_of(first, "delete"))))
    assert list(Occupation.objects.all()) == [second]
    chosen = {"action": "delete_selected", "_selected_action": str(second.pk)}
    address = reverse("admin:occupations_occupation_changelist")
    client.post(address, form_of(client.post(address, chosen)))
    assert not Occupation.objects.exists()
    assert not Figure.objects.exists()
