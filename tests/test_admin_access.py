"""Who gets what answer from every address of the admin: admin_access.csv, held against the resolver and the site.

An address after which an action is named stands for that action of a list, and one after which a button is named for
that button of its form; there, the cells of GET are empty. `row`: whether what it is about belongs to the user (“own”)
or to somebody else (“foreign”); empty where it belongs to nobody, or where that makes no difference by its kind.
"""

import csv
import re
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from comparisons.models import PairNote
from occupations.admin.spreadsheets.exports import packed
from occupations.models import (
    Correction,
    Dataset,
    Edition,
    MetricPolicy,
    Occupation,
    PublishingRun,
    Release,
    ReleaseImport,
    ReviewRequest,
    Skill,
    Source,
    SpreadsheetBatch,
    StatisticalRecord,
    TitleBuild,
    TitleOverride,
    TitleTableRow,
    TitleToReview,
    UnsavedWork,
    VerbatimWord,
)
from occupations.publishing import publish, reviews, scheduled
from occupations.search.model.training import Measured
from tests.admin_pages import form_of, make_occupation, page_of, signed_in, text_of
from tests.answers import Answer

TABLE = list(csv.DictReader(Path(__file__).with_name("admin_access.csv").read_text(encoding="utf-8").splitlines()))
ROLES = ["anonymous", "staff", "viewer", "editor", "publisher", "administrator", "superuser"]
MEMBERS = ROLES[2:]
METHODS = ["GET", "POST"]
OWNED = {
    "occupations/occupation/batches/<uuid:batch>/",
    "occupations/occupation/batches/<uuid:batch>/?press=stop",
    "occupations/occupation/spreadsheets/<uuid:spreadsheet>/",
    "occupations/occupation/spreadsheets/<uuid:spreadsheet>/?press=discard",
    "occupations/release/import/<uuid:key>/",
    "occupations/release/import/<uuid:key>/?press=stop",
    "occupations/occupation/<int:pk>/publish/?press=comment",
    "occupations/occupation/<int:pk>/publish/?press=recall",
    "occupations/occupation/<int:pk>/publish/?press=send_back",
    "occupations/occupation/<path:object_id>/change/?press=_continue",
}
"""What is about batches, uploads, imports, reviews with their messages, and unsaved work."""

Asked = tuple[str, str, str]
"""An address, whose the row is, and a method."""


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        # Regular expressions are written like the other parameters.
        route = before + re.sub(r"^\^?\(\?P(<\w+>)[^)]*\)(/?)\$$", r"\1\2", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def admin_patterns() -> dict[str, URLPattern]:
    resolvers = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
    return dict(patterns(next(one for one in resolvers if one.namespace == "admin")))


@pytest.fixture
def rows(db) -> dict[str, Model]:
    return make_rows()


def make_rows() -> dict[str, Model]:
    """A row of each model, by "app/model"; occupations in three states."""
    published = make_occupation(responsibilities=("Plan.",), skills=("POS",))
    withdrawn = make_occupation("Chef")
    publish.publish_all([published, withdrawn])
    publish.withdraw(withdrawn, "Merged.")
    source = Source.objects.create(title="Survey")
    dataset = Dataset.objects.create(source=source, key="survey", table="national")
    found: list[Model] = [
        published,
        published.category,
        Skill.objects.get(),
        VerbatimWord.objects.create(word="HVAC"),
        MetricPolicy.objects.create(metric="gender"),
        TitleToReview.objects.create(words="alchemist", nothing=5, last_on="2026-01-02"),
        TitleBuild.objects.create(model="0123456789ab", figures={"all": dict.fromkeys(Measured._fields, 1)}),
        TitleOverride.objects.create(title="Alchemist", folded="alchemist"),
        TitleTableRow.objects.create(table="british", words="lorry", folded="lorry", read_as="truck"),
        StatisticalRecord.objects.create(system="soc", vintage="2018", code="11-1021", title="Managers"),
        source,
        dataset,
        Release.objects.create(dataset=dataset, title="2024", digest="a" * 64),
        Edition.objects.get(occupation=published),
        PairNote.objects.create(first=published, second=withdrawn),
        Correction.objects.create(page="/", message="Wrong."),
        PublishingRun.objects.create(chosen=[published.pk]),
        reviews.ask(published, by=None, why=[], asked_about="now"),
        scheduled.schedule(published, timezone.now(), None, ""),
        ReleaseImport.objects.create(name="national.xlsx", phase="ready"),
        SpreadsheetBatch.objects.create(name="Words", edits=packed([]), phase="ready"),
        get_user_model().objects.create_user("somebody"),
        Group.objects.create(name="Some"),
    ]
    by_model = {f"{row._meta.app_label}/{row._meta.model_name}": row for row in found}
    return by_model | {"withdrawn": withdrawn, "draft": make_occupation("Baker")}


def filled_in(address: str, rows: dict[str, Model]) -> str:
    """The address with the keys of rows in the place of its parameters."""
    row = rows.get("/".join(address.split("/")[:2]))
    if isinstance(row, Occupation):
        row = rows["draft"] if "delete/" in address else rows["withdrawn"] if "reinstate/" in address else row
    values = {
        "<path:content_type_id>": ContentType.objects.get_for_model(Occupation).pk,
        "<int:number>": 1,
        "<slug:name>": "today" if address.startswith("guide/") else "british",
        "<uuid:batch>": rows["occupations/publishingrun"].pk,
        "<uuid:spreadsheet>": rows["occupations/spreadsheetbatch"].pk,
        "<uuid:key>": rows["occupations/releaseimport"].pk,
        "<path:object_id>": (row or rows["occupations/occupation"]).pk,
        "<int:pk>": row and row.pk,
        "<id>": row and row.pk,
        "<app_label>": "occupations",
        "<url>": "nothing-here",
    }
    for parameter, value in values.items():
        address = address.replace(parameter, str(value))
    assert not re.search("[<^$]", address), f"Say in `filled_in` what to put in: {address}"
    return f"/admin/{address}"


def client_of(role: str) -> Client:
    match role:
        case "viewer" | "editor" | "publisher" | "administrator":
            return signed_in(f"{role.capitalize()}s", role)
        case "staff" | "superuser":
            client = Client()
            user = get_user_model().objects.create_user(role, is_staff=True, is_superuser=role == "superuser")
            client.force_login(user)
            return client
        case _:
            return Client()


def belongs_to(user: User | None, rows: dict[str, Model]) -> None:
    """Give the user what has an owner: a batch, an upload that is not written yet, an import, a review and unsaved work."""
    occupation = rows["occupations/occupation"]
    PublishingRun.objects.update(by=user)
    SpreadsheetBatch.objects.update(by=user)
    ReleaseImport.objects.update(by=user)
    ReviewRequest.objects.update(asked_by=user)
    UnsavedWork.objects.all().delete()
    if user is not None:
        kind = ContentType.objects.get_for_model(Occupation)
        UnsavedWork.objects.create(by=user, kind=kind, row=occupation.pk, sent={"title": ["Chief"]})


def answer(client: Client, method: str, address: str) -> Answer:
    """And everything is as it was before."""
    cookies = SimpleCookie(client.cookies)
    path, _, query = address.partition("?")
    named = parse_qs(query)
    with transaction.atomic():
        if "action" in named:
            response = client.post(path, {"action": named["action"], "_selected_action": named["chosen"]})
        elif "press" in named:
            shown = client.get(path)
            typed = form_of(shown) if shown.status_code == 200 else {}
            response = client.post(path, typed | {"comment": "Why.", named["press"][0]: "1"})
        else:
            response = client.generic(method, address, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def wanted(table: list[dict[str, str]], role: str) -> dict[Asked, int]:
    return {
        (row["address"], row["row"], method): int(row[f"{role} {method}"])
        for row in table
        for method in METHODS
        if row[f"{role} {method}"]
    }


def tried(role: str, asked: list[Asked], rows: dict[str, Model]) -> dict[Asked, Answer]:
    client = client_of(role)
    user = get_user_model().objects.filter(username=role).first()
    somebody = get_user_model().objects.get(username="somebody")
    with_keys: Callable[[str], str] = lambda address: filled_in(address, rows)  # noqa: E731
    found = {}
    for whose in ("", "own", "foreign"):
        if whose:
            belongs_to(user if whose == "own" else somebody, rows)
        for address, of, method in asked:
            if of != whose:
                continue
            plain, mark, action = address.partition("?action=")
            path = with_keys(plain)
            if mark:
                model = "/".join(plain.split("/")[:2])
                chosen = rows["draft"] if model == "occupations/occupation" else rows[model]
                path += f"?action={action}&chosen={chosen.pk}"
            found[address, of, method] = answer(client, method, path)
    return found


def wrong_refusal(asked: Asked, response: Answer) -> str:
    """What a refusal says, if it leads out of the desk, or names no role that could; empty if nothing is wrong.
    Whoever is not signed in gets back what was typed."""
    if response.status_code != 403 or "You are signed out" in response.content.decode():
        return ""
    said = text_of(response).partition("and nothing was changed.")[2].partition("Back to the first page")[0]
    could = {f"{role.capitalize()}s" for role in MEMBERS if cell(asked, role) != "403"} or {"Nobody"}
    named = {name for name in ("Nobody", *(f"{role.capitalize()}s" for role in MEMBERS)) if name in said}
    return "" if named & could and "Nobody" not in named - could else f"{said}; could: {could}"


def cell(asked: Asked, role: str) -> str:
    address, of, method = asked
    return next(row[f"{role} {method}"] for row in TABLE if (row["address"], row["row"]) == (address, of))


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_the_table_says(rows, role):
    expected = wanted(TABLE, role)

    found = tried(role, list(expected), rows)

    assert {asked: response.status_code for asked, response in found.items()} == expected
    assert {asked: wrong for asked, response in found.items() if (wrong := wrong_refusal(asked, response))} == {}


def test_every_address_of_the_resolver_is_in_the_table():
    addresses = {row["address"].partition("?")[0]: row["name"] for row in TABLE}

    assert addresses == {route: pattern.name or "" for route, pattern in admin_patterns().items()}


def test_every_action_is_in_the_table(rows, rf):
    request = rf.get("/")
    request.user = get_user_model().objects.create_superuser("root")
    actions = {
        f"{model._meta.app_label}/{model._meta.model_name}/?action={action}"
        for model, model_admin in admin.site._registry.items()
        for action in model_admin.get_actions(request)
    }

    assert {row["address"] for row in TABLE if "?action=" in row["address"]} == actions


def test_what_has_an_owner_is_tried_as_ones_own_and_as_somebody_elses():
    rows = [(row["address"], row["row"]) for row in TABLE]

    assert len(set(rows)) == len(rows)
    assert {address for address, whose in rows if whose == "own"} == OWNED
    assert {address for address, whose in rows if whose == "foreign"} == OWNED
    assert {address for address, _ in rows if "<uuid:" in address} <= OWNED


LISTS = ["responsibilities", "occupation_skills", "alternate_titles", "classifications", "wageestimates", "figures"]


def lists_of(owner: Occupation) -> dict[str, tuple[Model, dict[str, object]]]:
    """A row of each list of an occupation, and what somebody would write into it."""
    record = StatisticalRecord.objects.get()
    return {
        "responsibilities": (owner.responsibilities.get(), {"text": "Burn."}),
        "occupation_skills": (owner.occupation_skills.get(), {"name": "Fire"}),
        "alternate_titles": (owner.alternate_titles.create(title="Roofer"), {"title": "Thief"}),
        "classifications": (owner.classifications.create(record=record, quality="exact"), {"record": record.pk}),
        "wageestimates": (owner.wageestimates.create(annual_median=1, reason="Ours"), {"annual_median": 2}),
        "figures": (owner.figures.create(metric="age_mean", value=44, reason="Ours"), {"value": 21}),
    }


@pytest.mark.parametrize("prefix", LISTS)
def test_a_row_of_another_occupation_in_a_forged_form_stays_as_it_is(rows, prefix):
    mine, client = rows["draft"], signed_in("Publishers")
    theirs = make_occupation("Thatcher", ("Plan.",), ("Reed",))
    row, typed = lists_of(theirs)[prefix]
    before = type(row).objects.filter(pk=row.pk).values().get()

    for more in ({}, {"DELETE": "on"}):
        shown = client.get(page_of(mine))
        assert {str(one.formset.prefix) for one in shown.context["inline_admin_formsets"]} == set(LISTS)
        forged = {"id": row.pk, "occupation": mine.pk, **typed, **more}
        form = form_of(shown) | {f"{prefix}-0-{name}": str(value) for name, value in forged.items()}
        client.post(page_of(mine), form | {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "1"})

    assert type(row).objects.filter(pk=row.pk).values().get() == before


def test_no_cell_is_forgotten():
    assert list(TABLE[0]) == ["address", "name", "row", *(f"{role} {method}" for role in ROLES for method in METHODS)]
    for row in TABLE:
        assert row["row"] in ("", "own", "foreign"), row["address"]
        methods = ["POST"] if "?action=" in row["address"] or "?press=" in row["address"] else METHODS
        assert all(row[f"{role} {method}"] for role in ROLES for method in methods), row["address"]


def test_anonymous_and_bare_staff_reach_nothing_but_the_door():
    """What the table may say of them at all, whoever edits it."""
    door = {"login/", "logout/", "password_change/", "password_change/done/", "jsi18n/", "", "<url>"}
    door |= {"second-factor/", "second-factor/set-up/", "second-factor/codes/"}  # one's own, as the password
    door |= {"guide/", "guide/editors/<slug:name>.webp"}  # says how the desk is used, and is public in the repository
    door.add("r/<path:content_type_id>/<path:object_id>/")  # leads to public pages, for whoever is signed in
    for row in TABLE:
        if row["address"] in door:
            continue
        if "?press=" in row["address"]:  # what was typed is carried through signing in
            assert (row["anonymous POST"], row["staff POST"]) == ("403", "403"), row["address"]
            continue
        assert {row["anonymous GET"], row["anonymous POST"]} <= {"302", ""}, row["address"]
        if not row["address"].endswith("/<path:object_id>/"):  # an old form of the address of a row: moved
            assert {row["staff GET"], row["staff POST"]} <= {"403", "404", "405", ""}, row["address"]


def test_no_address_takes_a_post_without_the_token_of_a_form(rows):
    user = get_user_model().objects.create_superuser("root")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    for address in admin_patterns():
        assert client.post(filled_in(address, rows), {"post": "yes"}).status_code == 403, address
