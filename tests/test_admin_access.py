"""Who gets what answer from every address of the admin: admin_access.csv, held against the resolver and the site.

An address after which an action is named stands for that action of a list; there, the cells of GET are empty.
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
from django.contrib.auth.models import Group
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
    Skill,
    Source,
    SpreadsheetBatch,
    StatisticalRecord,
    TitleBuild,
    TitleOverride,
    TitleTableRow,
    TitleToReview,
    VerbatimWord,
)
from occupations.publishing import publish, reviews, scheduled
from occupations.search.model.training import Measured
from tests.admin_pages import make_occupation, signed_in

TABLE = list(csv.DictReader(Path(__file__).with_name("admin_access.csv").read_text(encoding="utf-8").splitlines()))
ROLES = ["anonymous", "staff", "viewer", "editor", "publisher", "administrator", "superuser"]
METHODS = ["GET", "POST"]


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
        SpreadsheetBatch.objects.create(name="Words", edits=packed([]), written_at=timezone.now()),
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
        "<slug:name>": "british",
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


def answer(client: Client, method: str, address: str) -> int:
    """The status, and everything as it was before."""
    cookies = SimpleCookie(client.cookies)
    path, _, query = address.partition("?")
    action = parse_qs(query).get("action")
    with transaction.atomic():
        if action:
            status = client.post(path, {"action": action, "_selected_action": parse_qs(query)["chosen"]}).status_code
        else:
            status = client.generic(method, address, content_type="application/x-www-form-urlencoded").status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status


def wanted(table: list[dict[str, str]], role: str) -> dict[tuple[str, str], int]:
    return {
        (row["address"], method): int(row[f"{role} {method}"])
        for row in table
        for method in METHODS
        if row[f"{role} {method}"]
    }


def tried(role: str, addresses: list[tuple[str, str]], rows: dict[str, Model]) -> dict[tuple[str, str], int]:
    client = client_of(role)
    with_keys: Callable[[str], str] = lambda address: filled_in(address, rows)  # noqa: E731
    found = {}
    for address, method in addresses:
        plain, mark, action = address.partition("?action=")
        path = with_keys(plain)
        if mark:
            model = "/".join(plain.split("/")[:2])
            chosen = rows["draft"] if model == "occupations/occupation" else rows[model]
            path += f"?action={action}&chosen={chosen.pk}"
        found[address, method] = answer(client, method, path)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_the_table_says(rows, role):
    expected = wanted(TABLE, role)

    found = tried(role, list(expected), rows)

    assert found == expected


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


def test_no_cell_is_forgotten():
    assert list(TABLE[0]) == ["address", "name", *(f"{role} {method}" for role in ROLES for method in METHODS)]
    for row in TABLE:
        methods = ["POST"] if "?action=" in row["address"] else METHODS
        assert all(row[f"{role} {method}"] for role in ROLES for method in methods), row["address"]


def test_anonymous_and_bare_staff_reach_nothing_but_the_door():
    """What the table may say of them at all, whoever edits it."""
    door = {"login/", "logout/", "password_change/", "password_change/done/", "jsi18n/", "", "<url>"}
    door |= {"second-factor/", "second-factor/set-up/", "second-factor/codes/"}  # one's own, as the password
    door.add("r/<path:content_type_id>/<path:object_id>/")  # leads to public pages, for whoever is signed in
    for row in TABLE:
        if row["address"] in door:
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
