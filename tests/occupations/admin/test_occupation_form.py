"""The form of an occupation that sources describe: what it shows, its buttons without scripts, and what it saves."""

import json
from urllib.parse import urlencode

import html5lib
import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from occupations.admin.commands import Command, apply, command_of
from occupations.admin.pasting import add_lines
from occupations.admin.presence import HERE
from occupations.models import (
    AlternateTitle,
    Figure,
    Occupation,
    OccupationSkill,
    OpenForm,
    Release,
    Skill,
    WageEstimate,
)
from occupations.publishing import publish
from occupations.publishing.building import build_profile
from tests.admin_pages import form_of, make_described, page_of, signed_in, text_of
from tests.occupations import factories as make
from tests.occupations.publishing.test_official_texts import texts

TASKS = ["Plan.", "Cook.", "Serve."]

db = pytest.mark.django_db


@pytest.fixture
def editor(db) -> Client:
    return signed_in("Editors", "ada")


@pytest.fixture
def cook(db) -> Occupation:
    """Published, with all that sources say."""
    return make_described("Cook", TASKS)


def save(client: Client, owner: Occupation, **changes: str):
    address = page_of(owner)
    return client.post(address, {**form_of(client.get(address)), **changes}, follow=True)


def shown(owner: Occupation) -> tuple[str, ...]:
    """The responsibilities that visitors would see."""
    return build_profile(Occupation.objects.get(pk=owner.pk))[0].responsibilities


def rows(owner: Occupation) -> list[tuple[str, str, int | None, bool]]:
    return list(owner.responsibilities.values_list("text", "instead_of", "position", "hidden"))


# What it shows


def test_the_form_shows_what_visitors_see_and_who_says_it(editor, cook):
    page = text_of(editor.get(page_of(cook)))
    for words in ("Visitors see: O*NET, 2024 Cooks.", "Plan. O*NET, 2024", "Skill 0 4.0 O*NET, 2024", "Cook one"):
        assert words in page


def test_saving_the_form_as_it_is_stores_no_edit(editor, cook):
    save(editor, cook)
    cook.refresh_from_db()
    assert (cook.responsibilities.count(), cook.occupation_skills.count(), cook.changed) == (0, 0, False)


# Lists


def test_a_responsibility_is_taken_over_and_given_back(editor, cook):
    save(editor, cook, **{"responsibilities-1-text": "Cook well."})
    assert rows(cook) == [("Cook well.", "Cook.", None, False)]
    assert shown(cook) == ("Plan.", "Cook well.", "Serve.")
    form = form_of(editor.get(page_of(cook)))
    assert form["responsibilities-0-text"] == "Cook well."
    save(editor, cook, **{"responsibilities-0-text": ""})
    assert rows(cook) == []


def test_the_same_words_stay_the_sources(editor, cook):
    save(editor, cook, **{"responsibilities-1-text": " COOK.\u200b"})
    assert rows(cook) == []


def test_one_is_left_out_and_one_is_moved(editor, cook):
    save(editor, cook, **{"responsibilities-0-hidden": "on", "responsibilities-2-position": "2"})
    assert sorted(rows(cook)) == [("", "Plan.", None, True), ("", "Serve.", 1, False)]
    assert shown(cook) == ("Serve.", "Cook.")
    assert "Left out" in text_of(editor.get(page_of(cook)))


def test_pasted_lines_become_rows_beside_the_official_ones(editor, cook):
    save(editor, cook, **{"responsibilities-lines": "Taste.\n\n  Season\u00a0 well.\n"})
    assert shown(cook) == (*TASKS, "Taste.", "Season well.")
    assert [text for text, *_ in rows(cook)] == ["Taste.", "Season well."]


def test_too_many_lines_are_refused_and_stay_in_the_box(editor, cook):
    lines = "\r\n".join(f"Line {number}." for number in range(10_000))
    response = save(editor, cook, **{"responsibilities-lines": lines, "description": "Mine."})
    assert "10,000 lines were pasted, and nothing was added: at most 100 lines are added at a time." in text_of(
        response
    )
    again = form_of(response)
    assert (again["responsibilities-lines"], again["description"]) == (lines, "Mine.")
    assert 'href="#id_responsibilities-lines"' in response.content.decode()
    assert rows(cook) == []


def test_a_list_of_our_own_needs_an_item(editor, cook):
    response = save(editor, cook, own_responsibilities="on")
    assert "Our own list is empty." in text_of(response)
    save(editor, cook, own_responsibilities="on", **{"responsibilities-lines": "Taste."})
    assert shown(cook) == ("Taste.",)
    assert "has 3 of its own" in text_of(editor.get(page_of(cook)))
    form = form_of(editor.get(page_of(cook)))
    del form["own_responsibilities"]
    editor.post(page_of(cook), form)
    assert shown(cook) == (*TASKS, "Taste.")


def test_a_new_skill_is_made_in_place(editor, cook):
    save(editor, cook, **{"occupation_skills-lines": "Knife  work"})
    assert [skill.name for skill in Skill.objects.all()] == ["Knife work"]
    save(editor, make_described("Baker", TASKS), **{"occupation_skills-lines": "knife work"})
    assert Skill.objects.count() == 1
    assert OccupationSkill.objects.count() == 2


def test_what_a_release_took_away_is_no_longer_listed_and_stays_stored(editor, cook):
    save(editor, cook, **{"responsibilities-0-hidden": "on", "responsibilities-1-text": "Cook well."})
    record, release = cook.classifications.get().record, Release.objects.get()
    texts(record, make.release(release.dataset, 2025), responsibility=["Serve."])
    page = text_of(editor.get(page_of(cook)))
    assert ("Plan." in page, "Cook well." in page) == (False, True)
    save(editor, cook)
    assert ("", "Plan.", None, True) in rows(cook)


def test_titles_of_sources_are_left_out_and_may_become_ours(editor, cook):
    address = page_of(cook)
    form = form_of(editor.get(address)) | {"left_out": ["Cook one", "Cook two"], "alternate_titles-lines": "Cook two"}
    editor.post(address, form)
    assert list(AlternateTitle.objects.values_list("title", "hidden")) == [("Cook one", True), ("Cook two", False)]
    save(editor, cook)
    assert AlternateTitle.objects.count() == 1 + 1


def titles(owner: Occupation) -> list[tuple[str, str, bool]]:
    return list(owner.alternate_titles.values_list("title", "instead_of", "hidden"))


def focused(response) -> list[str]:
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return [element.get("id", "") for element in page.iter() if element.get("autofocus") is not None]


def test_a_title_of_a_source_is_taken_over_and_given_back(editor, cook):
    response = press(editor, cook, "take left_out Cook two")
    form = form_of(response)
    assert (form["left_out"], form["alternate_titles-0-title"]) == ("Cook two", "Cook two")
    assert focused(response) == ["id_alternate_titles-0-title"]
    editor.post(page_of(cook), form | {"alternate_titles-0-title": "Second cook"})
    assert titles(cook) == [("Cook two", "", True), ("Second cook", "Cook two", False)]
    assert "Ours, in place of: Cook two" in text_of(editor.get(page_of(cook)))

    response = press(editor, cook, "back left_out Cook two")
    assert titles(cook) == [("Cook two", "", True), ("Second cook", "Cook two", False)]  # nothing is saved yet
    form = form_of(response)
    assert ("left_out" in form, form["alternate_titles-0-DELETE"]) == (False, "on")
    editor.post(page_of(cook), form)
    assert titles(cook) == []


def test_a_button_means_its_title_whatever_a_release_has_changed_meanwhile(editor, cook):
    record, release = cook.classifications.get().record, Release.objects.get()
    texts(record, make.release(release.dataset, 2025), alternate_title=["Cook none", "Cook one", "Cook two"])

    response = press(editor, cook, "take left_out Cook two")

    assert form_of(response)["alternate_titles-0-title"] == "Cook two"


def test_a_title_that_was_taken_over_is_restored_from_the_history(editor, cook):
    editor.post(
        page_of(cook),
        form_of(press(editor, cook, "take left_out Cook one")) | {"alternate_titles-0-title": "First cook"},
    )
    taken = titles(cook)
    editor.post(page_of(cook), form_of(press(editor, cook, "back left_out Cook one")))
    assert titles(cook) == []

    shown = editor.get(page_of(cook, "history_undo"), follow=True)
    editor.post(f"{shown.wsgi_request.get_full_path()}", form_of(shown))

    assert titles(cook) == taken


def test_a_title_is_given_back_before_anything_is_saved(editor, cook):
    taken = form_of(press(editor, cook, "take left_out Cook one", title="Chef"))
    given_back = press(editor, cook, "back left_out Cook one", **taken | {"alternate_titles-0-title": "First cook"})
    assert focused(given_back) == ["id_left_out-take-0"]
    editor.post(page_of(cook), form_of(given_back))
    cook.refresh_from_db()
    assert (cook.title, titles(cook)) == ("Chef", [])


def test_a_title_that_is_taken_over_twice_or_left_as_it_is_stays_the_sources(editor, cook):
    taken = form_of(press(editor, cook, "take left_out Cook one"))
    again = form_of(press(editor, cook, "take left_out Cook one", **taken))
    assert again["alternate_titles-TOTAL_FORMS"] == "1"
    editor.post(page_of(cook), again)
    assert titles(cook) == []


def test_a_title_that_is_marked_for_removal_is_taken_over_again(editor, cook):
    editor.post(
        page_of(cook),
        form_of(press(editor, cook, "take left_out Cook one")) | {"alternate_titles-0-title": "First cook"},
    )
    again = form_of(
        press(editor, cook, "take left_out Cook one", **form_of(press(editor, cook, "back left_out Cook one")))
    )
    editor.post(page_of(cook), again)
    assert titles(cook) == [("Cook one", "", True), ("First cook", "Cook one", False)]


@pytest.mark.parametrize(
    "button", ["take left_out Chef", "back left_out Chef", "up left_out Cook one", "take left_out 0"]
)
def test_a_title_that_is_not_there_changes_nothing(editor, cook, button):
    typed = form_of(editor.get(page_of(cook))) | {"title": "Chef"}
    again = form_of(press(editor, cook, button, **typed))
    assert {name for name in typed if again[name] != typed[name]} <= {"csrfmiddlewaretoken", "opened"}
    assert len(again) == len(typed)


def test_two_editors_reword_one_title_of_a_source(editor, cook):
    bob = signed_in("Publishers", "bob")
    hers, his = (form_of(press(client, cook, "take left_out Cook one")) for client in (editor, bob))
    editor.post(page_of(cook), hers | {"alternate_titles-0-title": "First cook"})
    response = bob.post(page_of(cook), his | {"alternate_titles-0-title": "Head cook"})
    assert "Changed by both of you" in text_of(response)
    assert titles(cook) == [("Cook one", "", True), ("First cook", "Cook one", False)]


def test_too_many_job_titles_are_refused_and_stay_in_the_box(editor, cook):
    lines = "\r\n".join(f"Cook {number}" for number in range(10_000))
    response = save(editor, cook, **{"alternate_titles-lines": lines, "title": "Chef"})
    assert "10,000 lines were pasted, and nothing was added" in text_of(response)
    again = form_of(response)
    assert (again["alternate_titles-lines"], again["title"]) == (lines, "Chef")
    assert 'href="#id_alternate_titles-lines"' in response.content.decode()
    assert titles(cook) == []


def test_a_description_is_taken_over_with_its_source(editor, cook):
    save(editor, cook, description="Cooks well.", description_after="Cooks.")
    cook.refresh_from_db()
    assert (cook.description, cook.description_after) == ("Cooks well.", "Cooks.")
    save(editor, cook, description="cooks.")
    cook.refresh_from_db()
    assert (cook.description, cook.description_after) == ("", "")


def test_two_editors_edit_one_official_item(cook, editor):
    bob = signed_in("Publishers", "bob")
    address = page_of(cook)
    hers, his = form_of(editor.get(address)), form_of(bob.get(address))
    editor.post(address, hers | {"responsibilities-1-text": "Cook well."})
    response = bob.post(
        address, his | {"responsibilities-1-text": "Cook fast.", "responsibilities-0-text": "Plan all."}
    )
    assert "Changed by both of you" in text_of(response)
    assert rows(cook) == [("Cook well.", "Cook.", None, False)]
    bob.post(address, form_of(response) | {_choice(response): "stored"})
    assert shown(cook) == ("Plan all.", "Cook well.", "Serve.")


def _choice(response) -> str:
    (conflict,) = response.context["conflicts"]
    return conflict.name


# Buttons without scripts


@pytest.mark.parametrize(
    ("value", "command"),
    [
        ("up responsibilities 2", Command("up", "responsibilities", 2)),
        ("up responsibilities", None),
        ("up responsibilities x", None),
        ("up responsibilities 9999999", None),
        ("", None),
    ],
)
def test_reading_a_command(value, command):
    assert command_of(QueryDict(urlencode({"_edit": value}))) == command


def test_moving_a_row_numbers_all():
    data = QueryDict("a-TOTAL_FORMS=3&a-0-position=1&a-1-position=2&a-2-position=3", mutable=True)
    assert apply(data, Command("up", "a", 2), "text") == "id_a-2-up"
    assert [data[f"a-{index}-position"] for index in range(3)] == ["1", "3", "2"]
    apply(data, Command("up", "a", 0), "text")
    assert [data[f"a-{index}-position"] for index in range(3)] == ["1", "3", "2"]


def test_adding_lines_counts_rows():
    data = QueryDict(urlencode({"a-TOTAL_FORMS": "1", "a-lines": "One\n\nTwo"}), mutable=True)
    assert add_lines(data, "a", "text") == [1, 2]
    assert (data["a-TOTAL_FORMS"], data["a-1-text"], data["a-2-text"], data["a-lines"]) == ("3", "One", "Two", "")


def press(client: Client, owner: Occupation, value: str, **typed: str):
    address = page_of(owner)
    return client.post(address, {**form_of(client.get(address)), **typed, "_edit": value})


def test_a_row_moves_and_nothing_is_lost_or_saved(editor, cook):
    response = press(editor, cook, "up responsibilities 2", description="Typed.", title="")
    form = form_of(response)
    assert [form[f"responsibilities-{index}-position"] for index in range(3)] == ["1", "3", "2"]
    assert (form["description"], form["title"]) == ("Typed.", "")
    page = response.content.decode()
    assert 'id="id_responsibilities-2-up" autofocus' in page
    assert "This field is required." not in page
    assert rows(cook) == []
    editor.post(page_of(cook), form | {"title": "Cook"})
    assert shown(cook) == ("Plan.", "Serve.", "Cook.")


def test_taking_over_copies_the_words_into_a_box(editor, cook):
    form = form_of(press(editor, cook, "take responsibilities 1"))
    assert form["responsibilities-1-text"] == "Cook."
    form = form_of(press(editor, cook, "take description 0"))
    assert (form["description"], form["description_after"]) == ("Cooks.", "Cooks.")


def test_an_official_figure_is_taken_over_with_its_value(editor, cook):
    form = form_of(press(editor, cook, "override growth 0"))
    assert (form["figures-0-metric"], form["figures-0-value"]) == ("growth", "3")
    editor.post(page_of(cook), form | {"figures-0-value": "4", "figures-0-reason": "Asked."})
    assert Figure.objects.get(release=None).value == 4


def test_official_pay_is_taken_over_as_one_row(editor, cook):
    record = cook.classifications.get().record
    make.wage(record=record, release=make.release(), annual_median=50_000, annual_p90=90_000)
    publish.publish(cook)
    form = form_of(press(editor, cook, "override wage_annual_median 0"))
    assert (form["wageestimates-0-annual_median"], form["wageestimates-0-annual_p90"]) == ("50000", "90000")
    page = text_of(editor.post(page_of(cook), form | {"wageestimates-0-annual_p90": "x"}))
    assert "90th percentile a year: Enter a number." in page
    assert not WageEstimate.objects.filter(release=None).exists()


# Errors


def test_errors_are_listed_above_the_form_with_links(editor, cook):
    response = save(editor, cook, title="", **{"responsibilities-1-text": "plan."})
    page = response.content.decode()
    assert '<a href="#id_title">Title: This field is required.</a>' in page
    text = "Responsibilities, row 2, Text: This is in the list already, as number 1."
    assert f'<a href="#id_responsibilities-1-text">{text}</a>' in page
    assert 'role="alert" tabindex="-1" autofocus' in page


# Who else is here


def test_others_who_have_the_form_open_are_named_for_two_minutes(editor, cook):
    bob = signed_in("Publishers", "bob")
    bob.get(page_of(cook))
    assert "Also here: bob" in text_of(editor.get(page_of(cook)))
    assert "Also here" not in text_of(editor.get(page_of(make_described("Baker", TASKS))))
    OpenForm.objects.filter(user__username="bob").update(seen_at=timezone.now() - HERE)
    assert "Also here" not in text_of(editor.get(page_of(cook)))
    here = page_of(cook, "here")
    assert json.loads(bob.post(here).content) == {"others": ["ada"]}
    assert json.loads(editor.post(here).content) == {"others": ["bob"]}
    assert editor.get(here).status_code == 405


# The list


def test_occupations_are_found_by_codes_with_and_without_punctuation(editor, cook):
    make_described("Baker", TASKS)
    code = cook.classifications.get().record.code
    for term in (code, code.replace("-", "").replace(".", ""), code.partition(".")[0], "  COOK\u00a0"):
        response = editor.get(reverse("admin:occupations_occupation_changelist"), {"q": term})
        assert [one.title for one in response.context["cl"].result_list] == ["Cook"]
    assert code in text_of(response)


def test_next_and_previous_stay_within_the_filter_and_it_survives_a_save(editor, cook):
    make_described("Baker", TASKS), make.occupation("Waiter")
    filters = "?" + urlencode({"_changelist_filters": "state=published"})
    page = editor.get(page_of(cook) + filters)
    found = page.context["neighbors"]
    assert (found.before.title, found.after, found.place, found.total) == ("Baker", None, 2, 2)
    assert found.before.url.endswith(filters)
    saved = editor.post(page_of(cook) + filters, form_of(page))
    assert saved.url == page_of(cook) + filters


def statements(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len([one for one in made if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_the_form_and_the_list_cost_the_same_queries_at_two_sizes(editor, cook):
    large = make_described("Baker", [f"Task {number}." for number in range(40)], skills=30)
    for _ in range(10):
        make.classify(large, make.record(), "broader")
    form = [statements(editor, page_of(owner)) for owner in (cook, large)]
    assert form[0] == form[1] <= 25
    listed = reverse("admin:occupations_occupation_changelist")
    before = statements(editor, listed)
    for number in range(5):
        make.occupation(f"Waiter {number}")
    assert before == statements(editor, listed) <= 8
