"""The page of all data, for people and for machines, and the catalog in DCAT: what they say of files is true of them."""

import gzip
import hashlib
import json
import re
import subprocess
import sys
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from occupations.bulk import export
from occupations.models import MetricPolicy, Occupation, Source
from occupations.pages.downloads import EXAMPLES, LANGUAGES, size
from occupations.publishing import publish
from occupations.rendering.examples import program_for
from tests.formats import having, parse, words
from tests.http.api import api_get
from tests.http.places import survey
from tests.http.public import get, occupations
from tests.http.test_json_ld import EVIL
from tests.machine import program
from tests.occupations import factories as make
from tests.queries import cost

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
PAGE = "/data/"
DCAT = "/api/v1/dcat.jsonld"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "bulk"


@pytest.fixture
def made() -> list[Occupation]:
    """With pay of a licensed survey in two years and two places, and shares of a sensitive metric."""
    found = survey()
    make.figure("lgbt", 7.7, record=found.cooks, release=next(iter(found.national.values())))
    Source.objects.filter(title="Wage survey").update(
        license="CC BY 4.0", attribution=f"Agency {EVIL}", url="https://example.org/survey"
    )
    publish.publish_all(found.sides)
    export.make()
    return found.sides


def text_of(address: str) -> str:
    response = get(address)
    assert response.status_code == 200
    return response.content.decode()


def things() -> list[dict[str, Any]]:
    """What the page says in JSON-LD."""
    text = text_of(PAGE)
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return json.loads(script)["@graph"]


def datasets() -> list[dict[str, Any]]:
    """The whole, then each table."""
    (whole,) = [one for one in things() if one["@type"] == "Dataset"]
    return [whole, *whole["hasPart"]]


def content(address: str) -> bytes:
    response = get(address.removeprefix(SITE))
    assert response.status_code == 200
    return response.getvalue()


# For people


def test_the_page_has_each_table_with_its_rows_and_files(made):
    page = parse(text_of(PAGE))
    assert words(page.find(".//h1")) == "Download the data"
    rows = {row.get("id"): row for row in page.iter("tr") if row.get("id")}
    assert {"table-occupations", "table-figures", "table-codes", "table-changes"} < set(rows)
    of_codes = rows["table-codes"]
    lines = gzip.decompress(content("/api/v1/bulk/latest/codes.jsonl.gz")).splitlines()
    assert words(of_codes.findall("td")[0]) == str(len(lines))
    assert [words(link).partition(":")[0] for link in of_codes.iter("a")] == ["CSV", "JSON Lines", "Parquet"]
    for row in rows.values():
        for link in row.iter("a"):
            assert len(content(link.get("href"))) > 0
    (national,) = [row for name, row in rows.items() if "national" in name and "lgbt" not in name]
    assert words(national.find("th")) == "Wage survey, national May 2022 – May 2024"


def test_licenses_and_sentences_of_attribution_are_those_of_the_sources(made):
    page = parse(text_of(PAGE))
    (section,) = [one for one in page.iter("section") if one.get("id") == "licenses"]
    rows = [[words(cell) for cell in row] for row in section.find(".//tbody")]
    assert ["Wage survey Agency", "CC BY 4.0", f"Agency {EVIL}"] in rows
    assert "https://creativecommons.org/licenses/by/4.0/" in {link.get("href") for link in section.iter("a")}


def test_links_of_the_page_lead_somewhere(made):
    text = text_of(PAGE)
    assert [one for one in re.findall(r'href="#([\w-]+)"', text) if f'id="{one}"' not in text] == []
    for link in set(re.findall(r'href="(/[^"#]*)"', text)):
        if not link.startswith("/static/"):
            assert get(link).status_code == 200, link


def test_earlier_releases_stay_and_say_what_had_changed(made):
    names = []
    for text in ("One.", "Two."):
        Occupation.objects.filter(pk=made[0].pk).update(description=text)
        publish.publish(Occupation.objects.get(pk=made[0].pk))
        names.append(export.make().name)
    *_, more = having(parse(text_of(PAGE)), "more")
    assert words(more.find("summary")) == "2 earlier releases of these files"
    links = [link.get("href") for link in more.iter("a")]
    assert links[0] == f"/api/v1/bulk/{names[0]}/datapackage.json"
    assert len(links) == 3  # of the first, nothing had changed
    assert b"One." in content(links[1])


def test_the_page_asks_no_database_at_any_size(made):
    get(PAGE)
    first = cost(PAGE)
    occupations(*(f"Baker {number}" for number in range(12)))
    export.make()
    get(PAGE)
    assert cost(PAGE) == first
    assert first[:2] == (200, 0)
    assert get(PAGE, if_none_match=get(PAGE)["ETag"]).status_code == 304


def test_without_files_or_without_the_api_the_page_says_so(settings):
    text = text_of(PAGE)
    assert "No files have been made yet." in text
    assert 'href="/api/v1/bulk/latest/' not in text
    assert [one["@type"] for one in things()] == ["BreadcrumbList"]
    settings.API_ENABLED = False
    text = text_of(PAGE)
    assert "This site has its API switched off" in text
    assert 'href="/api/"' not in text.partition("<main")[2].partition("</main>")[0]


def test_files_of_an_earlier_version_have_no_rows_and_no_titles(made, folder):
    (package,) = folder.glob("*/datapackage.json")
    described = json.loads(package.read_text())
    for one in described["resources"]:
        for name in ("rows", "title", "dataset"):
            one.pop(name, None)
    renamed = package.parent.rename(folder / "2020-01-01-00000000")
    (renamed / package.name).write_text(json.dumps(described | {"version": renamed.name}))
    page = parse(text_of(PAGE))
    (row,) = [row for row in page.iter("tr") if row.get("id") == "table-occupations"]
    assert words(row.findall("td")[0]) == "not counted"
    assert words(row.find("th")).startswith("occupations")
    assert all("temporalCoverage" not in one for one in datasets())


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_000, "1 KB"), (340_200, "340 KB"), (3_440_000, "3.4 MB"), (45e6, "45 MB")],
)
def test_sizes_are_read_at_a_glance(number, said):
    assert size(int(number)) == said


class Site(BaseHTTPRequestHandler):
    """Answers as the site of this process does."""

    def do_GET(self) -> None:
        given = {name: value for name in ("Range", "If-Range") if (value := self.headers.get(name))}
        response = getattr(Client(headers=given), self.command.lower())(self.path)
        self.send_response(response.status_code)
        for name in ("Content-Type", "Content-Length", "Content-Range", "Accept-Ranges", "ETag", "Last-Modified"):
            if name in response:
                self.send_header(name, response[name])
        self.end_headers()
        self.wfile.write(response.getvalue())

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *anything: object) -> None:
        pass


PROGRAMS = {
    "py": [sys.executable, "-I", "-c", "{}\nprint(figures['value'].drop_nulls().len())"],
    "R": ["Rscript", "--vanilla", "-e", "{}\ncat(sum(!is.na(figures$value)), fill=TRUE)"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_loaded_in_two_lines(made, language, tmp_path):
    if language == "R":
        program("Rscript", package="r-base-core")
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        server.timeout = 0.05
        address = f"http://127.0.0.1:{server.server_port}"
        code = program_for(EXAMPLES / f"load.{language}", address)
        assert len([line for line in code.splitlines() if line]) == 2
        assert code.replace(address, SITE) in unescape(text_of(PAGE))
        command = [part.replace("{}", code) for part in PROGRAMS[language]]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running = subprocess.Popen(command, cwd=tmp_path, text=True, **pipes)
        while running.poll() is None:
            server.handle_request()
        said, complaints = running.communicate()
    assert complaints == ""
    assert running.returncode == 0
    lines = gzip.decompress(content("/api/v1/bulk/latest/figures.jsonl.gz")).splitlines()
    values = [json.loads(line)["value"] for line in lines]
    assert int(said) == len([value for value in values if value is not None]) > 0


# For machines


def test_a_dataset_has_what_search_engines_for_data_ask_for(made):
    found = datasets()
    assert len(found) > 20
    for one in found:
        assert 50 <= len(one["description"]) <= 5_000
        assert one["name"]
        assert one["creator"]["@type"] == "Organization"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", one["dateModified"])
        assert one["url"].removeprefix(f"{SITE}{PAGE}").removeprefix("#") in {"", *ids()}
    assert len({one["name"] for one in found}) == len(found)
    whole, *tables = found
    assert whole["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert whole["temporalCoverage"] == "2022-05-01/2024-05-31"
    assert whole["isBasedOn"][0]["creditText"] == f"Agency {EVIL}"
    assert "Median pay a year" in whole["variableMeasured"]
    (akron,) = [one for one in tables if one["name"].endswith("metropolitan")]
    assert akron["creator"] == {"@type": "Organization", "name": "Agency", "url": "https://example.org/survey"}
    assert akron["temporalCoverage"] == "2024-05-01/2024-05-31"


def ids() -> set[str]:
    return set(re.findall(r'id="([^"]+)"', text_of(PAGE)))


def test_every_download_opens_and_is_as_large_as_stated(made):
    files = [file for one in datasets() for file in one["distribution"]]
    assert len(files) > 60
    for file in files:
        found = content(file["contentUrl"])
        assert f"{len(found)} B" == file["contentSize"]
        assert hashlib.sha256(found).hexdigest() == file["sha256"]
        assert get(file["contentUrl"].removeprefix(SITE))["Content-Type"] == file["encodingFormat"]


def test_the_catalog_has_the_datasets_of_the_page(made):
    (catalog,) = [one for one in things() if one["@type"] == "DataCatalog"]
    assert (catalog["@id"], catalog["dataset"]) == (f"{SITE}{PAGE}", {"@id": f"{SITE}{PAGE}#all"})
    in_dcat = {node["@id"] for node in nodes(dcat()) if node.get("@type") == "dcat:Dataset"}
    assert in_dcat == {f"{SITE}{PAGE}#all", *(one["@id"] for one in datasets()[1:])}


def dcat() -> dict[str, Any]:
    response = get(DCAT)
    assert (response.status_code, response["Content-Type"]) == (200, "application/ld+json")
    return json.loads(response.content)


def nodes(body: Any) -> list[dict[str, Any]]:
    """All objects of the document but its context, at any depth."""
    if isinstance(body, list):
        return [node for one in body for node in nodes(one)]
    if not isinstance(body, dict):
        return []
    return [body, *(node for name, one in body.items() if name != "@context" for node in nodes(one))]


REQUIRED = {
    "dcat:Catalog": {"dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:dataset", "foaf:homepage"},
    "dcat:Dataset": {
        *("dcterms:title", "dcterms:description", "dcterms:publisher", "dcterms:license", "dcterms:modified"),
        *("dcterms:spatial", "dcterms:identifier", "dcat:keyword", "dcat:landingPage", "dcat:distribution"),
    },
    "dcat:Distribution": {
        *("dcterms:title", "dcterms:license", "dcat:accessURL", "dcat:downloadURL", "dcat:byteSize", "spdx:checksum"),
    },
    "dcat:DataService": {"dcterms:title", "dcat:endpointURL", "dcat:endpointDescription"},
    "dcterms:PeriodOfTime": {"dcat:startDate", "dcat:endDate"},
    "foaf:Organization": {"foaf:name"},
    "spdx:Checksum": {"spdx:algorithm", "spdx:checksumValue"},
}


def test_the_dcat_catalog_is_json_ld_with_what_dcat_asks_for(made):
    body = dcat()
    prefixes = {name for name, iri in body["@context"].items() if isinstance(iri, str) and iri.startswith("http")}
    kinds = set()
    for node in nodes(body):
        terms = {name for name in node if not name.startswith("@")}
        assert {name.partition(":")[0] for name in terms} <= prefixes
        if kind := node.get("@type"):
            kinds.add(kind)
            assert REQUIRED.get(kind, set()) <= terms, (kind, node.get("@id"))
            assert [name for name in terms if node[name] in (None, "", [])] == []
    assert kinds >= set(REQUIRED)
    known = {node["@id"] for node in nodes(body) if "@id" in node and "@type" in node}
    parts = [one for node in nodes(body) for one in (node.get("dcterms:hasPart"), node.get("dcterms:isPartOf")) if one]
    assert {node["@id"] for node in nodes(parts)} <= known
    # What is an address is one, in the document or by its prefix.
    for node in nodes(body):
        for name, value in node.items():
            if body["@context"].get(name) == {"@type": "@id"}:
                assert str(value).partition(":")[0] in {"http", "https", *prefixes}, (name, value)


def test_every_distribution_of_the_catalog_opens_and_is_as_stated(made):
    found = [node for node in nodes(dcat()) if node.get("@type") == "dcat:Distribution"]
    assert len(found) > 60
    for one in found:
        bytes_of = content(one["dcat:downloadURL"])
        assert len(bytes_of) == int(one["dcat:byteSize"])
        assert hashlib.sha256(bytes_of).hexdigest() == one["spdx:checksum"]["spdx:checksumValue"]
        assert ("dcat:compressFormat" in one) == (bytes_of[:2] == b"\x1f\x8b")
    media = {one["dcterms:title"]: one.get("dcat:mediaType", "").partition("media-types/")[2] for one in found}
    assert (media["codes.csv.gz"], media["codes.parquet"]) == ("text/csv", "application/vnd.apache.parquet")


def test_sizes_periods_and_words_of_the_catalog_have_types(made):
    context = dcat()["@context"]
    assert context["dcat:byteSize"] == {"@type": "xsd:nonNegativeInteger"}
    assert context["dcat:startDate"] == {"@type": "xsd:date"}
    whole = dcat()["dcat:dataset"][0]
    assert whole["dcterms:temporal"] == {
        "@type": "dcterms:PeriodOfTime",
        "dcat:startDate": "2022-05-01",
        "dcat:endDate": "2024-05-31",
    }
    assert whole["dcterms:license"] == [
        {
            "@id": "https://creativecommons.org/licenses/by/4.0/",
            "@type": "dcterms:LicenseDocument",
            "rdfs:label": "Creative Commons Attribution 4.0",
        }
    ]


def test_the_catalog_is_there_without_files_and_is_asked_again(made, folder):
    first = api_get("dcat.jsonld")
    assert api_get("dcat.jsonld", if_none_match=first["ETag"]).status_code == 304
    assert first["Access-Control-Allow-Origin"] == "*"
    assert cost(DCAT)[:2] == (200, 0)
    folder.rename(folder.parent / "elsewhere")
    assert dcat()["dcat:dataset"] == []
    assert api_get("dcat.jsonld?x=1").status_code == 400


def test_a_metric_that_is_switched_off_is_in_no_catalog(made):
    assert "lgbt" in text_of(PAGE)
    MetricPolicy.objects.create(metric="lgbt", shown=False)
    assert "lgbt" not in text_of(PAGE)
    assert "lgbt" not in json.dumps(dcat())


# Feeds


def offered(address: str) -> dict[str, tuple[str, str]]:
    """What a feed reader finds on a page: links to alternatives of a feed's media type, with title and address."""
    links = [one for one in parse(text_of(address)).iter("link") if one.get("rel") == "alternate"]
    kinds = ("application/atom+xml", "application/feed+json")
    return {one.attrib["type"]: (one.attrib["title"], one.attrib["href"]) for one in links if one.get("type") in kinds}


@pytest.mark.parametrize("address", ["/", PAGE, "/sources/", "/occupations/chef/"])
def test_feed_readers_find_the_feeds(made, address):
    Occupation.objects.filter(pk=made[1].pk).update(description="Leads.")
    publish.publish(Occupation.objects.get(pk=made[1].pk))
    export.make()
    found = offered(address)
    of = "Chef" if "chef" in address else "Careersite"
    for kind, (title, url) in found.items():
        answer = get(url)
        assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, kind)
        assert title == f"{of}: what changed"
        assert title in answer.content.decode()
        assert "Leads." in answer.content.decode()
    assert len(found) == 2


def test_the_feed_of_an_occupation_is_one_of_its_own(made):
    whole, own = (json.loads(api_get(f"changes.json{query}").content) for query in ("", "?occupation=chef"))
    assert (whole["title"], own["title"]) == ("Careersite: what changed", "Chef: what changed")
    assert (whole["home_page_url"], own["home_page_url"]) == (f"{SITE}/", f"{SITE}/occupations/chef/")
    ids_of_feeds = {
        re.findall(r"<id>([^<]+)</id>", api_get(f"changes.atom{query}").content.decode())[0]
        for query in ("", "?occupation=chef", "?occupation=cook")
    }
    assert len(ids_of_feeds) == 3
    assert f"{SITE}/id/occupations/{made[1].pk}/#changes" in ids_of_feeds


def test_without_the_api_no_feed_is_offered(made, monkeypatch):
    monkeypatch.setattr("occupations.links.api_path", lambda *name: "")
    assert offered("/") == {}
