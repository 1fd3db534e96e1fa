"""The queue of reported errors, as an editor works through it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from comparisons.models import PairNote
from occupations.models import Correction, OldSlug
from occupations.pages.reported_figure import said_now
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, page_of, signed_in, text_of
from tests.http.public import get
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

LIST = "/admin/occupations/correction/"


@pytest.fixture
def editor() -> Client:
    return signed_in("Editors")


@pytest.fixture
def report() -> Correction:
    return Correction.objects.create(
        page="/occupations/", source="Survey", figure="Pay", message="It is $5 <b>now</b>.", email="reader@example.org"
    )


def change(one: Correction) -> str:
    return reverse("admin:occupations_correction_change", args=[one.pk])


def test_the_queue_says_what_where_and_since_when(editor, report):
    text = text_of(editor.get(LIST))
    assert "It is $5 <b>now</b>." in text
    assert "/occupations/" in text
    assert "Survey" in text
    assert "new" in text
    assert "1 reported error" in text


def test_the_queue_is_filtered_by_state(editor, report):
    assert "It is $5" in text_of(editor.get(f"{LIST}?state__exact=new"))
    assert "It is $5" not in text_of(editor.get(f"{LIST}?state__exact=fixed"))


def test_an_editor_sees_the_report_and_cannot_rewrite_it(editor, report):
    page = editor.get(change(report))
    assert "reader@example.org" in text_of(page)
    sent = form_of(page)
    assert set(sent) >= {"state", "wrong", "answer"}
    assert not {"message", "source", "figure", "email", "page"} & set(sent)
    editor.post(change(report), {**sent, "message": "Other words.", "state": "accepted"})
    report.refresh_from_db()
    assert (report.message, report.state, report.email) == ("It is $5 <b>now</b>.", "accepted", "reader@example.org")


def test_what_an_editor_fixes_and_shows_is_on_the_page_of_corrections(editor, report):
    sent = form_of(editor.get(change(report)))
    entered = {"state": "fixed", "wrong": "The pay was $4.", "answer": "It is $5 since today.", "public": "on"}
    assert editor.post(change(report), {**sent, **entered}).status_code == 302
    report.refresh_from_db()
    assert (report.email, report.closed_at is None) == ("", False)
    text = get("/corrections/").content.decode()
    assert ("The pay was $4." in text, "It is $5 since today." in text, "<b>now" in text) == (True, True, False)


def test_showing_what_is_not_fixed_or_has_no_texts_is_refused_in_words(editor, report):
    sent = form_of(editor.get(change(report)))
    for entered in (
        {"public": "on"},
        {"public": "on", "state": "fixed"},
        {"public": "on", "wrong": "x", "answer": "y"},
    ):
        page = editor.post(change(report), {**sent, **entered})
        assert page.status_code == 200
        assert "To show the correction to visitors, say what was wrong and what was done" in text_of(page)
    assert Correction.objects.get().public is False


def test_what_another_editor_has_saved_meanwhile_stays(editor, report):
    sent = form_of(editor.get(change(report)))
    Correction.objects.all().move_to("accepted")
    editor.post(change(report), {**sent, "wrong": "Typed."})
    report.refresh_from_db()
    assert (report.state, report.wrong) == ("accepted", "Typed.")
    page = editor.post(change(report), {**sent, "state": "rejected"})
    assert "Nothing was saved." in text_of(page)
    assert Correction.objects.get().state == "accepted"


@pytest.mark.parametrize(
    ("action", "state", "entered", "email"),
    [
        ("accept", "accepted", "1 report now accepted, to be fixed.", "reader@example.org"),
        ("reject", "rejected", "1 report now rejected.", ""),
        ("mark_fixed", "fixed", "1 report now fixed.", ""),
    ],
)
def test_reports_are_moved_on_from_the_list(editor, report, action, state, entered, email):
    sent = {"action": action, "_selected_action": report.pk}
    assert entered in text_of(editor.post(LIST, sent, follow=True))
    report.refresh_from_db()
    assert (report.state, report.email, report.public) == (state, email, False)
    assert entered.replace("1 report", "0 reports") in text_of(editor.post(LIST, sent, follow=True))
    assert f"Now {report.get_state_display()}." in text_of(editor.get(f"{LIST}{report.pk}/history/"))


def test_editors_cannot_add_or_delete_and_publishers_delete_what_is_rubbish(editor, report):
    assert editor.get(f"{LIST}add/").status_code == 403
    assert editor.post(f"{LIST}{report.pk}/delete/", {"post": "yes"}).status_code == 403
    publisher = signed_in("Publishers")
    delete = f"{LIST}{report.pk}/delete/"
    assert publisher.post(delete, form_of(publisher.get(delete))).status_code == 302
    assert not Correction.objects.exists()


# Beside the page


def test_the_figure_is_shown_as_reported_and_as_it_is_now(editor):
    cook = published_with_growth(3)
    report = Correction.objects.create(
        page=cook.get_absolute_url(), row="growth", seen="Projected growth: 3.0%", message="Wrong."
    )
    now = said_now(report.page, "growth").figure
    Correction.objects.update(seen=now)
    assert f"When it was reported {now} Now The same" in text_of(editor.get(change(report)))
    Correction.objects.update(seen="Projected growth: 9.9%")
    page = editor.get(change(report))
    assert f"When it was reported Projected growth: 9.9% Now {now}" in text_of(page)
    place = f"{page_of(cook)}#figure-growth"
    assert place in page.content.decode()
    assert 'id="figure-growth"' in editor.get(page_of(cook)).content.decode()


def test_a_report_about_a_pair_leads_to_both_and_to_their_words(editor):
    cook, chef = make_occupation("Cook"), make_occupation("Chef")
    note = PairNote.objects.create(first=cook, second=chef, verdict="Both.")
    report = Correction.objects.create(page="/compare/chef-vs-cook/", row="responsibilities", message="Wrong.")
    page = editor.get(change(report))
    for one in (cook, chef):
        assert f"{page_of(one)}#responsibilities" in page.content.decode()
    assert "Words about the pair" in text_of(page)
    address = re.search(r'href="([^"]*pairnote/\?q=[^"]*)"', page.content.decode())
    assert list(editor.get(address[1]).context["cl"].result_list) == [note]


def test_the_form_of_a_page_that_has_moved_is_found(editor):
    cook = make_occupation("Cook")
    OldSlug.objects.create(slug="kitchen-hand", occupation=cook)
    report = Correction.objects.create(page="/occupations/kitchen-hand/", message="Wrong.")
    assert page_of(cook) in editor.get(change(report)).content.decode()


def test_it_is_said_who_decided_and_when(editor, report):
    editor.post(change(report), form_of(editor.get(change(report))) | {"state": "accepted"})
    assert "Accepted, to be fixed, by editors on" in text_of(editor.get(change(report)))
    editor.post(LIST, {"action": "mark_fixed", "_selected_action": report.pk})
    assert "Fixed, by editors on" in text_of(editor.get(change(report)))


def published_with_growth(value):
    cook = make_occupation("Cook")
    record, release = make.record(), make.release()
    make.classify(cook, record)
    make.figure("growth", value, record=record, release=release)
    publish.publish(cook)
    return cook
