"""Whatever somebody who is signed in writes into an address of the admin or chooses in a list, the answer is no error of ours."""

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.contrib.admin.views.main import ALL_VAR, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.db import transaction
from django.db.models import Model
from django.http.cookie import SimpleCookie
from django.test import Client, RequestFactory

from tests.admin_pages import signed_in
from tests.test_admin_access import admin_patterns, filled_in, rows

__all__ = ["rows"]

VALUES = [
    "1,2,x", str(10**23), "²", "_5F_00", "a\0b", "\u202eabc", str(2**31), str(2**63), "-1", "1e5", "NaN", "١٢٣",
    "9" * 5_000, "", "'\";--", "2026-02-30",
]  # fmt: skip
BYTES = ["%C0%AF", "%ED%A0%80"]  # overlong UTF-8, half of a surrogate pair
EVERYTHING = bool(os.environ.get("HOSTILE"))  # takes minutes; else what found most
FEW = slice(None) if EVERYTHING else slice(2)

CHOSEN = {"action": "delete_selected", "_selected_action": "1"}
LISTS = [PAGE_VAR, SEARCH_VAR, ORDER_VAR, ALL_VAR, "_facets", "_popup", "_to_field", "e", "id", "pk__in"]
LOOKUPS = ["", "__exact", "__id__exact", "__isnull", "__gte", "__in"]
PARAMETERS = {
    "autocomplete/": ["term", "page", "app_label", "model_name", "field_name"],
    "occupations/titlebuild/try/": ["title", "table", "words", "read_as", "version"],
    "occupations/titletablerow/tables/<slug:name>/": ["q", "page"],
    "comparisons/pairnote/search-engines/": ["first", "second"],
    "login/": ["next"],
}


def parameters() -> dict[str, list[str]]:
    """What addresses read."""
    found = dict(PARAMETERS)
    for model, model_admin in admin.site._registry.items():
        base = f"{model._meta.app_label}/{model._meta.model_name}/"
        filters = [one if isinstance(one, tuple) else (one, one) for one in model_admin.get_list_filter(_request())]
        own = [used.parameter_name for _, used in filters if hasattr(used, "parameter_name")]
        own += [f"{field}{lookup}" for field, _ in filters if isinstance(field, str) for lookup in LOOKUPS]
        if day := model_admin.date_hierarchy:
            own += [f"{day}__{part}" for part in ("year", "month", "day", "gte", "date")]
        found[base] = [*LISTS, *own]
        found[f"{base}add/"] = ["_changelist_filters", "_to_field", *(field.name for field in model._meta.fields)]
        found[f"{base}<path:object_id>/change/"] = ["_changelist_filters", "_to_field"]
    return found


def _request():
    return RequestFactory().get("/")


def addresses(rows: dict[str, Model]) -> Iterator[str]:
    reads = parameters()
    values = [*map(quote, VALUES[FEW]), *BYTES[FEW]]
    for route in admin_patterns():
        for slot in re.findall(r"<[^>]+>", route):
            for value in values:
                yield filled_in(route.replace(slot, "SLOT"), rows).replace("SLOT", value)
        for name in reads.get(route, []):
            for value in values if "add/" not in route or EVERYTHING else values[:1]:
                yield f"{filled_in(route, rows)}?{name}={value}"


def status(client: Client, address: str, sent: dict[str, str] | None = None) -> int:
    """And everything is as it was before."""
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic():
        response = client.get(address) if sent is None else client.post(address, sent)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response.status_code


@pytest.fixture(params=["Publishers", "Editors"] if EVERYTHING else ["Publishers"])
def client(rows, request) -> Client:
    client = signed_in(request.param)
    client.raise_request_exception = False
    return client


def test_no_address_is_an_error_of_ours(rows, client):
    asked = list(addresses(rows))
    assert len(asked) > 700
    assert [address[:200] for address in asked if status(client, address) >= 500] == []


def test_no_chosen_row_is_an_error_of_ours(rows, client):
    asked = [
        (f"/admin/{model._meta.app_label}/{model._meta.model_name}/", {**CHOSEN, name: value})
        for model in admin.site._registry
        for name in ("_selected_action", "action", "index")
        for value in VALUES[FEW]
    ]
    assert [one for one in asked if status(client, *one) >= 500] == []


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag in ("input", "select", "textarea") and name and given.get("type") not in ("file", "submit"):
            self.fields.setdefault(name, given.get("value") or "")


TRIED = ["occupations/occupation/add/", "comparisons/pairnote/add/"]


def forms() -> list[str]:
    """Addresses with a form: with EVERYTHING all that take no action at once, such as signing out."""
    return [route for route in admin_patterns() if route != "logout/"] if EVERYTHING else TRIED


@pytest.mark.parametrize("route", forms())
def test_no_field_of_a_form_is_an_error_of_ours(rows, client, route):
    """All at once, and also those by which the form knows its rows; and each alone, in a form that is right."""
    address, form = filled_in(route, rows), _Fields()
    answer = client.get(address)
    assert answer.status_code < 500
    form.feed(b"".join(answer).decode(errors="replace"))
    own = [name for name in form.fields if not name.endswith("_FORMS")]
    assert len(own) > 3 or route not in TRIED
    wrong = []
    for value in ("²", "a\0b", str(2**63))[: None if EVERYTHING else 2]:
        sent = [own, list(form.fields), *([name] for name in form.fields if EVERYTHING)]
        wrong += [
            (names[:5], value)
            for names in sent
            if status(client, address, form.fields | dict.fromkeys(names, value)) >= 500
        ]
    assert wrong == []
