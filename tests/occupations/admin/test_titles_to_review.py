"""Editors see which titles visitors were answered badly, and decide them."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from occupations.models import MeantInstead, TitleOverride, TitleToReview
from occupations.publishing import publish
from occupations.search.engine import find
from tests.admin_pages import form_of, make_occupation, signed_in, text_of
from tests.answers import Answer

pytestmark = pytest.mark.django_db

LIST = reverse("admin:occupations_titletoreview_changelist")


@pytest.fixture
def editor() -> Client:
    return signed_in("Editors")


def title(words: str, **counts: int) -> TitleToReview:
    return TitleToReview.objects.create(words=words, last_on="2026-01-02", **(counts or {"nothing": 5}))


def words(client: Client, **query: str) -> list[str]:
    return [row.words for row in client.get(LIST, query).context["cl"].result_list]


def act(client: Client, action: str, *chosen: TitleToReview, **query: str) -> Answer:
    address = f"{LIST}?{'&'.join(f'{name}={value}' for name, value in query.items())}"
    sent = {"action": action, "_selected_action": [one.pk for one in chosen]}
    return client.post(address, sent, follow=True)


def test_the_queue_says_how_often_and_what_is_answered_now(editor):
    cook = make_occupation("Cook")
    publish.publish(cook)
    title("xkcdq", nothing=7)
    title("chef", unsure=6, rejected=5)
    MeantInstead.objects.create(title=TitleToReview.objects.get(words="chef"), occupation=cook, count=5)
    title("senior cook", rejected=5)

    text = text_of(editor.get(LIST))

    assert "A title appears within a minute of the fifth time that it is answered with nothing or in doubt" in text
    assert "chef 11 0 6 5 " in text
    assert "Cook (5) Jan. 2, 2026 Answer… “chef” with an occupation" in text
    assert "xkcdq 7 7 0 0 not recognized as a title" in text
    assert "senior cook 5 0 0 5 Cook: match, " in text
    assert words(editor) == ["chef", "xkcdq", "senior cook"]


def test_the_queue_is_filtered_by_problem(editor):
    title("a", nothing=5)
    title("b", unsure=5)
    title("c", rejected=5)

    assert {kind: words(editor, problem=kind) for kind in ("nothing", "unsure", "rejected")} == {
        "nothing": ["a"], "unsure": ["b"], "rejected": ["c"],
    }  # fmt: skip


def test_a_title_is_answered_with_what_visitors_meant_and_leaves_the_queue(editor):
    cook = make_occupation("Cook")
    publish.publish(cook)
    row = title("alchemist", rejected=5)
    title("other")
    MeantInstead.objects.create(title=row, occupation=cook, count=5)
    page = editor.get(LIST)
    [address] = [
        part.partition('"')[0].replace("&amp;", "&")
        for part in page.content.decode().split('href="')
        if "titleoverride/add/?title=alchemist" in part.partition('"')[0]
    ]

    response = editor.post(address, form_of(editor.get(address)), follow=True)

    assert response.redirect_chain[-1][0] == LIST
    assert "1 title is no longer to review." in text_of(response)
    assert words(editor) == ["other"]
    assert find("alchemist").hits[0].title == "Cook"


def test_what_is_no_job_title_is_answered_so(editor):
    publish.publish(make_occupation("Cook"))
    first, second = title("my cook"), title("my cooks")

    response = act(editor, "no_title", first, second)

    assert "1 title now answered with “no match”." in text_of(response)
    assert (find("my cook").hits, find("my cook").by_editors) == ([], True)
    override = TitleOverride.objects.get()
    assert (override.title, override.by.get_username()) == ("my cook", "editors")
    assert LogEntry.objects.get().object_id == str(override.pk)
    assert words(editor) == []


def test_a_dismissed_title_is_not_shown_again_until_it_is_put_back(editor):
    row, _ = title("xkcdq"), title("other")

    act(editor, "dismiss", row)

    assert (words(editor), words(editor, state="dismissed")) == (["other"], ["xkcdq"])
    act(editor, "bring_back", row, state="dismissed")
    assert words(editor) == ["other", "xkcdq"]
    assert LogEntry.objects.count() == 2


def test_the_queue_costs_the_same_at_one_and_at_five(editor, django_assert_num_queries):
    title("a")
    editor.get(LIST)
    with CaptureQueriesContext(connection) as few:
        editor.get(LIST)
    cook = make_occupation("Cook")
    for row in [title(words) for words in "bcde"]:
        MeantInstead.objects.create(title=row, occupation=cook, count=5)
    with django_assert_num_queries(len(few)):
        editor.get(LIST)
