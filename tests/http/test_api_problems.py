"""What the API answers to what it cannot do, how much one client may ask, and what is left without it."""

import json

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client, RequestFactory, override_settings
from django.urls import clear_url_caches, resolve
from django.urls.exceptions import Resolver404

from careersite import environment
from occupations.api import endpoint, parameters, problems
from occupations.rendering import throttle
from occupations.rendering.http import client_network
from tests.http.api import api_get, problem
from tests.http.public import occupations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uncounted():
    cache.clear()


# Parameters


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("occupations/?x=1", "x"),
        ("occupations/?Limit=1", "Limit"),
        ("occupations/?limit=", "limit"),
        ("occupations/?limit=0", "limit"),
        ("occupations/?limit=101", "limit"),
        ("occupations/?limit=-1", "limit"),
        ("occupations/?limit=1.0", "limit"),
        ("occupations/?limit=%C2%B2", "limit"),
        ("occupations/?limit=1&limit=2", "limit"),
        ("occupations/?limit=99999999999999999999", "limit"),
        ("occupations/?sort=pay", "sort"),
        ("occupations/?sort=password", "sort"),
        ("occupations/?fields=title,password", "fields"),
        ("occupations/?fields=title,", "fields"),
        ("occupations/?fields=", "fields"),
        ("occupations/?rows=pay_mean,pay", "rows"),
        ("occupations/?expand=*", "expand"),
        ("occupations/?pay_mean_min=1e8", "pay_mean_min"),
        ("occupations/?pay_mean_min=NaN", "pay_mean_min"),
        ("occupations/?pay_mean_min=-1", "pay_mean_min"),
        ("occupations/?pay_mean_min=1.", "pay_mean_min"),
        ("occupations/?growth_min=-101", "growth_min"),
        ("occupations/?category=Food", "category"),
        ("occupations/?category=a--b", "category"),
        ("occupations/?q=" + "x" * 101, "q"),
        ("occupations/?ids=" + ",".join(["a"] * 101), "ids"),
        ("occupations/?ids=a,,b", "ids"),
        ("occupations/?ids=" + "x" * 2001, "ids"),
        ("occupations/?format=xml", "format"),
        ("occupations/cook/?fields=document", "fields"),
        ("occupations/cook/?as_of=yesterday", "as_of"),
        ("occupations/cook/?as_of=2026-02-30", "as_of"),
        ("occupations/cook/?as_of=20260101", "as_of"),
        ("comparisons/", "occupations"),
        ("comparisons/?occupations=cook", "occupations"),
        ("comparisons/?occupations=cook,cook", "occupations"),
        ("comparisons/?occupations=a,b,c,d,e,f", "occupations"),
        ("comparisons/?occupations=cook,chef&sections=salary", "sections"),
        ("comparisons/?occupations=cook,chef&sections=", "sections"),
        ("comparisons/?occupations=cook,chef&sections=" + ",".join(["pay"] * 6), "sections"),
        ("search/", "q"),
        ("search/?q=", "q"),
        ("search/?q=a&limit=21", "limit"),
        ("schema/?format=csv", "format"),
        ("bulk/?x=1", "x"),
    ],
)
def test_a_parameter_that_is_wrong_is_named_with_what_is_allowed(address, parameter):
    occupations("Cook", "Chef")
    said = problem(address)
    assert (said["status"], said["parameter"]) == (400, parameter)
    assert said["type"] in ("http://testserver/api/#unknown-parameter", "http://testserver/api/#invalid-parameter")
    assert said.get("allowed") or said["allowed_form"]
    assert said["detail"].endswith(".")


def test_a_list_has_at_most_as_many_values_as_there_are():
    occupations("Cook", "Chef")
    repeated = "comparisons/?occupations=cook,chef&sections=pay" + ",people" * 4
    assert api_get(repeated).content == api_get("comparisons/?occupations=cook,chef&sections=pay,people").content
    assert problem(f"{repeated},pay")["detail"].endswith("has more than 5 values.")


def test_what_was_given_is_shown_in_full_sentences():
    said = problem("occupations/?sort=pay")
    near = [one["key"] for one in said["near"]]
    assert {"pay_median", "pay_mean"} <= set(near) <= set(said["allowed"])
    assert said["detail"] == f"sort: “pay” is not an allowed value. Similar: {', '.join(near)}."
    assert said["allowed"][:3] == ["title", "-title", "pay_median"]
    assert (
        problem("occupations/?who=1")["allowed"][0] == "as_of" or "category" in problem("occupations/?who=1")["allowed"]
    )


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "====",
        "WyJ0aXRsZSJd",
        "W10",
        "bnVsbA",
        "é",
        "WyItdGl0bGUiLCJDb29rIiwxXQ",
        "WyJ0aXRsZSIsIkNvb2siLC0xXQ",
        "W" * 400,
    ],
)
def test_a_cursor_that_was_never_given_is_unknown(cursor):
    said = problem(f"occupations/?cursor={cursor}")
    assert (said["status"], said["type"], said["parameter"]) == (404, "http://testserver/api/#unknown-cursor", "cursor")


@pytest.mark.parametrize("value", ['"NaN"', '"1e9"', "1.5", "true", '"x"', "[]", '"9999999999999999"'])
@pytest.mark.parametrize("sort", ["pay_median", "-jobs", "growth"])
def test_a_forged_cursor_is_unknown_or_harmless(sort, value):
    import base64

    forged = base64.urlsafe_b64encode(f'["{sort}",{value},1]'.encode()).decode().rstrip("=")
    assert api_get(f"occupations/?sort={sort}&cursor={forged}").status_code == 404


# Addresses and methods


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("nothing/", 404, "not-found"),
        ("occupations/nobody/", 404, "not-found"),
        ("occupations/nobody/editions/", 404, "not-found"),
        ("occupations/nobody/editions/1/", 404, "not-found"),
        ("occupations/cook/editions/0/", 404, "not-found"),
        ("occupations/cook/editions/2/", 404, "not-found"),
        ("occupations/cook/editions/99999999999999999999/", 404, "not-found"),
        ("occupations/caf%C3%A9/", 404, "not-found"),
        ("occupations/%00/", 400, "bad-request"),
        ("occupations/?q=%1B", 400, "bad-request"),
        ("occupations/?q=%FF", 400, "bad-request"),
        ("occupations/?q=" + "x" * 5000, 414, "address-too-long"),
        ("occupations/" + "x" * 1000 + "/", 414, "address-too-long"),
        ("comparisons/?occupations=cook,nobody", 404, "not-found"),
        ("bulk/2026-01-01-00000000/figures.csv.zip", 404, "not-found"),
        ("bulk/../../etc/passwd", 404, "not-found"),
    ],
)
def test_what_cannot_be_had_is_a_problem_of_a_known_type(address, status, kind):
    occupations("Cook")
    said = problem(address)
    assert (said["status"], said["type"], said["title"]) == (
        status,
        f"http://testserver/api/#{kind}",
        problems.KINDS[kind].title,
    )


def test_a_format_that_there_is_not_is_not_acceptable():
    said = problem("occupations/", accept="application/xml")
    assert (said["status"], said["allowed"]) == (406, ["application/json", "text/csv", "text/markdown"])
    assert problem("schema/", accept="text/csv")["status"] == 406


def test_a_fault_of_ours_says_so_and_no_more(monkeypatch):
    monkeypatch.setattr(endpoint.Endpoint, "answer", lambda *args, **more: 1 / 0)
    monkeypatch.setattr("occupations.api.reference.ApiIndex.answer", lambda *args, **more: 1 / 0)
    response = Client(raise_request_exception=False).get("/api/v1/")
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["type"] == "http://testserver/api/#server-error"
    assert "division" not in response.content.decode()


def test_database_that_is_away_is_a_problem_that_says_when_to_try_again(monkeypatch):
    def ask_nobody(*args, **more):
        raise OperationalError("connection refused")

    monkeypatch.setattr("occupations.api.reference.ApiIndex.answer", ask_nobody)
    response = Client(raise_request_exception=False).get("/api/v1/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert json.loads(response.content)["type"] == "http://testserver/api/#unavailable"


def test_every_type_of_problem_is_explained_on_the_page():
    text = Client().get("/api/").content.decode()
    assert [name for name in problems.KINDS if f'<tr id="{name}">' not in text] == []


# Limits


@pytest.fixture
def limited(settings):
    """Three requests a minute, all in the same minute."""
    settings.API_REQUESTS_A_MINUTE = 3
    with time_machine.travel("2026-01-01T12:00:30Z", tick=False) as clock:
        yield clock


def test_beyond_the_limit_a_client_waits(limited):
    headers = [api_get("metrics/?x=1") for _ in range(2)]
    assert [one["RateLimit-Remaining"] for one in headers] == ["2", "1"]
    headers.append(api_get("metrics/"))
    # A shared cache may keep this one, and gives it to others.
    assert not {"RateLimit-Remaining", "RateLimit-Reset"} & headers[2].headers.keys()
    assert {(one["RateLimit-Limit"], one["RateLimit-Policy"]) for one in headers} == {("3", "3;w=60")}
    refused = api_get("metrics/")
    assert (refused.status_code, refused["RateLimit-Remaining"]) == (429, "0")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["Retry-After"] == refused["RateLimit-Reset"]
    assert problem("occupations/nobody/")["type"] == "http://testserver/api/#too-many-requests"


def test_a_minute_later_all_is_allowed_again(limited):
    assert [api_get("metrics/").status_code for _ in range(4)] == [200, 200, 200, 429]
    limited.move_to("2026-01-01T12:01:00Z")
    assert api_get("metrics/").status_code == 200


def test_refusals_and_304s_count_too(limited):
    etag = api_get("metrics/")["ETag"]
    assert api_get("metrics/", if_none_match=etag).status_code == 304
    assert api_get("metrics/?x=1").status_code == 400
    assert api_get("metrics/").status_code == 429


def test_each_client_has_its_own_limit(limited):
    for number in range(4):
        assert Client(REMOTE_ADDR=f"192.0.2.{number}").get("/api/v1/metrics/").status_code == 200


def test_a_client_cannot_make_itself_another(limited):
    statuses = [
        api_get("metrics/", x_forwarded_for=f"192.0.2.{number}", forwarded=f"for={number}").status_code
        for number in range(4)
    ]
    assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize(
    ("given", "proxies", "network"),
    [
        ("192.0.2.1", 1, "192.0.2.1"),
        ("10.9.9.9, 192.0.2.1", 1, "192.0.2.1"),
        ("10.9.9.9, 192.0.2.1, 192.0.2.7", 2, "192.0.2.1"),
        ("192.0.2.1", 3, "192.0.2.1"),
        ("2001:db8::1", 1, "2001:db8::/64"),
        ("2001:db8::ffff:1", 1, "2001:db8::/64"),
        ("junk", 1, ""),
        ("", 1, ""),
    ],
)
def test_behind_proxies_the_address_is_the_one_that_they_saw(settings, given, proxies, network):
    settings.CLIENT_ADDRESS_KEY = "HTTP_X_FORWARDED_FOR"
    settings.TRUSTED_PROXIES = proxies
    assert client_network(RequestFactory().get("/", headers={"x-forwarded-for": given})) == network


def test_without_a_limit_nothing_is_counted(settings):
    settings.API_REQUESTS_A_MINUTE = 0
    assert "RateLimit-Limit" not in api_get("metrics/")


def test_a_counter_that_is_away_refuses_nobody(limited, monkeypatch):
    def away(*args):
        raise ConnectionError("No Redis here.")

    monkeypatch.setattr(throttle.Silence, "ends", 0.0)
    monkeypatch.setattr(throttle.cache, "add", away)
    response = api_get("metrics/")
    assert (response.status_code, "RateLimit-Limit" in response) == (200, False)


def test_a_counter_that_was_dropped_begins_again(limited, monkeypatch):
    monkeypatch.setattr(throttle.cache, "add", lambda *args: False)
    assert api_get("metrics/?x=1")["RateLimit-Remaining"] == "2"


# Settings


def test_the_cache_is_the_process_or_redis(monkeypatch):
    assert environment.cache("")["BACKEND"] == "careersite.counts.Counts"
    monkeypatch.setattr(environment, "find_spec", lambda name: name == "redis")
    shared = environment.cache("redis://counter:6379/0")
    assert (shared["BACKEND"].rpartition(".")[2], shared["LOCATION"]) == ("RedisCache", "redis://counter:6379/0")


@pytest.mark.parametrize(
    ("url", "said"),
    [("counter:6379", "REDIS_URL names no Redis"), ("redis://counter", "the package redis is not installed")],
)
def test_a_cache_that_cannot_be_had_is_one_sentence(monkeypatch, url, said):
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(environment.ImproperlyConfigured, match=said):
        environment.cache(url)


@pytest.mark.parametrize("word", ["-1", "many", "1.5", "²"])
def test_a_number_that_is_none_is_refused_by_name(monkeypatch, word):
    monkeypatch.setenv("API_REQUESTS_A_MINUTE", word)
    with pytest.raises(environment.ImproperlyConfigured, match="API_REQUESTS_A_MINUTE is"):
        environment.positive("API_REQUESTS_A_MINUTE", default=600, least=0)


def test_without_the_api_its_addresses_are_gone_and_the_pages_stay():
    from importlib import reload

    from careersite import urls

    try:
        with override_settings(API_ENABLED=False):
            reload(urls)
            clear_url_caches()
            for address in ("/api/", "/api/v1/", "/api/v1/occupations/"):
                with pytest.raises(Resolver404):
                    resolve(address)
            assert resolve("/occupations/cook.json").view_name == "occupations:occupation-format"
    finally:
        reload(urls)
        clear_url_caches()
    assert resolve("/api/v1/occupations/").view_name == "api:occupations"


# What is going away


def test_what_is_going_away_says_so_in_headers(monkeypatch):
    import datetime

    from occupations.api.reference import Metrics

    monkeypatch.setattr(Metrics, "deprecated", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    monkeypatch.setattr(Metrics, "sunset", datetime.datetime(2026, 7, 1, tzinfo=datetime.UTC))
    response = api_get("metrics/")
    assert (response["Deprecation"], response["Sunset"]) == ("@1767225600", "Wed, 01 Jul 2026 00:00:00 GMT")
    assert "Deprecation" not in api_get("sources/")


def test_every_parameter_is_described():
    for one in endpoint.Endpoint.__subclasses__():
        for parameter in one.known():
            assert parameter.description.endswith("."), parameter.name
            assert parameters.described(parameter)["schema"]["type"] in ("string", "integer", "number", "array")
