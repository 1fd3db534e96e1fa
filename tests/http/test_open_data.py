"""What programs and scripts of other sites meet: CORS, codings, ranges, errors of unknown addresses, /llms.txt."""

import gzip
import json
import re

import brotli
import pytest
from django.test import Client

from careersite.compression import encodings
from occupations.models import OldSlug
from occupations.rendering import cache_control
from tests.http.api import api_get, check
from tests.http.public import get, occupations, page, pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooks():
    cook, chef = made = occupations("Cook", "Chef")
    OldSlug.objects.create(slug="old-cook", occupation=cook)
    OldSlug.objects.create(slug="old-chef", occupation=chef)
    return made


def test_scripts_of_other_sites_may_read_data_wherever_it_has_moved(cooks):
    addresses = {
        "/api/v1/occupations/": 200,
        "/api/v1/occupations": 301,
        "/api/v1": 301,
        "/api/v1/occupations/old-cook/": 301,
        "/api/v2/": 404,
        f"/id/occupations/{cooks[0].pk}/": 303,
        f"/id/occupations/{cooks[0].pk}": 301,
        page(cooks[0], "json"): 200,
        page("old-cook", "csv"): 301,
        page("nobody", "json"): 404,
        pair(*cooks, output_format="md"): 200,
        pair("old-cook", cooks[1], output_format="json"): 301,
        "/llms.txt": 200,
    }
    said = {address: get(address, origin="https://example.org") for address in addresses}
    assert {address: answer.status_code for address, answer in said.items()} == addresses
    assert {answer.get("Access-Control-Allow-Origin") for answer in said.values()} == {"*"}
    assert {answer["Cross-Origin-Resource-Policy"] for answer in said.values()} == {"cross-origin"}
    assert "Access-Control-Allow-Origin" not in get(page(cooks[0]))


@pytest.mark.parametrize(
    "address", ["/api/v1/occupations/", "/api/v1/occupations", "/occupations/cook.json", "/id/occupations/1/"]
)
def test_a_preflight_allows_any_headers(address):
    asked = {"origin": "https://example.org", "access-control-request-method": "GET"}
    answer = Client().options(address, headers={**asked, "access-control-request-headers": "x-trace-id, accept"})
    assert (answer.status_code, answer["Access-Control-Allow-Headers"]) == (204, "x-trace-id, accept")
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    strange = Client().options(address, headers={**asked, "access-control-request-headers": "a b; c"})
    assert "If-None-Match" in strange["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    "address", ["/api/v2/", "/api/v2/occupations/", "/api/nothing/", "/api/v1/nothing/", "/api/v1/a/b/"]
)
def test_unknown_addresses_of_the_api_are_problems(address):
    answer = get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    body = json.loads(answer.content)
    check(body, "Problem")
    assert "version 1" in body["detail"]


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", ""),
        ("gzip, deflate, br", "br, gzip"),
        ("identity", ""),
        ("gzip;q=0", ""),
        ("br;q=0, gzip", "gzip"),
        ("*", "br, gzip"),
        ("*;q=0", ""),
        ("identity, *;q=0", ""),
        ("br;q=0.5, identity;q=1", ""),
        ("gzip;q=1.0, identity; q=0.5, *;q=0", "gzip"),
        ("x-br, gzip;q=zzz", ""),
    ],
)
def test_codings_are_those_that_were_asked_for(header, wanted):
    assert encodings(header) == wanted


def test_bytes_are_packed_as_asked(cooks):
    address = "/api/v1/occupations/?format=json"
    whole = get(address, accept_encoding="identity, *;q=0")
    assert "Content-Encoding" not in whole
    assert gzip.decompress(get(address, accept_encoding="br;q=0, gzip").content) == whole.content
    assert brotli.decompress(get(address, accept_encoding="*").content) == whole.content


def test_files_say_whether_parts_of_them_can_be_had(cooks):
    for address in (page(cooks[0], "json"), pair(*cooks, output_format="csv"), "/api/v1/occupations/"):
        assert get(address)["Accept-Ranges"] == "none"
    style = re.search(r'href="(/static/site[^"]+)"', get("/").content.decode())
    assert style
    file = get(style[1])
    file.close()
    assert file["Accept-Ranges"] == "bytes"


def test_editions_are_kept_without_being_asked_about(cooks):
    edition = api_get("occupations/cook/editions/1/")
    assert edition["Cache-Control"] == cache_control.EDITION
    assert (
        api_get("occupations/cook/editions/1/", if_none_match=edition["ETag"])["Cache-Control"] == cache_control.EDITION
    )
    assert "immutable" not in api_get("occupations/cook/")["Cache-Control"]


def test_texts_name_their_encoding(cooks):
    addresses = [
        "/",
        "/robots.txt",
        "/llms.txt",
        page("nobody", "csv"),
        page("old-cook"),
        "/api/v1/occupations/?format=csv",
    ]
    addresses += [page(cooks[0], output_format) for output_format in ("csv", "md")]
    types = {get(address)["Content-Type"] for address in addresses}
    assert {kind for kind in types if not kind.endswith("charset=utf-8")} == set()


def test_pages_name_their_formats(cooks):
    for address in (page(cooks[0]), pair(*cooks)):
        found = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', get(address).content.decode())
        files = [(kind, url) for kind, url in found if "oembed" not in kind and "changes" not in url]
        assert {kind: get(url).status_code for kind, url in files} == {
            "application/json": 200,
            "text/csv": 200,
            "text/markdown": 200,
        }


def test_what_programs_find_is_listed_in_one_short_text(cooks, settings):
    text = get("/llms.txt").content.decode()
    assert text.startswith("# Careersite\n\n> Compares occupations")
    assert len(text) < 6_000
    links = re.findall(r"\]\(http://testserver(/[^)]*)\)", text)
    assert {"/method/", "/api/", "/api/v1/schema/", "/api/v1/codes/"} <= set(links)
    assert [url for url in links if not url.startswith("/api/") and get(url).status_code != 200] == []


@pytest.mark.parametrize("address", ["/search/?q=0", "/explore/?q=0", "/codes/?q=0", "/compare/?a=0&b=1"])
def test_a_zero_is_searched_for(address, cooks):
    assert 'value="0"' in get(address).content.decode()


def test_a_zero_is_a_value_of_the_api(cooks):
    assert api_get("search/?q=0").status_code == 200
    assert json.loads(api_get("occupations/?q=0").content)["results"] == []
    assert json.loads(api_get("occupations/?pay_median_max=0").content)["results"] == []
    assert api_get("occupations/?limit=0").status_code == 400
