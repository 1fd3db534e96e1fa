"""How long every kind of answer may be kept, which sites may load it, and which methods its address has."""

import pytest
from django.templatetags.static import static
from django.test import Client

from occupations.models import OldSlug
from occupations.publishing import publish
from tests.http.public import occupations, page, pair

pytestmark = pytest.mark.django_db

PAGE = "public, max-age=0, s-maxage=50, must-revalidate"
NO_PAGE = "public, max-age=0, s-maxage=10, must-revalidate"
FOREVER = "public, max-age=31536000, immutable"
DJANGOS = "max-age=0, no-cache, no-store, must-revalidate, private"
ANY, OWN = "cross-origin", "same-origin"


@pytest.fixture
def site() -> None:
    cook, _, baker = occupations("Cook", "Chef", "Baker")
    OldSlug.objects.create(slug="old-cook", occupation=cook)
    publish.withdraw(baker, "Gone.")


@pytest.mark.parametrize(
    ("address", "status", "kept", "loaded_by"),
    [
        ("/", 200, PAGE, OWN),
        (page("cook"), 200, PAGE, OWN),
        (pair("cook", "chef"), 200, PAGE, OWN),
        (page("cook", "json"), 200, PAGE, ANY),
        (page("old-cook", "csv"), 301, NO_PAGE, ANY),
        ("/id/occupations/999999999/", 404, NO_PAGE, ANY),
        ("/robots.txt", 200, PAGE, OWN),
        ("/llms.txt", 200, PAGE, ANY),
        ("/codes/", 200, PAGE, OWN),
        ("/data/", 200, PAGE, OWN),
        ("/api/v1/dcat.jsonld", 200, PAGE, ANY),
        ("/sitemap.xml", 200, PAGE, OWN),
        ("/api/", 200, PAGE, OWN),
        (page("old-cook"), 301, NO_PAGE, OWN),
        ("/occupations/cook", 301, NO_PAGE, OWN),
        ("/compare/?a=cook&b=chef", 302, NO_PAGE, OWN),
        (page("nobody"), 404, NO_PAGE, OWN),
        ("/nothing/", 404, NO_PAGE, OWN),
        (page("baker"), 410, NO_PAGE, OWN),
        (f"{page('cook')}?as_of=never", 400, "no-store", OWN),
        ("/a%00", 400, "no-store", OWN),
        ("/" + "a" * 1_000, 414, "no-store", OWN),
        ("/search/suggest/?q=coo", 200, "public, max-age=60", OWN),
        ("/corrections/report/", 200, "no-store", OWN),
        ("/embed/compare/cook-vs-chef/", 200, PAGE, ANY),
        ("/embed/compare/cook-vs-nobody/", 404, NO_PAGE, ANY),
        ("/oembed/?url=http://testserver/compare/cook-vs-chef/", 200, PAGE, ANY),
        (pair("cook", "chef", output_format="png"), 200, PAGE, ANY),
        ("/api/v1/occupations/", 200, PAGE, ANY),
        ("/api/v1/occupations/cook/editions/1/", 200, "public, max-age=3600, immutable", ANY),
        ("/api/v2/", 404, NO_PAGE, ANY),
        ("/api/v1/occupations/old-cook/", 301, NO_PAGE, ANY),
        ("/api/v1/occupations/nobody/", 404, NO_PAGE, ANY),
        ("/api/v1/occupations/baker/", 410, NO_PAGE, ANY),
        ("/api/v1/nothing/", 404, NO_PAGE, ANY),
        ("/api/v1/occupations/?x=1", 400, "no-store", ANY),
        ("/admin/", 302, DJANGOS, OWN),
        ("/admin/login/", 200, DJANGOS, OWN),
        ("/admin", 301, NO_PAGE, OWN),
    ],
)
def test_every_kind_of_answer_says_how_long_it_may_be_kept_and_who_may_load_it(site, address, status, kept, loaded_by):
    response = Client().get(address)
    assert (response.status_code, response["Cache-Control"]) == (status, kept)
    assert (response["Cross-Origin-Resource-Policy"], response["Cross-Origin-Opener-Policy"]) == (loaded_by, OWN)
    assert dict(response.cookies) == {} or address.startswith("/admin/")


def test_what_has_not_changed_may_be_kept_as_long_as_the_page(site):
    for address in ("/", page("cook"), "/api/v1/occupations/", pair("cook", "chef", output_format="png")):
        fresh = Client().get(address)
        again = Client().get(address, headers={"If-None-Match": fresh["ETag"]})
        assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", PAGE)
        assert again["Vary"] == fresh["Vary"]


@pytest.mark.parametrize("path", ["site.css", "card.css"])
def test_a_static_file_is_kept_for_ever_under_one_weak_validator(path):
    """A card is shown in a sandbox, which counts as another site, so its style sheet may be loaded by any."""
    address = static(path)
    answers = [Client().get(address, headers={"accept-encoding": coding}) for coding in ("identity", "gzip", "br")]
    for answer in answers:
        answer.close()
    assert [answer.get("Content-Encoding") for answer in answers] == [None, "gzip", "br"]
    assert {answer["ETag"][:3] for answer in answers} == {'W/"'}
    assert len({answer["ETag"] for answer in answers}) == 1
    assert {answer["Cross-Origin-Resource-Policy"] for answer in answers} == {ANY if path == "card.css" else OWN}
    assert {"immutable" in answer["Cache-Control"] for answer in answers} == {True}
    again = Client().get(address, headers={"If-None-Match": answers[0]["ETag"]})
    assert (again.status_code, b"".join(again)) == (304, b"")


READ, SENT = "GET, HEAD, OPTIONS", "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize(
    ("address", "methods"),
    [
        ("/", READ),
        ("/occupations/nobody/", READ),
        ("/search/?q=cook", READ),
        ("/api/", READ),
        ("/corrections/report/", SENT),
        ("/admin/login/", SENT),
        ("/api/v1/occupations/", READ),
        ("/api/v1/titles/match/", "POST, OPTIONS"),
    ],
)
def test_options_names_the_methods_and_has_no_body(address, methods):
    response = Client().options(address)
    assert (response.status_code, response.content, response["Allow"]) == (204, b"", methods)
    assert "Content-Length" not in response
    assert (response["Cache-Control"], dict(response.cookies)) == ("no-store", {}) or address.startswith("/admin/")
    refused = [Client().put(address), Client().delete(address)]
    assert [(one.status_code, set(one["Allow"].split(", "))) for one in refused] == [
        (405, set(methods.split(", ")))
    ] * 2


def test_options_of_an_address_that_is_not_there_is_not_found():
    assert [Client().options(address).status_code for address in ("/nothing/", "/api/v1/nothing/")] == [404, 404]
