"""T31, T32, T35, T36, T37, T38: what people who are signed in could do to each other, and to what is stored."""

import threading

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import Group
from django.db import connections
from django.test import Client
from django.urls import reverse

from comparisons.models import PairNote
from occupations.models import Category, Edition, Occupation, OldSlug
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, page_of, signed_in, text_of
from tests.test_admin_access import admin_patterns, filled_in, rows

__all__ = ["rows"]

LIST = reverse("admin:occupations_occupation_changelist")
ADD = reverse("admin:occupations_occupation_add")
PASSWORD = "right horse battery"


# T31


@pytest.mark.django_db(transaction=True)
def test_one_title_that_eight_add_at_the_same_moment_is_one_occupation():
    category = Category.objects.create(name="Management")
    editors = [signed_in("Editors", f"editor{number}") for number in range(8)]
    forms = [form_of(one.get(ADD)) | {"title": "Chief", "category": str(category.pk)} for one in editors]
    together = threading.Barrier(len(editors))
    answers: list[tuple[int, str]] = []

    def add(client: Client, form: dict[str, str]) -> None:
        client.raise_request_exception = False
        together.wait(20)
        response = client.post(ADD, form)
        answers.append((response.status_code, text_of(response)))
        connections.close_all()

    threads = [threading.Thread(target=add, args=one, daemon=True) for one in zip(editors, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert Occupation.objects.get().slug == "chief"
    assert [status for status, _ in answers].count(302) == 1
    refused = [said for status, said in answers if status != 302]
    assert len(refused) == 7
    assert all("Chief" in said or "already" in said or "same" in said for said in refused)
    assert {status for status, _ in answers} <= {200, 302, 409}


@pytest.mark.django_db
def test_an_old_address_leads_to_the_newest_in_one_step_and_is_nobody_elses_by_chance():
    publisher = signed_in("Publishers")
    occupation = make_occupation()
    publish.publish(occupation)
    for slug in ("head-of-service", "chief-of-service", "service-chief"):
        form = form_of(publisher.get(page_of(occupation)))
        assert publisher.post(page_of(occupation), form | {"slug": slug}).status_code == 302

    for old in ("service-manager", "head-of-service", "chief-of-service"):
        moved = Client().get(f"/occupations/{old}/")
        assert (moved.status_code, moved["Location"]) == (301, "/occupations/service-chief/")
    assert OldSlug.objects.count() == 3
    occupation.refresh_from_db()
    Occupation.objects.filter(pk=occupation.pk).update(title="Chief of all service")
    assert make_occupation("Service manager").slug == "service-manager-2"


# T32


class Counting(MD5PasswordHasher):
    """How often a password was worked on: what takes the time."""

    algorithm = "counting"
    times = 0

    def encode(self, password, salt):
        Counting.times += 1
        return super().encode(password, salt)


@pytest.mark.django_db
def test_an_unknown_name_is_answered_like_a_wrong_password_and_costs_the_same(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    get_user_model().objects.create_user("anna", password=PASSWORD, is_staff=True)
    get_user_model().objects.create_user("gone", password=PASSWORD, is_staff=True, is_active=False)
    said = {}
    for name, address in (("anna", "192.0.2.1"), ("nobody", "192.0.2.2"), ("gone", "192.0.2.3")):
        Counting.times = 0
        response = Client().post("/admin/login/", {"username": name, "password": "wrong"}, REMOTE_ADDR=address)
        said[name] = (response.status_code, text_of(response).replace(name, "NAME"), Counting.times)

    assert said["nobody"] == said["anna"] == said["gone"]


@pytest.mark.django_db
def test_a_client_that_names_other_addresses_is_still_the_same(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    get_user_model().objects.create_user("anna", password=PASSWORD, is_staff=True)
    statuses = [
        Client(headers={"x-forwarded-for": f"203.0.113.{number}", "x-real-ip": f"203.0.113.{number}"})
        .post("/admin/login/", {"username": "anna", "password": "wrong"}, REMOTE_ADDR="192.0.2.1")
        .status_code
        for number in range(8)
    ]

    assert statuses == [200] * 4 + [429] * 4


# T35


@pytest.mark.django_db
def test_signing_in_changes_the_session_and_its_end_is_a_post():
    get_user_model().objects.create_user("anna", password=PASSWORD, is_staff=True)
    client = Client()
    client.cookies["sessionid"] = "0123456789abcdef0123456789abcdef"

    client.post("/admin/login/", {"username": "anna", "password": PASSWORD})

    inside = client.cookies["sessionid"].value
    assert inside != "0123456789abcdef0123456789abcdef"
    page = client.get("/admin/")
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)  # Back shows nothing afterwards
    assert client.get("/admin/logout/").status_code == 405
    client.post("/admin/logout/")
    client.cookies["sessionid"] = inside
    assert client.get("/admin/").status_code == 302


@pytest.mark.django_db
def test_an_account_that_is_switched_off_or_loses_its_role_is_out_at_the_next_request():
    client = signed_in("Publishers", "ada")
    occupation = make_occupation()
    user = get_user_model().objects.get(username="ada")
    publish.publish(occupation)
    restoring = f"{page_of(occupation, 'history_restore')}?version=e1"
    assert client.get(restoring).status_code == 200

    user.groups.set([Group.objects.get(name="Editors")])
    assert client.get(restoring).status_code == 403
    user.groups.clear()
    assert client.get(page_of(occupation)).status_code == 403
    user.is_active = False
    user.save()
    assert client.get(LIST).status_code == 302


# T36


@pytest.mark.django_db
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example", "http://testserver:81"]
)
def test_no_form_of_another_site_is_read_even_with_a_token(rows, origin):
    get_user_model().objects.create_superuser("root", password=PASSWORD)
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(username="root"))
    sent = {"csrfmiddlewaretoken": form_of(client.get(ADD))["csrfmiddlewaretoken"], "post": "yes"}
    before = Occupation.objects.count(), Edition.objects.count(), get_user_model().objects.count()

    for address in list(admin_patterns()) if origin.startswith("https") else ["occupations/occupation/add/"]:
        found = client.post(filled_in(address, rows), sent, headers={"origin": origin})
        assert found.status_code == 403, address

    assert (Occupation.objects.count(), Edition.objects.count(), get_user_model().objects.count()) == before


# T37


@pytest.mark.django_db
def test_what_five_hundred_rows_lead_to_is_not_deleted_even_by_a_superuser():
    root = Client()
    root.force_login(get_user_model().objects.create_superuser("root"))
    hub, *others = [make_occupation(f"Job {number}") for number in range(21)]
    hub.responsibilities.bulk_create(
        type(hub.responsibilities.model())(occupation=hub, position=number, text="Works.") for number in range(1, 481)
    )
    PairNote.objects.bulk_create(PairNote(first=hub, second=other) for other in others)
    publish.publish(hub)
    delete = page_of(hub, "delete")

    for address, sent in (
        (delete, {"post": "yes"}),
        (LIST, {"action": "delete_selected", "_selected_action": str(hub.pk), "post": "yes"}),
        (reverse("admin:occupations_category_delete", args=[hub.category_id]), {"post": "yes"}),
    ):
        assert root.post(address, sent).status_code in (200, 403)

    assert hub.responsibilities.count() == 480
    assert (PairNote.objects.count(), hub.editions.count(), Category.objects.count()) == (20, 1, 1)


@pytest.mark.django_db
def test_of_a_draft_everything_that_would_go_is_shown_before():
    editor = signed_in("Editors")
    draft = make_occupation(responsibilities=tuple(f"Duty {number}." for number in range(50)))

    said = text_of(editor.get(page_of(draft, "delete")))

    assert "Are you sure" in said
    assert "Responsibilities: 50" in said
    assert Occupation.objects.exists()


# T38


@pytest.mark.django_db
def test_what_is_saved_and_deleted_is_recorded_with_who_did_it_and_nobody_edits_the_record():
    editor = signed_in("Editors", "ada")
    draft, other = make_occupation("Chief"), make_occupation("Chef")
    assert editor.post(page_of(draft), form_of(editor.get(page_of(draft))) | {"title": "Head"}).status_code == 302
    sent = {"action": "delete_selected", "_selected_action": [str(draft.pk), str(other.pk)]}
    assert editor.post(LIST, form_of(editor.post(LIST, sent)) | sent).status_code == 302

    entries = list(LogEntry.objects.order_by("pk").values_list("user__username", "action_flag", "object_repr"))

    assert entries[0] == ("ada", 2, "Head")
    assert sorted(entries[1:]) == [("ada", 3, "Chef"), ("ada", 3, "Head")]
    assert LogEntry not in admin.site._registry
