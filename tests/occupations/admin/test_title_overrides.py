"""Editors say what a title means, and see what came of it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from occupations.models import TitleOverride
from occupations.publishing import publish
from occupations.search.engine import find
from tests.admin_pages import form_of, make_occupation, signed_in, text_of
from tests.answers import Answer

pytestmark = pytest.mark.django_db

ADD = "admin:occupations_titleoverride_add"
LIST = "admin:occupations_titleoverride_changelist"


@pytest.fixture
def editor() -> Client:
    return signed_in("Editors")


def send(client: Client, address: str, **typed: object) -> Answer:
    form = {**form_of(client.get(address)), **{name: str(value) for name, value in typed.items()}}
    return client.post(address, form, follow=True)


def test_an_editor_overrides_a_title_and_visitors_get_it(editor):
    assembler, carpenter = make_occupation("Assembler"), make_occupation("Carpenter")
    assembler.alternate_titles.create(title="Joiner")
    publish.publish_all([assembler, carpenter])
    assert find("joiner").hits[0].title == "Assembler"

    send(editor, f"{reverse(ADD)}?title=Joiner", occupation=carpenter.pk, note="In Britain.")

    assert find("senior joiner").hits[0].title == "Carpenter"
    row = TitleOverride.objects.get()
    assert (row.title, row.folded, row.by.get_username(), row.note) == ("Joiner", "joiner", "editors", "In Britain.")
    assert "Joiner Carpenter In Britain. editors" in text_of(editor.get(reverse(LIST)))
    assert LogEntry.objects.filter(object_id=str(row.pk)).count() == 1

    send(editor, reverse("admin:occupations_titleoverride_change", args=[row.pk]), title="Ship joiner")

    assert (find("joiner").by_editors, find("ship joiner").by_editors) == (False, True)
    assert TitleOverride.objects.get().version == 2


@pytest.mark.parametrize(
    ("title", "error"),
    [
        ("", "This field is required."),
        ("…", "Enter a title with letters or digits."),
        ("😀", "Enter a title with letters or digits."),
        ("29-1141", "This is a code, and codes find their own occupations. Enter a title."),
        ("THE JOINERS", "There is already an override for this title, perhaps in another spelling."),
        ("ﷺ" * 60, "Shorten the title."),
        ("cook", "This is the title of an occupation. Rename “Cook” if it means something else."),
    ],
)
def test_a_title_that_cannot_be_overridden_is_refused_beside_the_field(editor, title, error):
    TitleOverride.objects.create(title="Joiner", folded="joiner")
    publish.publish(make_occupation("Cook"))

    response = send(editor, reverse(ADD), title=title)

    assert error in text_of(response)
    assert "Constraint" not in text_of(response)
    assert TitleOverride.objects.count() == 1


def test_the_list_says_which_overrides_are_ignored_and_why(editor):
    cook, chef = make_occupation("Cook"), make_occupation("Chef")
    publish.publish(cook)
    publish.withdraw(cook, "Gone.")
    for title, occupation in (("Line cook", cook), ("Head chef", chef), ("Student", None)):
        TitleOverride.objects.create(title=title, folded=title.lower(), occupation=occupation)

    text = text_of(editor.get(reverse(LIST)))

    assert "Line cook ignored, because “Cook” is withdrawn" in text
    assert "Head chef ignored, because “Chef” is not published" in text
    assert "Student no match" in text
    for answer, shown in (("ignored", 2), ("none", 1), ("occupation", 0)):
        listed = editor.get(reverse(LIST), {"answer": answer}).context["cl"].result_list
        assert len(listed) == shown


def test_the_list_costs_the_same_at_one_and_at_five(editor, django_assert_num_queries):
    cook = make_occupation("Cook")
    publish.publish(cook)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    TitleOverride.objects.create(title="A", folded="a", occupation=cook)
    editor.get(reverse(LIST))
    with CaptureQueriesContext(connection) as few:
        editor.get(reverse(LIST))
    for title in "bcde":
        TitleOverride.objects.create(title=title, folded=title, occupation=cook)
    with django_assert_num_queries(len(few)):
        editor.get(reverse(LIST))
