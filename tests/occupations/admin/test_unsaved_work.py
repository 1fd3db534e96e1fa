"""What was typed and not saved is offered again, to whoever typed it."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from careersite import schedule
from comparisons.models import PairNote
from occupations.admin.unsaved_work import LARGEST
from occupations.models import Occupation, UnsavedWork
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, page_of, responsibilities, signed_in, text_of, with_new_row
from tests.answers import Answer

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/unsaved-work/"
ADD = "/admin/occupations/occupation/add/"


@pytest.fixture
def ada() -> Client:
    return signed_in("Editors", "ada")


@pytest.fixture
def bob() -> Client:
    return signed_in("Editors", "bob")


@pytest.fixture
def occupation() -> Occupation:
    return make_occupation(responsibilities=("Plan.", "Hire."), skills=("POS",))


def typed(
    client: Client, form: dict[str, str], row: object = "", of: str = "occupations.occupation", **more: str
) -> Answer:
    """What the script sends."""
    return client.post(ADDRESS, form | {"_form": of, "_row": str(row), **more})


def offered(client: Client, address: str) -> dict[str, str]:
    """The differences that are offered, by their label."""
    offer = client.get(address).context.get("offer")
    return {
        section.label: "".join(piece.text for piece in section.pieces) or "; ".join(line.said for line in section.lines)
        for section in (offer.differences if offer else [])
    }


def press(client: Client, address: str, button: str) -> Answer:
    return client.post(address, form_of(client.get(address)) | {button: "1"})


def test_what_was_typed_is_offered_and_goes_into_the_form(ada, occupation):
    address = page_of(occupation)
    form = form_of(ada.get(address)) | {"description": "Typed.", "responsibilities-0-text": "Plan well."}
    answer = typed(ada, with_new_row(form, "responsibilities", text="Count."), occupation.pk)

    assert answer.json()["typed_at"] == f"{timezone.now():%H:%M}"
    assert list(offered(ada, address)) == ["Description", "Responsibilities"]
    assert offered(ada, address)["Responsibilities"] == "reworded; added"
    assert form_of(ada.get(address))["description"] == "Keeps *customers* happy."  # not before somebody says so

    shown = press(ada, address, "_continue")
    assert "Nothing is saved yet" in text_of(shown)
    assert shown.context["errors"] == []
    filled = form_of(shown)
    assert (filled["description"], filled["responsibilities-0-text"], filled["responsibilities-2-text"]) == (
        "Typed.", "Plan well.", "Count.",
    )  # fmt: skip
    assert Occupation.objects.get().description == "Keeps *customers* happy."
    assert UnsavedWork.objects.exists()

    assert ada.post(address, filled).status_code == 302
    assert Occupation.objects.get().description == "Typed."
    assert [text for _, text in responsibilities(occupation)] == ["Plan well.", "Hire.", "Count."]
    assert not UnsavedWork.objects.exists()


def test_what_others_have_saved_since_is_merged_and_asked_about(ada, bob, occupation):
    address = page_of(occupation)
    typed(ada, form_of(ada.get(address)) | {"title": "Chief", "description": "Hers."}, occupation.pk)
    bob.post(address, form_of(bob.get(address)) | {"title": "Head", "responsibilities-1-text": "Hire well."})

    shown = press(ada, address, "_continue")

    (conflict,) = shown.context["conflicts"]
    assert (conflict.label, conflict.stored, conflict.typed) == ("Title", ["Head"], ["Chief"])
    assert form_of(shown)["responsibilities-1-text"] == "Hire well."
    ada.post(address, form_of(shown) | {conflict.name: "stored"})
    occupation.refresh_from_db()
    assert (occupation.title, occupation.description) == ("Head", "Hers.")
    assert responsibilities(occupation)[1] == (2, "Hire well.")


def test_what_is_discarded_or_saved_otherwise_is_gone(ada, occupation):
    address = page_of(occupation)
    form = form_of(ada.get(address)) | {"description": "Typed."}
    typed(ada, form, occupation.pk)
    assert press(ada, address, "_discard").status_code == 302
    assert offered(ada, address) == {}
    assert "There is no unsaved work of yours any more" in text_of(
        ada.post(address, form_of(ada.get(address)) | {"_continue": "1"}, follow=True)
    )

    typed(ada, form, occupation.pk)
    ada.post(address, form_of(ada.get(address)) | {"title": "Chief"})
    assert not UnsavedWork.objects.exists()


def test_what_comes_late_and_is_saved_already_is_not_offered(ada, occupation):
    address = page_of(occupation)
    form = form_of(ada.get(address)) | {"description": "Typed."}
    ada.post(address, form)
    typed(ada, form, occupation.pk)  # the script's last request came after the form

    assert offered(ada, address) == {}
    assert not UnsavedWork.objects.exists()


def test_whoever_goes_back_to_what_is_stored_has_no_unsaved_work(ada, occupation):
    form = form_of(ada.get(page_of(occupation)))
    typed(ada, form | {"title": "Chief"}, occupation.pk)
    typed(ada, form, occupation.pk, _reverted="1")
    assert not UnsavedWork.objects.exists()


def test_it_is_one_form_of_one_person(ada, bob, occupation):
    address = page_of(occupation)
    form = form_of(ada.get(address))
    for text in ("One.", "Two."):
        typed(ada, form | {"description": text}, occupation.pk)
    typed(ada, form | {"description": "Other."}, make_occupation("Chef").pk)

    assert UnsavedWork.objects.count() == 2
    assert "Two." in offered(ada, address)["Description"]
    assert offered(bob, address) == {}
    bob.post(address, form_of(bob.get(address)) | {"_discard": "1"})
    bob.post(address, form_of(bob.get(address)) | {"title": "Head"})
    assert UnsavedWork.objects.count() == 2


def test_nothing_publishes_it(ada, occupation):
    typed(ada, form_of(ada.get(page_of(occupation))) | {"title": "Chief"}, occupation.pk)
    edition = publish.publish(occupation)
    assert edition is not None
    assert edition.title == "Service manager"
    assert UnsavedWork.objects.exists()


def test_a_form_for_something_new_is_kept_too(ada):
    empty = form_of(ada.get(ADD))
    category = make_occupation("Chef").category
    form = with_new_row(empty | {"title": "Baker", "category": str(category.pk)}, "responsibilities", text="Bake.")
    assert typed(ada, form).status_code == 200

    assert {"Title", "Category", "Responsibilities"} <= set(offered(ada, ADD))
    shown = press(ada, ADD, "_continue")
    assert not Occupation.objects.filter(title="Baker").exists()
    assert form_of(shown)["responsibilities-0-text"] == "Bake."
    assert ada.post(ADD, form_of(shown)).status_code == 302
    assert Occupation.objects.filter(title="Baker").exists()
    assert not UnsavedWork.objects.exists()


def test_words_about_a_pair_are_kept(ada):
    note = PairNote.objects.create(first=make_occupation("Baker"), second=make_occupation("Chef"))
    address = reverse("admin:comparisons_pairnote_change", args=[note.pk])
    typed(ada, form_of(ada.get(address)) | {"verdict": "Both."}, note.pk, "comparisons.pairnote")
    assert offered(ada, address) == {"Verdict": "Both."}
    assert form_of(press(ada, address, "_continue"))["verdict"] == "Both."


def test_errors_of_what_was_typed_are_shown_when_it_is_continued(ada, occupation):
    address = page_of(occupation)
    typed(ada, form_of(ada.get(address)) | {"title": ""}, occupation.pk)
    shown = press(ada, address, "_continue")
    assert shown.context["adminform"].form.errors["title"]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"_form": "occupations.occupation", "_row": "999999"}, 404),
        ({"_form": "occupations.occupation", "_row": "x"}, 404),
        ({"_form": "occupations.occupation", "_row": "9" * 40}, 404),
        ({"_form": "auth.user", "_row": "1"}, 404),
        ({"_form": "occupations.release", "_row": ""}, 404),
        ({"_form": "x", "_row": ""}, 404),
        ({}, 404),
    ],
)
def test_forms_that_are_not_there_keep_nothing(ada, more, status):
    assert ada.post(ADDRESS, {"title": "Chief", **more}).status_code == status
    assert not UnsavedWork.objects.exists()


def test_whoever_may_not_change_it_keeps_nothing_and_sees_nothing(ada, occupation):
    address = page_of(occupation)
    typed(ada, form_of(ada.get(address)) | {"title": "Chief"}, occupation.pk)
    ada_user = get_user_model().objects.get(username="ada")
    ada_user.groups.set([Group.objects.get(name="Viewers")])

    assert offered(ada, address) == {}
    assert "_continue" not in ada.get(address).content.decode()
    assert ada.post(address, {"_continue": "1"}).status_code == 403
    assert typed(ada, {"title": "Head"}, occupation.pk).status_code == 403
    assert typed(ada, {"title": "Head"}).status_code == 403
    ada_user.groups.clear()
    assert typed(ada, {"title": "Head"}, occupation.pk).status_code == 403


def test_a_form_without_its_token_keeps_nothing(occupation):
    client = signed_in("Editors", "eve", csrf=True)
    assert typed(client, {"title": "Chief"}, occupation.pk).status_code == 403
    assert not UnsavedWork.objects.exists()


def test_it_has_a_limit_and_no_secrets(ada, occupation):
    answer = typed(ada, {"description": "x" * LARGEST}, occupation.pk)
    assert (answer.status_code, answer.json()) == (413, {"error": "It is too much to be kept: save it."})
    assert not UnsavedWork.objects.exists()

    typed(ada, {"title": "Chief", "password1": "secret", "csrfmiddlewaretoken": "x"}, occupation.pk)
    assert UnsavedWork.objects.get().sent == {"title": ["Chief"]}


def test_odd_things_that_were_sent_are_odd_work_and_no_error(ada, occupation):
    address = page_of(occupation)
    for sent in (
        {"responsibilities-TOTAL_FORMS": "-1"},
        {"opened": "x", "title": "\x00", "\x00": "x"},
        {"responsibilities-TOTAL_FORMS": "9" * 99},
    ):
        typed(ada, sent, occupation.pk)
        assert ada.get(address).status_code == 200
        assert press(ada, address, "_continue").status_code in (200, 302)


def test_after_thirty_days_it_is_deleted(ada, occupation):
    typed(ada, {"title": "Chief"}, occupation.pk)
    assert [line for line in schedule.run() if "nobody went on with" in line] == []
    UnsavedWork.objects.update(typed_at=timezone.now() - datetime.timedelta(days=31))
    assert "Deleted 1 forms that nobody went on with" in list(schedule.run())
    assert not UnsavedWork.objects.exists()
