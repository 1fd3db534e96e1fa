"""What an editor does on the page of an occupation, as their browser sends it."""

import datetime
from decimal import Decimal

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from careersite import schedule
from occupations import background
from occupations.models import (
    Dataset,
    Figure,
    Occupation,
    OccupationSkill,
    OldSlug,
    Release,
    Skill,
    Source,
    StatisticalRecord,
    VerbatimWord,
    WageEstimate,
)
from occupations.publishing import publish
from tests.admin_pages import (
    form_of,
    make_occupation,
    page_of,
    responsibilities,
    signed_in,
    text_of,
    ticked,
    with_new_row,
)
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

LONG = "Heating, air conditioning, and refrigeration mechanic or installer"
RESPONSIBILITIES = ("Plan the week.", "Hire people.", "Answer letters.")


@pytest.fixture
def editor() -> Client:
    return signed_in("Editors")


@pytest.fixture
def publisher() -> Client:
    return signed_in("Publishers")


@pytest.fixture
def occupation() -> Occupation:
    return make_occupation(responsibilities=RESPONSIBILITIES, skills=("Customer service", "POS"))


@pytest.fixture
def release() -> Release:
    source = Source.objects.create(title="Wage survey", publisher="Bureau")
    dataset = Dataset.objects.create(source=source, key="survey", table="national")
    year = (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    return Release.objects.create(
        dataset=dataset, title="2024", digest="a" * 64, period_start=year[0], period_end=year[1]
    )


def save(client: Client, occupation: Occupation, **changes):
    address = page_of(occupation)
    return client.post(address, {**form_of(client.get(address)), **changes}, follow=True)


# Editing and publishing


def test_saving_the_page_as_it_is_changes_nothing_but_the_version(editor, occupation):
    publish.publish(occupation)

    response = save(editor, occupation)

    occupation.refresh_from_db()
    assert responsibilities(occupation) == list(enumerate(RESPONSIBILITIES, start=1))
    assert occupation.version == 2
    assert occupation.changed is False
    assert "There are no unpublished changes." in text_of(response)


def test_pressing_save_without_an_edit_leaves_nothing_to_publish(editor):
    occupation = make_occupation(responsibilities=RESPONSIBILITIES)
    occupation.description = "Keeps *customers* happy.\n\n- by phone\n- in person\n"
    occupation.save()
    publish.publish(occupation)

    assert "\r\n" in form_of(editor.get(page_of(occupation)))["description"]
    response = save(editor, occupation)

    occupation.refresh_from_db()
    assert occupation.description == "Keeps *customers* happy.\n\n- by phone\n- in person"
    assert "There are no unpublished changes." in text_of(response)
    confirm = editor.get(page_of(occupation, "publish"))
    assert "The draft is the same as the live edition." in text_of(confirm)
    editor.post(page_of(occupation, "publish"), ticked(confirm))
    assert occupation.editions.count() == 1


def test_saving_a_category_without_an_edit_marks_no_occupation(editor, occupation):
    occupation.category.description = "They lead.\nThey plan."
    occupation.category.save()
    publish.publish(occupation)
    address = reverse("admin:occupations_category_change", args=[occupation.category_id])

    editor.post(address, form_of(editor.get(address)))

    occupation.refresh_from_db()
    assert (occupation.changed, occupation.category.description) == (False, "They lead.\nThey plan.")


def test_saving_a_source_without_an_edit_marks_no_occupation(occupation, release):
    Source.objects.update(attribution="Cite us.\nAlways.")
    occupation.figures.create(metric="age_mean", value=44, release=release)
    publish.publish(occupation)
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root"))
    address = reverse("admin:occupations_source_change", args=[release.dataset.source_id])

    client.post(address, form_of(client.get(address)))

    assert not Occupation.objects.changed().exists()


def test_a_responsibility_of_two_lines_is_one_sentence(editor, occupation):
    save(editor, occupation, **{"responsibilities-0-text": "Plan\r\nthe month."})

    assert responsibilities(occupation)[0] == (1, "Plan the month.")


def test_texts_of_the_shell_are_stored_as_those_of_the_form(occupation):
    occupation.description = " One.\r\nTwo.\rThree.\n"
    occupation.save()
    assert occupation.description == "One.\nTwo.\nThree."

    Occupation.objects.update(description="Four.\r\nFive.")
    occupation.refresh_from_db()
    assert occupation.description == "Four.\nFive."


def test_a_responsibility_is_edited_then_seen_as_unpublished_then_published(editor, occupation):
    publish.publish(occupation)

    edited = save(editor, occupation, **{"responsibilities-1-text": "Hire and train people."})

    assert "Visitors see edition 1 of" in text_of(edited)
    assert "There are unpublished changes." in text_of(edited)
    assert "Hire and train people." not in editor.get(occupation.get_absolute_url()).content.decode()

    confirm = editor.get(page_of(occupation, "publish"))
    assert "Responsibility Hire people. Hire and train people." in text_of(confirm)
    published = editor.post(page_of(occupation, "publish"), {**ticked(confirm), "note": "Training"}, follow=True)

    assert "Edition 2 is live." in text_of(published)
    assert "There are no unpublished changes." in text_of(published)
    assert "Hire and train people." in editor.get(occupation.get_absolute_url()).content.decode()
    edition = occupation.editions.get(number=2)
    assert (edition.note, edition.by.username) == ("Training", "editors")


def test_publishing_what_is_live_already_makes_no_edition(publisher, occupation):
    publish.publish(occupation)
    confirm = publisher.get(page_of(occupation, "publish"))

    response = publisher.post(page_of(occupation, "publish"), ticked(confirm), follow=True)

    assert "Nothing was published" in text_of(response)
    assert occupation.editions.count() == 1


def test_publishing_something_else_than_was_shown_asks_again(publisher, occupation):
    shown = ticked(publisher.get(page_of(occupation, "publish")))
    occupation.responsibilities.filter(position=1).update(text="Plan the month.")

    response = publisher.post(page_of(occupation, "publish"), shown)

    assert "Nothing was done" in text_of(response)
    assert not occupation.editions.exists()
    publisher.post(page_of(occupation, "publish"), ticked(response))
    assert occupation.editions.count() == 1


def test_a_new_occupation_with_rows_is_added_at_once(editor, occupation):
    add = reverse("admin:occupations_occupation_add")
    form = form_of(editor.get(add)) | {"title": "C++ developer", "category": occupation.category_id}
    form = with_new_row(form, "responsibilities", text="Write code.", id="", position="", occupation="")
    form = with_new_row(form, "responsibilities", text="Read code.", id="", position="1", occupation="")

    response = editor.post(add, form, follow=True)

    made = Occupation.objects.get(title="C++ developer")
    assert made.slug == "c-plus-plus-developer"
    assert responsibilities(made) == [(1, "Read code."), (2, "Write code.")]
    assert "Visitors do not see it" in text_of(response)


# Order


def test_two_responsibilities_swap_places(editor, occupation):
    save(editor, occupation, **{"responsibilities-0-position": "2", "responsibilities-1-position": "1"})

    assert responsibilities(occupation) == [(1, "Hire people."), (2, "Plan the week."), (3, "Answer letters.")]


@pytest.mark.parametrize(
    ("row", "place", "order"),
    [
        (2, 1, [2, 0, 1]),
        (0, 2, [1, 0, 2]),
        (0, 3, [1, 2, 0]),
        (2, 2, [0, 2, 1]),
        (0, "", [1, 2, 0]),
        (0, 99, [1, 2, 0]),
    ],
)
def test_one_number_moves_a_responsibility_to_that_place(editor, occupation, row, place, order):
    save(editor, occupation, **{f"responsibilities-{row}-position": str(place)})

    assert responsibilities(occupation) == [(n, RESPONSIBILITIES[index]) for n, index in enumerate(order, start=1)]


def test_deleting_and_adding_responsibilities_keeps_the_numbers_without_gaps(editor, occupation):
    form = form_of(editor.get(page_of(occupation))) | {"responsibilities-0-DELETE": "on"}
    form = with_new_row(form, "responsibilities", text="Close up.", position="", id="", occupation=occupation.pk)

    editor.post(page_of(occupation), form)

    assert responsibilities(occupation) == [(1, "Hire people."), (2, "Answer letters."), (3, "Close up.")]


def test_two_skills_are_exchanged_in_place(editor, occupation):
    first, second = occupation.occupation_skills.values_list("skill__name", flat=True)

    save(editor, occupation, **{"occupation_skills-0-name": second, "occupation_skills-1-name": first})

    assert list(occupation.occupation_skills.values_list("skill__name", flat=True)) == [second, first]


def test_the_same_skill_twice_is_refused_at_the_row(editor, occupation):
    response = save(editor, occupation, **{"occupation_skills-1-name": " customer\u00a0 SERVICE\u200b"})

    assert "This is in the list already, as number 1." in text_of(response)
    assert occupation.occupation_skills.values("skill").distinct().count() == 2


def test_an_edited_share_is_no_longer_the_sources(editor, occupation, release):
    occupation.occupation_skills.update(share=12, release=release)

    save(editor, occupation, **{"occupation_skills-0-share": "15"})

    rows = occupation.occupation_skills.values_list("share", "release")
    assert list(rows) == [(Decimal(15), None), (Decimal(12), release.pk)]


def test_a_moved_skill_keeps_its_source(editor, occupation, release):
    occupation.occupation_skills.update(share=12, release=release)

    save(editor, occupation, **{"occupation_skills-0-position": "2"})

    assert set(occupation.occupation_skills.values_list("release", flat=True)) == {release.pk}


# What came with a release


def test_rows_of_a_release_are_shown_and_never_form_rows(editor, occupation, release):
    Figure.objects.create(occupation=occupation, metric="age_mean", value=44, release=release)
    WageEstimate.objects.create(occupation=occupation, annual_mean=74009, release=release)
    own = Figure.objects.create(occupation=occupation, metric="age_median", value=40, reason="Our survey")

    response = editor.get(page_of(occupation))

    form = form_of(response)
    assert form["figures-TOTAL_FORMS"] == "1"
    assert form["figures-0-id"] == str(own.pk)
    assert form["wageestimates-TOTAL_FORMS"] == "0"
    text = text_of(response)
    assert "Mean annual wage $74,009 Bureau, Wage survey, 2024; method not stated; 2024; this occupation" in text
    assert "Mean age 44.0 years Bureau, Wage survey, 2024; method not stated; 2024; this occupation" in text


@pytest.mark.parametrize("initial", ["0", "1"])
@pytest.mark.parametrize("delete", [{}, {"figures-0-DELETE": "on"}])
def test_a_forged_row_of_a_release_is_neither_changed_nor_deleted(editor, occupation, release, initial, delete):
    row = Figure.objects.create(occupation=occupation, metric="age_mean", value=44, release=release)
    form = form_of(editor.get(page_of(occupation)))
    forged = {
        "figures-TOTAL_FORMS": "1",
        "figures-INITIAL_FORMS": initial,
        "figures-0-id": str(row.pk),
        "figures-0-occupation": str(occupation.pk),
        "figures-0-metric": "age_mean",
        "figures-0-value": "21",
        "figures-0-reason": "forged",
        "figures-0-release": "",
        **delete,
    }

    editor.post(page_of(occupation), form | forged)

    assert list(Figure.objects.filter(release=release).values_list("pk", "value")) == [(row.pk, 44)]


def test_a_forged_row_of_another_occupation_is_left_alone(editor, occupation):
    other = make_occupation("Chef", responsibilities=("Cook.",))
    row = other.responsibilities.get()
    form = form_of(editor.get(page_of(occupation)))
    forged = {
        "responsibilities-0-id": str(row.pk),
        "responsibilities-0-text": "Burn.",
        "responsibilities-0-DELETE": "on",
    }

    editor.post(page_of(occupation), form | forged)
    editor.post(page_of(occupation), form | forged | {"responsibilities-0-DELETE": "on"})

    assert responsibilities(other) == [(1, "Cook.")]


def test_a_list_without_its_stored_rows_is_refused(editor):
    """Whoever sends it does not know of them, and a new row could take the place of one."""
    occupation = make_occupation("Chef", responsibilities=("Cook.",))
    form = form_of(editor.get(page_of(occupation)))
    forged = {
        "responsibilities-TOTAL_FORMS": "1",
        "responsibilities-INITIAL_FORMS": "0",
        "responsibilities-0-id": "",
        "responsibilities-0-text": "Burn.",
        "responsibilities-0-position": "1",
    }

    response = editor.post(page_of(occupation), form | forged)

    assert "Rows of this list were not sent." in text_of(response)
    assert responsibilities(occupation) == [(1, "Cook.")]


# What is wrong is said next to the field, and what was typed stays


def field_errors(response, prefix: str) -> dict[str, list[str]]:
    formset = next(f.formset for f in response.context["inline_admin_formsets"] if f.formset.prefix == prefix)
    return formset.forms[0].errors


FIGURE = {"id": "", "metric": "gender", "label": "Women", "value": "40", "reason": "Our survey"}


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"value": "101"}, "value", "A percentage must be between 0 and 100."),
        (
            {"value": ""},
            "value",
            "Enter exactly one of a value, a range, a bound, or the reason why the figure is missing.",
        ),
        (
            {"at_least": "3"},
            "at_least",
            "Enter exactly one of a value, a range, a bound, or the reason why the figure is missing.",
        ),
        ({"reason": ""}, "reason", "Enter the source of the figure, or why it replaces the official one."),
        ({"metric": "satisfaction", "value": "6"}, "value", "A score must be between 1 and 5."),
        (
            {"metric": "age_mean", "value": "-1"},
            "value",
            "Only growth and work styles can be negative; growth not below −100 percent.",
        ),
        ({"period_start": "2024-01-01"}, "period_end", "Enter both days of the period, or neither."),
        (
            {"period_start": "2024-01-01", "period_end": "2023-12-31"},
            "period_end",
            "Enter both the first and the last day, in this order.",
        ),
        (
            {"metric": "time_to_become", "value": "", "low": "6", "high": "4"},
            "high",
            "The lower end of a range must not be above the upper end.",
        ),
    ],
)
def test_a_figure_that_cannot_be_is_refused_at_its_field(editor, occupation, changes, field, message):
    form = with_new_row(form_of(editor.get(page_of(occupation))), "figures", **(FIGURE | changes))

    response = editor.post(page_of(occupation), form)

    assert field_errors(response, "figures") == {field: [message]}
    assert message in text_of(response)
    assert form_of(response)["figures-0-label"] == "Women"
    assert not Figure.objects.exists()


def test_one_figure_twice_is_refused_at_the_row(editor, occupation):
    form = with_new_row(form_of(editor.get(page_of(occupation))), "figures", **FIGURE)
    form = with_new_row(form, "figures", **(FIGURE | {"label": "women", "value": "41"}))

    response = editor.post(page_of(occupation), form)

    assert "This is in the list twice." in text_of(response)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"annual_p10": "50000", "annual_p25": "40000", "annual_median": "60000"},
            "annual_p25",
            "The annual percentiles must not decrease: 10th, 25th, median, 75th, 90th.",
        ),
        ({"annual_mean": "-1"}, "annual_mean", "Pay and employment cannot be negative."),
        ({}, "annual_median", "Enter at least one amount, or delete the row."),
    ],
)
def test_pay_that_cannot_be_is_refused_at_its_field(editor, occupation, changes, field, message):
    row = {"id": "", "reason": "Our survey"} | changes
    form = with_new_row(form_of(editor.get(page_of(occupation))), "wageestimates", **row)

    response = editor.post(page_of(occupation), form)

    assert field_errors(response, "wageestimates") == {field: [message]}
    assert not WageEstimate.objects.exists()


def test_pay_and_figures_entered_are_saved_and_stand_in_the_draft(editor, occupation):
    form = form_of(editor.get(page_of(occupation)))
    form = with_new_row(form, "wageestimates", id="", annual_mean="74009", reason="Our survey")
    form = with_new_row(form, "figures", **FIGURE)
    form = with_new_row(form, "figures", **(FIGURE | {"label": "Men", "value": "60"}))

    editor.post(page_of(occupation), form)

    said = {(f.metric, f.label): (f.value, f.release) for f in publish.draft_profile(occupation).figures}
    assert said == {
        ("wage_annual_mean", ""): (7400900, -1),
        ("gender", "Women"): (4000, -1),
        ("gender", "Men"): (6000, -1),
    }


# Shares of one group


def with_shares(form: dict[str, str], metric: str, **shares: object) -> dict[str, str]:
    """The form with one more figure for each group, of which a value or several fields are given."""
    for label, said in shares.items():
        fields = said if isinstance(said, dict) else {"value": said}
        form = with_new_row(form, "figures", id="", metric=metric, label=label, reason="Our survey", **fields)
    return form


def row_errors(response) -> list[dict[str, list[str]]]:
    formset = next(f.formset for f in response.context["inline_admin_formsets"] if f.formset.prefix == "figures")
    return [dict(form.errors) for form in formset.forms if form.errors]


WHOLE = (
    "Expected is 100%, or with rounding 99 to 101%: they stand in the place of all official ones, so enter every group, "
    "or none."
)
PART = "Expected is 100% at most, or with rounding 100.5%."


@pytest.mark.parametrize(
    ("metric", "shares", "problem"),
    [
        ("gender", {"Men": 60}, f"Women and men: the shares add up to 60%. {WHOLE}"),
        ("gender", {"Men": 60, "Women": 42}, f"Women and men: the shares add up to 102%. {WHOLE}"),
        ("gender", {"Men": 60, "Women": "38.9"}, f"Women and men: the shares add up to 98.9%. {WHOLE}"),
        ("gender", {"Men": {"at_most": 60}, "Women": 20}, f"Women and men: the shares add up to 20 to 80%. {WHOLE}"),
        (
            "race_exclusive",
            {"White": 70, "Black": 10},
            f"Race and ethnicity, one group per person: the shares add up to 80%. {WHOLE}",
        ),
        ("degree", {"Bachelor's": 60, "Master's": 41}, f"Most common degree: the shares add up to 101%. {PART}"),
    ],
)
def test_shares_that_are_no_whole_are_refused_with_what_they_add_up_to(editor, occupation, metric, shares, problem):
    form = with_shares(form_of(editor.get(page_of(occupation))), metric, **shares)

    response = editor.post(page_of(occupation), form)

    assert row_errors(response) == [{"value": [problem]}]
    assert problem in text_of(response)
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("metric", "shares"),
    [
        ("gender", {"Men": 60, "Women": 40}),
        ("gender", {"Men": 60, "Women": 39}),
        ("gender", {"Men": {"at_least": 99}, "Women": {"missing": "suppressed"}}),
        ("gender", {"": {"missing": "not_collected"}}),
        ("race_exclusive", {"White": 70, "Black": 20, "Asian": "10.9"}),
        ("race_overlapping", {"White": 80, "Hispanic or Latino": 40}),
        ("degree", {"Bachelor's": 60}),
        ("education", {"Bachelor's degree": 60, "Master's degree": "40.5"}),
        ("lgbt", {"": 9}),
    ],
)
def test_shares_that_can_be_true_are_saved(editor, occupation, metric, shares):
    form = with_shares(form_of(editor.get(page_of(occupation))), metric, **shares)

    editor.post(page_of(occupation), form)

    assert set(Figure.objects.values_list("metric", "label")) == {(metric, label) for label in shares}


def test_one_share_of_a_whole_cannot_be_taken_away(editor, occupation):
    for label, value in (("Men", 60), ("Women", 40)):
        occupation.figures.create(metric="gender", label=label, value=value, reason="Our survey")

    response = save(editor, occupation, **{"figures-0-DELETE": "on"})

    assert row_errors(response) == [{"value": [f"Women and men: the shares add up to 40%. {WHOLE}"]}]
    assert occupation.figures.count() == 2
    save(editor, occupation, **{"figures-0-DELETE": "on", "figures-1-DELETE": "on"})
    assert occupation.figures.count() == 0


def test_shares_of_a_whole_go_on_the_same_day(editor, occupation):
    shares = {"Men": {"value": 60, "expires_on": "2030-01-01"}, "Women": 40}
    form = with_shares(form_of(editor.get(page_of(occupation))), "gender", **shares)

    response = editor.post(page_of(occupation), form)

    assert row_errors(response) == [{"expires_on": ["Women and men: all shares expire on the same day, or none does."]}]


def test_shares_that_a_file_left_incomplete_keep_nobody_from_editing_the_rest(editor, occupation):
    occupation.figures.create(metric="gender", label="Men", value=60, reason="A file")

    save(editor, occupation, title="Head of service")

    occupation.refresh_from_db()
    assert occupation.title == "Head of service"


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("a-vs-b", "“vs” joins two occupations in the address of a comparison; write “versus”."),
        ("Service-manager", "The slug has upper-case letters; write “service-manager”."),
        ("service_manager!", "The slug may hold only the letters a to z, digits and hyphens, not: ! _"),
    ],
)
def test_a_bad_slug_is_refused_with_the_reason(editor, occupation, slug, message):
    response = save(editor, occupation, slug=slug, title="Changed")

    assert response.context["adminform"].form.errors == {"slug": [message]}
    assert message in text_of(response)
    assert form_of(response)["title"] == "Changed"
    occupation.refresh_from_db()
    assert (occupation.title, occupation.slug) == ("Service manager", "service-manager")


def test_an_empty_form_is_refused_and_the_page_still_stands(editor, occupation):
    publish.publish(occupation)

    response = editor.post(page_of(occupation), {})

    assert "Nothing was saved." in text_of(response)
    assert occupation.get_absolute_url() in response.content.decode()


def test_a_title_that_is_taken_is_refused_in_words(editor, occupation):
    make_occupation("Chef")

    response = save(editor, occupation, title="CHEF")

    assert response.context["adminform"].form.errors == {"title": ["There is already an occupation with this title."]}


# The address


def test_a_new_address_takes_effect_at_once_and_the_old_one_leads_there(editor, occupation):
    publish.publish(occupation)

    save(editor, occupation, slug="head-of-service")

    assert editor.get("/occupations/head-of-service/").status_code == 200
    moved = editor.get("/occupations/service-manager/")
    assert (moved.status_code, moved["Location"]) == (301, "/occupations/head-of-service/")

    save(editor, occupation, slug="service-manager")

    assert editor.get("/occupations/service-manager/").status_code == 200
    assert list(OldSlug.objects.values_list("slug", flat=True)) == ["head-of-service"]


def test_an_emptied_address_is_made_of_the_title_again(editor, occupation):
    save(editor, occupation, slug="")
    occupation.refresh_from_db()
    assert occupation.slug == "service-manager"

    save(editor, occupation, slug="", title="Café manager")
    occupation.refresh_from_db()
    assert occupation.slug == "cafe-manager"


# Those who may only look


def test_who_may_only_look_sees_the_page_and_no_form(occupation):
    viewer = get_user_model().objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.set(
        Permission.objects.filter(codename__startswith="view_", content_type__app_label="occupations")
    )
    client = Client()
    client.force_login(viewer)

    response = client.get(page_of(occupation))

    assert "Hire people." in text_of(response)
    assert "Publish…" not in text_of(response)
    assert 'name="_save"' not in response.content.decode()
    forged = {"responsibilities-0-text": "Burn.", "title": "Chief", "opened_version": "1"}
    assert client.post(page_of(occupation), forged).status_code == 403
    assert responsibilities(occupation) == list(enumerate(RESPONSIBILITIES, start=1))


def test_who_may_edit_occupations_but_no_responsibilities_cannot_forge_them(occupation):
    user = get_user_model().objects.create_user("half", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["change_occupation", "view_responsibility", "view_category"])
    )
    client = Client()
    client.force_login(user)
    row = occupation.responsibilities.get(position=1)
    form = form_of(client.get(page_of(occupation)))
    forged = {
        "title": "Chief",
        "responsibilities-0-id": str(row.pk),
        "responsibilities-0-text": "Burn.",
        "responsibilities-0-position": "3",
        "responsibilities-0-DELETE": "on",
    }

    client.post(page_of(occupation), form | forged)

    occupation.refresh_from_db()
    assert occupation.title == "Chief"
    assert responsibilities(occupation) == list(enumerate(RESPONSIBILITIES, start=1))


# Shared rows


def test_renaming_a_skill_marks_the_occupations_that_have_it(editor, occupation):
    other = make_occupation("Chef", skills=("Cooking",))
    publish.publish_all([occupation, other])
    skill = Skill.objects.get(name="POS")
    address = reverse("admin:occupations_skill_change", args=[skill.pk])

    editor.post(address, form_of(editor.get(address)) | {"name": "Point of sale"})

    assert list(Occupation.objects.changed()) == [occupation]


def test_renaming_a_category_marks_its_occupations(editor, occupation):
    publish.publish(occupation)
    address = reverse("admin:occupations_category_change", args=[occupation.category_id])

    editor.post(address, form_of(editor.get(address)) | {"name": "Managers"})

    assert list(Occupation.objects.changed()) == [occupation]


def test_a_verbatim_word_marks_the_titles_it_is_in_when_it_comes_changes_and_goes(editor):
    ikea, chef = make_occupation("Ikea installer"), make_occupation("Chef")
    publish.publish_all([ikea, chef])
    add = reverse("admin:occupations_verbatimword_add")
    editor.post(add, form_of(editor.get(add)) | {"word": "Chef"})
    assert list(Occupation.objects.changed()) == [chef]

    publish.publish_all([ikea, chef])
    word = VerbatimWord.objects.get()
    address = reverse("admin:occupations_verbatimword_change", args=[word.pk])
    editor.post(address, form_of(editor.get(address)) | {"word": "Ikea"})
    assert list(Occupation.objects.changed()) == [chef, ikea]

    publish.publish_all([ikea, chef])
    delete = reverse("admin:occupations_verbatimword_delete", args=[word.pk])
    editor.post(delete, form_of(editor.get(delete)))
    assert list(Occupation.objects.changed()) == [ikea]


def test_a_verbatim_word_marks_the_common_names_it_is_in(editor):
    named, chosen = (
        make.occupation(LONG, common_name="Ikea installer"),
        make.occupation("Cook", automatic_name="Ikea cook"),
    )
    publish.publish_all([named, chosen])
    add = reverse("admin:occupations_verbatimword_add")
    editor.post(add, form_of(editor.get(add)) | {"word": "Ikea"})
    assert set(Occupation.objects.changed()) == {named, chosen}


def test_deleting_chosen_verbatim_words_marks_their_titles(editor, occupation):
    chef = make_occupation("Chef")
    word = VerbatimWord.objects.create(word="Chef")
    publish.publish_all([occupation, chef])
    address = reverse("admin:occupations_verbatimword_changelist")

    editor.post(address, form_of(editor.post(address, {"action": "delete_selected", "_selected_action": word.pk})))

    assert list(Occupation.objects.changed()) == [chef]


def test_pinning_marks_who_would_say_something_else_and_unpinning_takes_that_back(publisher, occupation, release):
    record = StatisticalRecord.objects.create(system="oews", vintage="2018", code="11-1021", title="Managers")
    earlier = make.release(release.dataset, 2001)
    make.wages(earlier, {record: {"annual_mean": 70_000}})
    make.wages(release, {record: {"annual_mean": 74_009}})
    make.classify(occupation, record)
    other = make_occupation("Chef")
    publish.publish_all([occupation, other])
    address = reverse("admin:occupations_dataset_change", args=[release.dataset_id])

    def changed_with(pinned: Release | None) -> list[Occupation]:
        choice = {"pinned": pinned.pk if pinned else ""}
        publisher.post(address, form_of(publisher.get(address)) | choice)
        release.dataset.refresh_from_db()
        assert release.dataset.pinned == pinned
        return list(Occupation.objects.changed())

    # The release that is in use anyway; an older one; none.
    assert [changed_with(pinned) for pinned in (release, earlier, None)] == [[], [occupation], []]


def test_what_an_editor_has_changed_stays_unpublished_when_a_name_comes_back(editor, occupation):
    other = make_occupation("Chef")
    publish.publish_all([occupation, other])
    Occupation.objects.filter(pk=other.pk).update(description="A draft.", changed=True)
    address = reverse("admin:occupations_category_change", args=[occupation.category_id])
    for name in ("Managers", "Management"):
        editor.post(address, form_of(editor.get(address)) | {"name": name})

    assert list(Occupation.objects.changed()) == [other]


def test_many_are_marked_at_once_and_compared_afterwards(editor, occupation, monkeypatch):
    monkeypatch.setattr(background, "AT_ONCE", 1)
    other = make_occupation("Chef")
    publish.publish_all([occupation, other])
    address = reverse("admin:occupations_category_change", args=[occupation.category_id])

    def rename(name: str) -> list[str]:
        response = editor.post(address, form_of(editor.get(address)) | {"name": name}, follow=True)
        return [str(message) for message in response.context["messages"]]

    assert "2 occupations use it." in rename("Managers")[0]
    assert Occupation.objects.filter(changed=True, recheck_due=True).count() == 2
    assert "is being checked" in text_of(editor.get(page_of(occupation)))
    rename("Management")
    assert Occupation.objects.changed().count() == 2
    assert list(schedule.run()) == ["Looked for unpublished changes of 2 occupations"]
    assert not Occupation.objects.filter(Q(changed=True) | Q(recheck_due=True)).exists()
    assert list(schedule.run()) == []


def test_occupation_skills_have_no_page_of_their_own(editor):
    assert not admin.site.is_registered(OccupationSkill)


# Common names


def refusals(response) -> list[str]:
    """What the page says of fields that are wrong."""
    form = response.context["adminform"].form
    return [message for messages in form.errors.values() for message in messages]


def test_the_suggestion_of_the_site_is_shown_where_no_name_is_typed(editor, occupation):
    assert "automatic: none, the title is shown" in editor.get(page_of(occupation)).content.decode()
    Occupation.objects.update(automatic_name="Service lead")
    page = editor.get(page_of(occupation)).content.decode()
    assert "automatic: Service lead" in page
    assert "automatic: service leads" in page  # the plural


def test_an_editors_common_name_heads_what_is_published_next(editor, occupation):
    publish.publish(occupation)
    save(editor, occupation, common_name="Service boss")
    occupation.refresh_from_db()
    assert (occupation.common_name, occupation.changed) == ("Service boss", True)
    assert "Common name none Service boss" in text_of(editor.get(page_of(occupation, "publish")))
    edition = publish.publish(occupation)
    assert edition is not None
    assert (edition.title, edition.official_title) == ("Service boss", "Service manager")


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("hvac mechanic", f"“hvac mechanic” is the common name of “{LONG}”. Choose another name, or give that occupation another one first."),
        ("Cook", "“Cook” is the title of another occupation. Choose another name, or give that occupation another one first."),
        ("Teacher", "“Teacher” could be any of 3 other occupations, such as “Art teacher”. Say which."),
    ],
)  # fmt: skip
def test_a_common_name_that_others_have_or_could_have_is_refused_with_whose_it_is(editor, occupation, typed, refusal):
    make.occupation(LONG, automatic_name="HVAC mechanic")
    for title in ("Cook", "Art teacher", "Music teacher", "Teacher, special education"):
        make.occupation(title)
    assert refusals(save(editor, occupation, common_name=typed)) == [refusal]
    occupation.refresh_from_db()
    assert occupation.common_name == ""


def test_a_title_that_is_an_editors_common_name_is_refused(editor, occupation):
    make.occupation(LONG, common_name="HVAC mechanic")
    response = save(editor, occupation, title="HVAC mechanic")
    assert refusals(response) == [f"“HVAC mechanic” is the common name of “{LONG}”."]


def test_a_title_that_the_site_had_chosen_as_a_common_name_is_the_new_occupations(
    editor, occupation, django_capture_on_commit_callbacks
):
    other = make.occupation(LONG, automatic_name="HVAC mechanic")
    publish.publish(other)
    with django_capture_on_commit_callbacks(execute=True):
        save(editor, occupation, title="HVAC mechanic")
    other.refresh_from_db()
    assert (other.heading, other.changed) == (LONG, True)
