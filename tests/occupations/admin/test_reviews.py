"""A second pair of eyes: asked for, answered, sent back, approved, skipped, and never one's own."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from occupations.models import Edition, Occupation, PublishingRun, ReviewRequest, ScheduledEdition
from occupations.models.reviews import Outcome
from occupations.publishing import publish, reviews
from tests.admin_pages import form_of, make_occupation, page_of, signed_in, text_of, ticked
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

LIST = "/admin/occupations/reviewrequest/"


@pytest.fixture
def anna() -> Client:
    return signed_in("Editors", "anna")


@pytest.fixture
def bert() -> Client:
    return signed_in("Publishers", "bert")


@pytest.fixture
def page() -> Occupation:
    """Public, with an official growth of 3%, which a draft overrides with 9%."""
    page, record = make_occupation("Cook"), make.record()
    make.classify(page, record)
    make.figure("growth", 3, record=record, release=make.release())
    publish.publish(page)
    make.figure("growth", 9, occupation=page)
    publish.note_changes(page)
    return page


def press(client: Client, page: Occupation, button: str = "", step: str = "publish", **values):
    """What a browser sends of the page when somebody presses a button; without a name, that of the step."""
    shown = client.get(page_of(page, step))
    form = ticked(shown) if step == "publish" else form_of(shown)
    pressed = {button: "1"} if button else {}
    return client.post(page_of(page, step), form | values | pressed, follow=True)


def growth(page: Occupation) -> list[int | None]:
    return [value for _, value in make.values_of(make.published(Occupation.objects.get(pk=page.pk).live), "growth")]


def test_an_override_of_an_official_figure_needs_somebody_else(anna, bert, page):
    shown = text_of(anna.get(page_of(page, "publish")))
    assert "A figure of an editor takes the place of an official one. A second person has to look at it first." in shown
    refused = press(anna, page)
    assert "Nothing was done. It needs a review: somebody else of Editors, Publishers and Administrators" in text_of(
        refused
    )
    assert growth(page) == [300]

    asked = press(anna, page, "ask", note="Our own survey", comment="Is 9% right?")
    assert "You asked for a review." in text_of(asked)
    request = ReviewRequest.objects.get()
    assert (request.asked_by.username, request.note, request.why) == (
        "anna",
        "Our own survey",
        "A figure of an editor takes the place of an official one.",
    )

    waiting = text_of(bert.get(page_of(page, "publish")))
    assert "anna asked for a review" in waiting
    assert "Is 9% right?" in waiting
    done = press(bert, page)
    assert "Edition 2 is live." in text_of(done)
    assert growth(page) == [900, 300]
    request.refresh_from_db()
    assert (request.outcome, request.decided_by.username) == ("approved", "bert")
    edition = Edition.objects.get(number=2)
    assert (edition.note, edition.by.username) == ("Our own survey", "bert")


def test_nobody_approves_what_they_asked_for(anna, page):
    press(anna, page, "ask")

    refused = press(anna, page)

    assert "Nothing was done. It needs a review" in text_of(refused)
    assert 'value="Approve' not in anna.get(page_of(page, "publish")).content.decode()
    assert growth(page) == [300]
    request = ReviewRequest.objects.get()
    with pytest.raises(IntegrityError, match="reviewrequest_approved_by_another"), transaction.atomic():
        reviews.decide(request, Outcome.APPROVED, request.asked_by)


def test_nobody_approves_what_they_have_changed_since(anna, bert, page):
    press(anna, page, "ask")
    change = page_of(page)
    bert.post(change, form_of(bert.get(change)) | {"description": "Cooks."})

    refused = press(bert, page)

    assert "It was changed after the review was asked for. Ask again" in text_of(refused)
    assert growth(page) == [300]
    press(bert, page, "ask")
    assert list(ReviewRequest.objects.order_by("pk").values_list("outcome", flat=True)) == ["replaced", "open"]
    assert "Edition 2 is live." in text_of(press(anna, page))


def test_it_is_sent_back_with_a_reason_and_asked_again(anna, bert, page):
    press(anna, page, "ask")
    refused = press(bert, page, "send_back")
    assert "Say why, so that it can be changed." in text_of(refused)

    press(bert, page, "send_back", comment="The source says 6%.")

    request = ReviewRequest.objects.get()
    assert (request.outcome, request.reason) == ("sent_back", "The source says 6%.")
    assert "1 review sent back to you Cook" in text_of(anna.get("/admin/"))
    assert "The source says 6%." in text_of(anna.get(f"{LIST}?waiting=back"))
    press(anna, page, "ask", comment="Now it does.")
    assert "sent back to you Cook" not in text_of(anna.get("/admin/"))
    assert "1 review waiting for you Cook" in text_of(bert.get("/admin/"))


def test_messages_are_added_and_a_request_is_taken_back(anna, bert, page):
    press(anna, page, "ask")
    assert "Write something." in text_of(press(bert, page, "say"))
    press(bert, page, "say", comment="Where is it from?")
    press(anna, page, "say", comment="From the union.")
    assert "Where is it from?" in text_of(anna.get(page_of(page, "publish")))
    refused = press(bert, page, "recall")
    assert "Only who asked for the review can take the request back." in text_of(refused)

    press(anna, page, "recall")

    request = ReviewRequest.objects.get()
    assert request.outcome == "taken_back"
    assert [(one.by.username, one.text) for one in request.comments.all()] == [
        ("bert", "Where is it from?"),
        ("anna", "From the union."),
    ]
    assert "Nobody asks for a review any longer." in text_of(press(bert, page, "say", comment="Too late."))


def test_skipping_it_needs_a_permission_and_a_reason_and_is_listed(anna, bert, page):
    refused = press(anna, page, "without_review", skip_reason="I am sure.")
    assert "Publishers and Administrators can do it without a review" in text_of(refused)
    assert "Say why nobody else has to look at it first." in text_of(press(bert, page, "without_review"))
    assert growth(page) == [300]

    done = press(bert, page, "without_review", skip_reason="Anna is away until May.")

    assert "Edition 2 is live." in text_of(done)
    assert growth(page) == [900, 300]
    assert "1 step taken without a review" in text_of(anna.get("/admin/"))
    listed = text_of(anna.get(f"{LIST}?waiting=skipped"))
    assert "Cook" in listed
    assert "Anna is away until May." in listed


def test_what_visitors_see_already_needs_no_second_look(anna, page):
    publish.publish(page)
    Occupation.objects.filter(pk=page.pk).update(description="Cooks.")

    assert "Edition 3 is live." in text_of(press(anna, page))


def test_a_figure_that_overrides_nothing_needs_none(anna):
    page = make_occupation("Cook")
    make.figure("growth", 9, occupation=page)

    assert "Edition 1 is live." in text_of(press(anna, page))


def test_a_site_may_do_without(anna, page, settings):
    settings.REVIEW_REQUIRED_FOR = []

    assert "Edition 2 is live." in text_of(press(anna, page))


def test_a_review_that_nobody_needs_may_be_asked_for(anna, bert):
    page = make_occupation("Cook")
    press(anna, page, "ask", comment="My first page.")

    assert "Edition 1 is live." in text_of(press(bert, page))
    assert ReviewRequest.objects.get().outcome == "approved"


def test_who_publishes_their_own_has_taken_the_request_back(anna):
    page = make_occupation("Cook")
    press(anna, page, "ask")

    assert "Edition 1 is live." in text_of(press(anna, page))
    assert ReviewRequest.objects.get().outcome == "taken_back"


def test_one_is_open_at_most(anna, page):
    press(anna, page, "ask")

    assert "A review is asked for already." in text_of(press(anna, page, "ask"))
    with pytest.raises(IntegrityError, match="reviewrequest_one_open"), transaction.atomic():
        reviews.ask(page, by=None, why=[], asked_about="now")


def test_who_may_only_write_asks_for_a_review(page):
    writer = signed_in("Viewers", "carl")
    assert writer.get(page_of(page, "publish")).status_code == 403
    assert writer.post(page_of(page, "publish"), {"ask": "1"}).status_code == 403
    assert not ReviewRequest.objects.exists()


def test_a_moment_that_was_asked_for_is_agreed_on(anna, bert, page):
    at = (timezone.now() + datetime.timedelta(days=3)).strftime("%Y-%m-%dT06:00")
    press(anna, page, "ask", when="other", at=at)

    shown = form_of(bert.get(page_of(page, "publish")))
    assert (shown["when"], shown["at"]) == ("other", at)
    done = press(bert, page)

    assert "Visitors see it from " in text_of(done)
    assert ScheduledEdition.objects.get().moment == ReviewRequest.objects.get().moment
    assert ReviewRequest.objects.get().outcome == "approved"
    assert growth(page) == [300]


# Withdrawing


def test_an_editor_asks_for_a_withdrawal_and_a_publisher_approves_it(anna, bert, page):
    other = make_occupation("Chef")
    publish.publish(other)
    assert "This field is required." in text_of(press(anna, page, "ask", "withdraw"))
    asked = press(anna, page, "ask", "withdraw", reason="Chefs do it.", successor=other.pk)
    assert "Somebody else of Publishers and Administrators can approve it." in text_of(asked)
    refused = press(anna, page, step="withdraw", reason="Chefs do it.")
    assert "Publishers and Administrators can withdraw it." in text_of(refused)
    assert Occupation.objects.public().filter(pk=page.pk).exists()

    done = press(bert, page, step="withdraw")

    assert "The page is withdrawn." in text_of(done)
    page.refresh_from_db()
    assert (page.withdrawal_reason, page.successor) == ("Chefs do it.", other)


def test_a_publisher_needs_somebody_else_to_withdraw_a_page_and_nobody_to_change_the_reason(bert, page):
    assert "It needs a review" in text_of(press(bert, page, step="withdraw", reason="Gone."))
    press(bert, page, "without_review", "withdraw", reason="Gone.", skip_reason="A court order.")
    page.refresh_from_db()
    assert page.withdrawn_at

    press(bert, page, step="withdraw", reason="By order of a court.")

    page.refresh_from_db()
    assert page.withdrawal_reason == "By order of a court."


def test_another_step_waits_until_the_first_is_decided(anna, bert, page):
    press(anna, page, "ask")

    shown = text_of(bert.get(page_of(page, "withdraw")))

    assert "Another step waits for a review: Publish Cook." in shown
    assert "A review is asked for already." in text_of(press(bert, page, "ask", "withdraw", reason="Gone."))
    press(bert, page, "without_review", "withdraw", reason="Gone.", skip_reason="At once.")
    assert sorted(ReviewRequest.objects.values_list("step", "outcome")) == [
        ("publish", "replaced"),
        ("withdraw", "passed"),
    ]


# Batches


def test_a_batch_needs_somebody_else(anna, bert):
    chosen = {"action": "publish_selected", "_selected_action": [make_occupation(name).pk for name in ("Cook", "Chef")]}
    for pk in chosen["_selected_action"]:
        make.figure("openings_annual", 100, occupation=Occupation.objects.get(pk=pk))
    batch = anna.post("/admin/occupations/occupation/", chosen, follow=True)
    address = batch.request["PATH_INFO"]
    assert "A batch changes many pages at once. A second person has to look at it first." in text_of(batch)
    refused = anna.post(address, form_of(batch) | {"publish": "1"}, follow=True)
    assert "It needs a review" in text_of(refused)
    asked = anna.post(address, form_of(batch) | {"ask": "1", "note": "All new"}, follow=True)
    assert "You asked for a review." in text_of(asked)
    assert not Edition.objects.exists()
    assert "1 review waiting for you 2 occupations to publish" in text_of(bert.get("/admin/"))
    assert bert.get(f"{LIST}{ReviewRequest.objects.get().pk}/change/").url == address

    done = bert.post(address, form_of(bert.get(address)) | {"publish": "1"}, follow=True)

    assert "2 new editions are live." in text_of(done)
    assert ReviewRequest.objects.get().outcome == "approved"
    assert PublishingRun.objects.get().by.username == "bert"


# Forged


@pytest.mark.parametrize("button", ["", "ask", "send_back", "say", "recall", "without_review"])
@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_a_forged_form_without_what_was_seen_does_nothing(bert, page, button, step):
    sent = {"comment": "x", "reason": "x", "skip_reason": "x", "when": "never", "at": "x", "checked": ["x"]}

    response = bert.post(page_of(page, step), sent | ({button: "1"} if button else {}))

    assert response.status_code == 200
    assert "Nothing was done" in text_of(response)
    assert not ReviewRequest.objects.exists()
    assert growth(page) == [300]
    assert not Occupation.objects.get(pk=page.pk).withdrawn_at


def test_decided_reviews_are_shown_with_what_was_said(anna, bert, page):
    press(anna, page, "ask", comment="Is 9% right?")
    press(bert, page)

    shown = text_of(anna.get(f"{LIST}{ReviewRequest.objects.get().pk}/change/"))

    assert "anna: Is 9% right?" in shown
    assert "approved" in shown
