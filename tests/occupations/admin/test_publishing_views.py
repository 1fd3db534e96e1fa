"""Preview, publish, editions, restore, withdraw, reinstate: who may, and what visitors see of it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from occupations.models import MetricPolicy, Occupation
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, page_of, responsibilities, signed_in, text_of, ticked

pytestmark = pytest.mark.django_db

WRITING = ["publish", "withdraw", "reinstate"]
NOT_FOR_EDITORS = ["withdraw", "reinstate"]
ALONE = {"without_review": "1", "skip_reason": "Nobody else is here."}


@pytest.fixture
def editor() -> Client:
    return signed_in("Editors")


@pytest.fixture
def publisher() -> Client:
    return signed_in("Publishers")


@pytest.fixture
def occupation() -> Occupation:
    return make_occupation(responsibilities=("Plan the week.", "Hire people."), skills=("POS",))


def do(client: Client, address: str, **values):
    page = client.get(address)
    form = ticked(page) if "publish" in address else form_of(page)
    return client.post(address, form | values, follow=True)


# Preview


def test_the_preview_shows_the_draft_and_the_public_page_does_not(editor, occupation):
    publish.publish(occupation)
    occupation.responsibilities.filter(position=1).update(text="Plan the secret month.")

    preview = editor.get(page_of(occupation, "preview"))

    assert "Preview of unpublished changes" in text_of(preview)
    assert "Plan the secret month." in text_of(preview)
    for output_format in ("/", ".json", ".csv", ".md"):
        assert "secret" not in Client().get(f"/occupations/service-manager{output_format}").content.decode()


def test_the_preview_is_for_the_desk_alone_and_in_no_cache(editor, occupation):
    preview = editor.get(page_of(occupation, "preview"))

    assert preview["Cache-Control"] == "private, no-store"
    assert preview["X-Robots-Tag"] == "noindex"
    assert "ETag" not in preview
    assert '<meta name="robots" content="noindex,nofollow">' in preview.content.decode()
    anonymous = Client().get(page_of(occupation, "preview"))
    assert (anonymous.status_code, anonymous["Location"].split("?")[0]) == (302, reverse("admin:login"))
    assert Client().get(occupation.get_absolute_url()).status_code == 404


def test_a_preview_changes_nothing_that_visitors_see_afterwards(editor, occupation):
    publish.publish(occupation)
    public = Client().get(occupation.get_absolute_url())
    occupation.responsibilities.filter(position=1).update(text="Plan the secret month.")

    editor.get(page_of(occupation, "preview"))

    again = Client().get(occupation.get_absolute_url())
    assert (again.content, again["ETag"]) == (public.content, public["ETag"])


def test_the_preview_hides_what_policy_hides(editor, occupation):
    occupation.figures.create(metric="gender", label="Women", value=40, reason="Our survey")
    assert "Women 40.0%" in text_of(editor.get(page_of(occupation, "preview")))

    MetricPolicy.objects.create(metric="gender", shown=False)

    assert "Women 40.0%" not in text_of(editor.get(page_of(occupation, "preview")))


# Publishing


@pytest.mark.parametrize("name", NOT_FOR_EDITORS)
def test_an_editor_may_neither_withdraw_nor_reinstate(editor, occupation, name):
    publish.publish(occupation)
    if name == "reinstate":
        publish.withdraw(occupation, "Merged.")

    may_ask = name == "withdraw"
    assert editor.get(page_of(occupation, name)).status_code == (200 if may_ask else 403)
    form = form_of(editor.get(page_of(occupation, name))) if may_ask else {"seen": "1"}
    for pressed in ({}, ALONE):
        refused = editor.post(page_of(occupation, name), form | {"reason": "No."} | pressed)
        assert refused.status_code == (200 if may_ask else 403)
        assert "Publishers and Administrators can " in text_of(refused)
    change = editor.get(page_of(occupation))
    assert (page_of(occupation, name) in change.content.decode()) is may_ask
    assert ("Ask to withdraw…" in text_of(change)) is may_ask
    assert "Publishers and Administrators can withdraw, reinstate and restore it." in text_of(change)
    assert Occupation.objects.public().count() == (1 if name == "withdraw" else 0)


def test_an_editor_may_look_at_an_edition_and_not_restore_it(editor, occupation):
    publish.publish(occupation)
    occupation.responsibilities.filter(position=1).update(text="Plan the month.")

    listed = editor.get(page_of(occupation, "editions"))

    assert page_of(occupation, "edition", 1) in listed.content.decode()
    restoring = f"{page_of(occupation, 'history_restore')}?version=e1"
    assert restoring not in listed.content.decode()
    assert editor.post(restoring, {"seen": "1"}).status_code == 403
    assert responsibilities(occupation)[0] == (1, "Plan the month.")


def test_an_editor_publishes(editor, occupation):
    requested = editor.post(page_of(occupation), form_of(editor.get(page_of(occupation))) | {"_publish": "1"})
    assert (requested.status_code, requested.url) == (302, page_of(occupation, "publish"))

    response = do(editor, page_of(occupation, "publish"), note="First words")

    assert "Edition 1 is live." in text_of(response)
    assert occupation.editions.get().by.username == "editors"


def test_who_may_only_look_is_shown_whom_to_ask(occupation):
    viewer = get_user_model().objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client = Client()
    client.force_login(viewer)

    text = text_of(client.get(page_of(occupation)))

    assert "Editors, Publishers and Administrators can publish it." in text
    assert "Publishers and Administrators can withdraw, reinstate and restore it." in text
    Group.objects.all().delete()
    assert "Superusers can publish it." in text_of(client.get(page_of(occupation)))
    assert client.get(page_of(occupation, "publish")).status_code == 403


def test_who_may_do_everything_is_shown_of_nobody(publisher, occupation):
    assert "can publish it" not in text_of(publisher.get(page_of(occupation)))
    assert "can withdraw" not in text_of(publisher.get(page_of(occupation)))


def test_publishing_needs_the_token_of_a_form(occupation):
    publisher = signed_in("Publishers", csrf=True)
    form = form_of(publisher.get(page_of(occupation, "publish")))
    del form["csrfmiddlewaretoken"]

    assert publisher.post(page_of(occupation, "publish"), form).status_code == 403
    assert not occupation.editions.exists()


def test_looking_at_a_step_changes_nothing(publisher, occupation):
    for name in WRITING:
        publisher.get(page_of(occupation, name))

    occupation.refresh_from_db()
    assert (occupation.live, occupation.withdrawn_at) == (None, None)


# Editions


def test_the_editions_are_listed_with_who_and_why(publisher, occupation):
    do(publisher, page_of(occupation, "publish"), note="First words")
    occupation.responsibilities.filter(position=1).update(text="Plan the month.")
    do(publisher, page_of(occupation, "publish"), note="Longer plans")

    text = text_of(publisher.get(page_of(occupation, "editions")))

    assert "2 live" in text
    assert "publishers Longer plans" in text
    assert "publishers First words" in text
    assert "Plan the week." in text_of(publisher.get(page_of(occupation, "edition", 1)))
    assert publisher.get(page_of(occupation, "edition", 3)).status_code == 404


def test_editions_lead_to_what_restores_them(publisher, occupation):
    publish.publish(occupation)
    restoring = f"{page_of(occupation, 'history_restore')}?version=e1"
    assert f'href="{restoring}"' in publisher.get(page_of(occupation, "editions")).content.decode()
    Occupation.objects.filter(pk=occupation.pk).update(title="Head of service")
    make_occupation("Service manager")

    response = publisher.post(restoring, form_of(publisher.get(restoring)))

    assert "Nothing was saved." in text_of(response)
    occupation.refresh_from_db()
    assert occupation.title == "Head of service"


# Withdrawing


def test_withdrawing_shows_visitors_why_and_where_to_go(publisher, occupation):
    other = make_occupation("Chef")
    publish.publish_all([occupation, other])

    response = do(publisher, page_of(occupation, "withdraw"), reason="Merged with chefs.", successor=other.pk, **ALONE)

    assert "The page is withdrawn." in text_of(response)
    assert "Visitors are offered Chef." in text_of(response)
    occupation.refresh_from_db()
    assert (occupation.withdrawal_reason, occupation.successor) == ("Merged with chefs.", other)
    gone = Client().get(occupation.get_absolute_url())
    assert gone.status_code == 410
    assert "Merged with chefs." in text_of(gone)
    assert other.get_absolute_url() in gone.content.decode()

    back = do(publisher, page_of(occupation, "reinstate"))
    assert "Visitors see edition 1 again." in text_of(back)
    assert Client().get(occupation.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"reason": ""}, "This field is required."),
        ({"reason": "Why.", "successor": "self"}, "Select a valid choice."),
        ({"reason": "Why.", "successor": "draft"}, "Select a valid choice."),
    ],
)
def test_a_withdrawal_without_reason_or_way_on_is_refused(publisher, occupation, values, message):
    draft = make_occupation("Chef")
    publish.publish(occupation)
    keys = {"self": occupation.pk, "draft": draft.pk}

    response = do(
        publisher,
        page_of(occupation, "withdraw"),
        **values | ALONE | {"successor": keys.get(values.get("successor"), "")},
    )

    assert message in text_of(response)
    assert Occupation.objects.public().count() == 1


def test_what_was_never_published_cannot_be_withdrawn(publisher, occupation):
    response = publisher.get(page_of(occupation, "withdraw"), follow=True)

    assert "The occupation was never published, so there is nothing to withdraw." in text_of(response)


def test_an_occupation_with_editions_cannot_be_deleted(editor, occupation):
    publish.publish(occupation)

    assert page_of(occupation, "delete") not in editor.get(page_of(occupation)).content.decode()
    assert "Not deleted, because it is used" in text_of(editor.post(page_of(occupation, "delete"), {"post": "yes"}))
    address = reverse("admin:occupations_occupation_changelist")
    chosen = {"action": "delete_selected", "_selected_action": occupation.pk, "post": "yes"}
    assert "edition" in text_of(editor.post(address, chosen))
    assert Occupation.objects.count() == 1


def test_an_occupation_that_was_never_published_can_be_deleted(editor, occupation):
    delete = page_of(occupation, "delete")
    response = editor.post(delete, form_of(editor.get(delete)), follow=True)

    assert "was deleted successfully" in text_of(response)
    assert not Occupation.objects.exists()
