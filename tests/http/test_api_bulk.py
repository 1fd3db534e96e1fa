"""Everything at once: files that never change, the latest under addresses that stay, and when they are made."""

import csv
import datetime
import gzip
import hashlib
import io
import json
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from frictionless import Package, system

from careersite.byte_order_mark import MARK
from occupations.api import bulk_files
from occupations.bulk import export, jobs, occupation_files, releases
from occupations.bulk.change_table import CHANGE_TABLE
from occupations.bulk.site_tables import SITE_TABLES
from occupations.bulk.table import sort_key
from occupations.bulk.tables import OCCUPATION_TABLES
from occupations.models import MetricPolicy, Occupation
from occupations.observations.columns import NAMES
from occupations.publishing import publish
from tests.feeds import faults_of_atom, faults_of_json_feed
from tests.http.api import api_get, api_json, check, problem
from tests.http.places import release, survey
from tests.http.public import occupations
from tests.http.test_directory import filings, sectors
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db
TABLES = (*OCCUPATION_TABLES, *SITE_TABLES, CHANGE_TABLE)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "bulk"


@pytest.fixture
def cooks() -> list[Occupation]:
    made = occupations("Cook", "Chef", "=Baker")
    for one in made:
        make.figure("lgbt", 7.7, occupation=one, release=make.release())
        make.skills(one, {"Cutting": 40})
    publish.publish_all(made)
    return made


def body(address: str, **headers: str) -> bytes:
    response = api_get(address, **headers)
    assert response.status_code in (200, 206)
    return response.getvalue()


def rows(name: str, table: str) -> list[dict]:
    return [json.loads(line) for line in gzip.decompress(body(f"bulk/{name}/{table}.jsonl.gz")).splitlines()]


def sheet(name: str, table: str) -> list[dict]:
    text = gzip.decompress(body(f"bulk/{name}/{table}.csv.gz")).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def published_again(occupation: Occupation, **changes) -> None:
    Occupation.objects.filter(pk=occupation.pk).update(**changes)
    publish.publish(Occupation.objects.get(pk=occupation.pk))


def test_the_files_say_what_is_live(cooks):
    make.occupation("Quixotry")
    name = export.make().name
    assert [one["title"] for one in rows(name, "occupations")] == ["=Baker", "Chef", "Cook"]
    salaries = [(one["slug"], one["value"]) for one in rows(name, "figures") if one["metric"] == "wage_annual_mean"]
    assert salaries == [("baker", 60_000), ("chef", 50_000), ("cook", 40_000)]
    (growth,) = [one for one in rows(name, "figures") if (one["slug"], one["metric"]) == ("chef", "growth")]
    assert {key: value for key, value in growth.items() if value is not None} == {
        "slug": "chef",
        "metric": "growth",
        "statistic": "change",
        "unit": "percent",
        "value": 2,
        "period_start": "2024-01-01",
        "period_end": "2024-12-31",
        "method": "measured",
        "level": "detailed",
        "source": "agency-survey",
        "release": growth["release"],
        "position": 1,
    }
    assert [one["part"] for one in rows(name, "figures") if one["metric"] == "skill_share"] == ["Cutting"] * 3
    assert {one["metric"] for one in rows(name, "figures-lgbt")} == {"lgbt"}
    assert "lgbt" not in {one["metric"] for one in rows(name, "figures")}


def in_csv(value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return "; ".join(value)
    return f"'{value}" if str(value)[:1] == "=" else str(value)


def test_csv_json_lines_and_parquet_say_the_same(cooks, folder):
    name = export.make().name
    for table in TABLES:
        said = rows(name, table.name)
        assert sheet(name, table.name) == [{key: in_csv(value) for key, value in one.items()} for one in said]
        keys = [sort_key(table)(one) for one in said]
        assert keys == sorted(set(keys))
        frame = pl.read_parquet(folder / name / f"{table.name}.parquet")
        assert frame.columns == table.names
        days = [one.name for one in table.columns if one.type == "date"]
        of_parquet = frame.with_columns(pl.col(days).dt.to_string("%Y-%m-%d")).to_dicts()
        assert [one.pop("published_at", None) is None for one in of_parquet] == [
            one.pop("published_at", None) is None for one in said
        ]
        assert of_parquet == said


def test_every_key_stands_for_a_row():
    made = survey()
    sectors(made)
    filings(made, Big_Kitchen=40, Small_Kitchen=2)
    field = make.record("12.0503", system="cip", vintage="2020", title="Culinary Arts")
    field.recordlinks.create(other=made.cooks, release=made.national[2024], quality="prepares")
    name = export.make().name
    assert [one["other_record"] for one in rows(name, "crosswalks")] == ["oews-2018:35-2014"]
    package = json.loads(body(f"bulk/{name}/datapackage.json"))
    joined = set()
    for one in package["resources"]:
        for reference in one.get("schema", {}).get("foreignKeys", []):
            (column,), of = reference["fields"], reference["reference"]
            there = {row[of["fields"][0]] for row in sheet(name, of["resource"])}
            used = {row[column] for row in sheet(name, one["table"])} - {""}
            assert used <= there, (one["name"], column)
            joined |= {column} if used else set()
    assert joined >= {"slug", "source", "release", "place", "metric", "record", "industry", "employer", "category_slug"}
    assert "cip-2020:12.0503" in {one["record"] for one in rows(name, "codes")}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # it leaves files open
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_frictionless_finds_nothing_wrong():
    made = survey()
    sectors(made)
    filings(made, Big_Kitchen=40, Small_Kitchen=2)
    make.figure("lgbt", 7.7, record=made.cooks, release=next(iter(made.national.values())))
    export.make()
    published_again(made.cook, description="=Cooks something else.")
    second = export.make()
    with system.use_context(trusted=True):
        report = Package(str(second.folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:5]
    assert report.stats["tasks"] > 60


def from_api(query: str = "release=all&limit=10000") -> list[dict]:
    text = api_get(f"observations/?{query}&format=csv").content.decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_observations_are_those_of_the_api():
    made = survey()
    sectors(made)
    filings(made, Big_Kitchen=40, Small_Kitchen=2)
    bulk = export.make()
    files = [one for one in releases.latest().files if one.table.startswith("observations-") and one.form == "csv"]
    assert len(files) > 3
    found = [row for one in files for row in sheet(bulk.name, one.table)]
    asked = from_api()
    assert len(asked) > 30
    assert sorted(found, key=lambda row: row["key"]) == sorted(asked, key=lambda row: row["key"])
    assert list(found[0]) == list(NAMES)
    by_api = {row["key"]: row for row in api_json("observations/?release=all&limit=10000")["results"]}
    for one in files:
        frame = pl.read_parquet(bulk.folder / f"{one.table}.parquet")
        assert frame["key"].to_list() == [row["key"] for row in sheet(bulk.name, one.table)]
        assert frame.schema["value"] == pl.Float64
        assert frame.schema["period_end"] == pl.Date
        days = pl.selectors.date().dt.to_string("%Y-%m-%d")
        assert frame.with_columns(days).to_dicts() == [by_api[key] for key in frame["key"]]


def test_what_is_the_same_is_the_same_file():
    made = survey()
    first = export.make()
    published_again(made.cook, description="Cooks something else.")
    second = export.make()
    assert (first.new, second.new) == (True, True)

    def numbers(made) -> dict[str, int]:
        return {one.name: one.stat().st_ino for one in made.folder.iterdir()}

    before, after = numbers(first), numbers(second)
    written = {name.partition(".")[0] for name in after if after[name] != before.get(name)}
    assert written == {"datapackage", "occupations", "changes"}


def contents(made: export.BulkRelease) -> dict[str, bytes]:
    """Of the files of occupations."""
    names = {f"{table.name}.{ending}" for table in OCCUPATION_TABLES for ending in ("csv.gz", "jsonl.gz", "parquet")}
    return {one.name: one.read_bytes() for one in made.folder.iterdir() if one.name in names}


def test_what_is_taken_from_the_release_before_is_as_if_made_anew(cooks, settings, monkeypatch):
    export.make()
    published_again(cooks[0], slug="line-cook", description="=Bakes.")
    publish.withdraw(cooks[2], "Gone.")
    (waiter,) = occupations("Waiter")
    publish.publish(waiter)
    taken = contents(export.make())
    assert b"line-cook" in gzip.decompress(taken["figures-lgbt.jsonl.gz"])

    export.make().folder.rename(settings.VAR / "elsewhere")
    monkeypatch.setattr(occupation_files, "FEW", -1)
    anew = contents(export.make())
    assert len(taken) == 3 * len(OCCUPATION_TABLES)
    assert {name for name in anew if anew[name] != taken[name]} == set()


def test_only_changed_occupations_are_laid_out_again(cooks, settings, monkeypatch):
    made = export.make()
    asked: list[str] = []
    editions = occupation_files._editions

    def noted(slugs):
        asked.extend(slugs)
        return editions(slugs)

    monkeypatch.setattr(occupation_files, "_editions", noted)
    published_again(cooks[1], description="Leads.")
    second = export.make()
    assert asked == ["chef"]
    same = {one.name for one in made.folder.iterdir() if one.stat().st_ino == (second.folder / one.name).stat().st_ino}
    assert {"figures.parquet", "figures.csv.gz", "titles.jsonl.gz", "figures-lgbt.parquet"} <= same
    settings.BUILD = "of another version"
    published_again(cooks[1], description="Leads again.")
    asked.clear()
    export.make()
    assert sorted(asked) == ["baker", "chef", "cook"]


def test_a_release_with_deleted_files_is_not_built_upon(cooks, folder):
    first = export.make()
    (first.folder / "figures.jsonl.gz").unlink()
    published_again(cooks[0], description="Cooks something else.")
    second = export.make()
    assert len(rows(second.name, "figures")) > 3
    assert json.loads((second.folder / "datapackage.json").read_text())["since"] is None


def test_the_package_describes_every_file(cooks):
    name = export.make().name
    package = json.loads(body(f"bulk/{name}/datapackage.json"))
    assert (package["version"], package["occupations"], package["sources"]) == (
        name,
        3,
        [{"title": "Agency, Survey"}, {"title": "Agency, Survey of cooks"}],
    )
    assert len(package["resources"]) > 3 * len(TABLES)
    for one in package["resources"]:
        content = body(f"bulk/{name}/{one['path']}")
        assert (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") == (one["bytes"], one["hash"])
        if one["format"] == "csv":
            assert set(one["schema"]["primaryKey"]) <= {field["name"] for field in one["schema"]["fields"]}


def test_the_same_editions_make_the_same_bytes_and_are_made_once(cooks, folder):
    first = export.make()
    before = {file.name: file.read_bytes() for file in first.folder.iterdir()}
    assert export.make() == (first.name, first.folder, False)
    for file in first.folder.iterdir():
        file.unlink()
    first.folder.rmdir()
    again = export.make()
    assert (again.name, {file.name: file.read_bytes() for file in again.folder.iterdir()}) == (first.name, before)
    assert sorted(one.name for one in folder.iterdir()) == [".lock", first.name]


def test_the_list_has_the_newest_first_and_says_what_changed(cooks):
    first = export.make().name
    cook = cooks[0]
    make.responsibilities(cook, *[])
    make.figure("satisfaction", 4, occupation=cook, release=make.release())
    make.models.AlternateTitle.objects.create(occupation=cook, title="Kitchen wizard")
    published_again(cook, description="Cooks something else.")
    publish.withdraw(cooks[1], "Gone.")
    second = export.make().name
    said = api_json("bulk/")
    check(said, "BulkList")
    assert [one["key"] for one in said["results"]] == [second, first]
    assert said["results"][1]["changes_url"] is None
    address = said["results"][0]["changes_url"].removeprefix("http://testserver")
    changes = [json.loads(line) for line in body(address).splitlines()]
    told = [(one["table"], one["change"]) for one in changes if one["table"] not in ("figures", "related")]
    assert told == [
        ("occupations", "removed"),
        ("occupations", "changed"),
        ("titles", "added"),
        *[("responsibilities", "removed")] * 5,
        ("figures-lgbt", "removed"),
    ]
    changed = changes[1]
    assert (changed["before"]["description"], changed["after"]["description"]) == (
        "Does the work of Cook.",
        "Cooks something else.",
    )
    added = [one["after"] for one in changes if one["table"] == "figures" and one["change"] == "added"]
    assert [(one["slug"], one["metric"], one["value"]) for one in added] == [("cook", "satisfaction", 4)]
    gone = {one["before"]["slug"] for one in changes if one["change"] == "removed" and one["table"] != "related"}
    assert gone == {"chef"}
    only = body(f"{address}?tables=titles").splitlines()
    assert [json.loads(line)["after"]["title"] for line in only] == ["Kitchen wizard"]
    # The other way round it is the opposite, and nothing is another than itself.
    back = [json.loads(line) for line in body(f"bulk/{first}/changes/{second}/").splitlines()]
    assert len(back) == len(changes)
    assert {"added": "removed", "removed": "added", "changed": "changed"}[back[0]["change"]] == changes[0]["change"]
    assert body(f"bulk/{first}/changes/{first}/") == b""


def test_changes_say_what_a_figure_was_whatever_release_it_is_from():
    made = survey()
    first = export.make().name
    newer = release(made.national[2024].dataset, 2025)
    make.wages(newer, {made.cooks: {"annual_mean": 36_000, "annual_median": 31_500, "hourly_mean": 17}})
    published_again(made.cook, slug="line-cook")
    second = export.make().name
    found = {one["row"]: one for one in rows(second, "changes") if one["table"] == "figures"}
    median = found["pay_median"]
    assert median["text"] == "Median pay a year: $30,000 (May 2024) → $31,500 (May 2025)"
    assert (median["since"], median["slug"], median["change"]) == (first, "line-cook", "changed")
    assert median["before_release"] == made.national[2024].key
    assert median["after_release"] == newer.key
    assert "hourly_mean" not in found  # is the same in the newer release
    renamed = [one["text"] for one in rows(second, "changes") if one["change"] == "renamed"]
    assert renamed == ["Address: cook → line-cook"]
    lines = [json.loads(line) for line in body(f"bulk/{second}/changes/{first}/?tables=figures").splitlines()]
    (pay,) = [one for one in lines if one.get("after", {}).get("metric") == "wage_annual_median"]
    assert (pay["change"], pay["before"]["value"], pay["after"]["value"]) == ("changed", 30_000, 31_500)


def changes_as_csv(new: str, old: str, query: str = "") -> list[dict]:
    response = api_get(f"bulk/{new}/changes/{old}/?format=csv{query}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.getvalue().decode(), newline="")))


def test_changes_between_any_two_releases_are_a_table(cooks):
    first = export.make().name
    published_again(cooks[0], description="=Cooks something else.")
    second = export.make().name
    publish.withdraw(cooks[1], "Gone.")
    make.figure("satisfaction", 4.25, occupation=cooks[0], release=make.release())
    published_again(cooks[0], description="=Cooks nothing.")
    third = export.make().name
    found = changes_as_csv(third, first)
    assert list(found[0]) == CHANGE_TABLE.names
    assert {one["since"] for one in found} == {first}
    assert [one["position"] for one in found] == [str(at) for at, _ in enumerate(found, start=1)]
    told = [one["text"] for one in found if one["table"] != "related"]
    assert told[:2] == [
        "Not public any more.",
        "Description: Does the work of Cook. → =Cooks nothing.",
    ]
    (satisfaction,) = [one for one in found if one["row"] == "satisfaction"]
    assert (satisfaction["before_value"], satisfaction["after_value"]) == ("", "4.25")
    assert found[1]["after_text"] == "'=Cooks nothing."  # no formula of a spreadsheet
    # Since the release before, it has what the file has, in the order of tables.
    same = {json.dumps(row | {"position": 0}) for row in rows(third, "changes")}
    tables = ",".join(dict.fromkeys(row["table"] for row in rows(third, "changes")))
    assert {one["text"] for one in changes_as_csv(third, second, f"&tables={tables}")} == {
        json.loads(row)["text"] for row in same
    }
    assert changes_as_csv(third, third) == []
    marked = api_get(f"bulk/{third}/changes/{first}/?format=csv&bom=1").getvalue()
    assert marked == MARK + api_get(f"bulk/{third}/changes/{first}/?format=csv").getvalue()
    assert problem(f"bulk/{third}/changes/{first}/?format=md")["parameter"] == "format"


def test_feeds_say_what_changed(cooks):
    export.make()
    published_again(cooks[0], description="Cooks <b>& bakes</b>.")
    published_again(cooks[1], description="Leads.")
    export.make()
    answer = api_get("changes.json")
    feed = json.loads(answer.content)
    assert (answer["Content-Type"], feed["version"]) == ("application/feed+json", "https://jsonfeed.org/version/1.1")
    assert [one["title"] for one in feed["items"]] == ["Chef: 1 change", "Cook: 1 change"]
    assert feed["items"][1]["content_text"] == "Description: Does the work of Cook. → Cooks <b>& bakes</b>."
    assert feed["items"][1]["id"].startswith(f"http://testserver/id/occupations/{cooks[0].pk}/#")
    assert api_get("changes.json", if_none_match=answer["ETag"]).status_code == 304
    atom = api_get("changes.atom")
    tree = ElementTree.fromstring(atom.content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert atom["Content-Type"].startswith("application/atom+xml")
    assert [one.text for one in tree.findall("a:entry/a:id", names)] == [one["id"] for one in feed["items"]]
    assert "&lt;b&gt;&amp; bakes&lt;/b&gt;" in tree.findall("a:entry/a:content", names)[1].text
    first = json.loads(api_get("changes.json?limit=1").content)
    second = json.loads(api_get(first["next_url"].removeprefix("http://testserver")).content)
    assert [one["title"] for one in (*first["items"], *second["items"])] == ["Chef: 1 change", "Cook: 1 change"]
    assert "next_url" not in second
    only = json.loads(api_get("changes.json?occupation=cook").content)
    assert [one["title"] for one in only["items"]] == ["Cook: 1 change"]
    assert problem("changes.atom?occupation=nobody")["parameter"] == "occupation"


def assert_valid_feeds(query: str = "") -> dict:
    """They have as many entries. Returns the JSON Feed."""
    atom, feed = api_get(f"changes.atom{query}").content, api_get(f"changes.json{query}").content
    assert (faults_of_atom(atom), faults_of_json_feed(feed)) == ([], [])
    assert atom.count(b"<entry>") == len(json.loads(feed)["items"])
    return json.loads(feed)


def updated() -> str | None:
    return ElementTree.fromstring(api_get("changes.atom").content).findtext("{http://www.w3.org/2005/Atom}updated")


def test_feeds_are_what_their_standards_ask_for(cooks):
    export.make()
    for description in ("Cooks \x1b[1m <b>& bakes</b> ]]>.", "Leads."):
        for one in cooks:
            published_again(one, description=description)
        export.make()
    assert len(assert_valid_feeds()["items"]) == 6
    assert len(assert_valid_feeds("?limit=1&start=1")["items"]) == 1
    of_cook = assert_valid_feeds("?occupation=cook")
    assert (of_cook["title"], len(of_cook["items"])) == ("Cook: what changed", 2)
    assert of_cook["home_page_url"] == "http://testserver/occupations/cook/"
    ids = [
        ElementTree.fromstring(api_get(f"changes.atom{query}").content).findtext("{http://www.w3.org/2005/Atom}id")
        for query in ("", "?occupation=cook", "?occupation=chef", "?occupation=cook&limit=1")
    ]
    assert (len(set(ids)), ids[1]) == (3, ids[3])


def test_a_feed_without_entries_says_as_of_when():
    assert assert_valid_feeds()["items"] == []
    assert updated() == f"{timezone.now().astimezone(datetime.UTC):%Y-%m-%d}T00:00:00Z"
    with time_machine.travel("2026-05-01T12:00:00Z", tick=False):
        publish.publish_all(occupations("Cook"))
    assert updated() == "2026-05-01T12:00:00Z"
    export.make()
    with time_machine.travel("2026-05-02T12:00:00Z", tick=False):
        published_again(Occupation.objects.get(), description="Leads.")
    assert assert_valid_feeds()["items"] == []
    assert updated() == "2026-05-01T12:00:00Z"  # of the files, in which that is not yet
    export.make()
    assert len(assert_valid_feeds()["items"]) == 1
    assert updated() == "2026-05-02T12:00:00Z"


def test_faults_of_feeds_are_seen(cooks):
    export.make()
    published_again(cooks[0], description="Leads.")
    export.make()
    atom, feed = api_get("changes.atom").content, api_get("changes.json").content
    for old, new in (
        (b"<updated>20", b"<updated>on 20"),
        (b"<id>http:", b"<id>"),
        (b"author>", b"writer>"),
        (b'rel="self"', b'rel="related"'),
        (b'href="http://testserver', b'href="'),
        (b"<title>", b"<name>"),
    ):
        broken = (
            atom.replace(old, new).replace(b"</title>", b"</name>") if old == b"<title>" else atom.replace(old, new)
        )
        assert faults_of_atom(broken), old
    entry = atom[atom.index(b"<entry>") : atom.index(b"</feed>")]
    assert faults_of_atom(atom.replace(b"</feed>", entry + b"</feed>"))
    for old, new in (
        (b"version/1.1", b"version/1"),
        (b'"id":"', b'"number":"'),
        (b'"content_text"', b'"content"'),
        (b'"date_published":"', b'"date_published":"on '),
        (b'"feed_url":"http', b'"feed_url":"'),
    ):
        assert faults_of_json_feed(feed.replace(old, new)), old


def test_a_metric_that_is_switched_off_has_no_file(cooks):
    name = export.make().name
    (listed,) = api_json("bulk/")["results"]
    hidden = [one["file"] for one in listed["files"] if "lgbt" in one["file"]]
    assert {"figures-lgbt.csv.gz", "figures-lgbt.parquet"} < set(hidden)
    assert len([one for one in hidden if one.startswith("observations-")]) == 2 * len(cooks)
    assert api_get(f"bulk/{name}/figures-lgbt.csv.gz")["Cache-Control"] == "public, no-cache"
    assert api_get("bulk/latest/figures-lgbt.csv.gz")["Cache-Control"] == "public, no-cache"
    publish.withdraw(cooks[1], "Gone.")
    second = export.make().name
    assert b"figures-lgbt" in body(f"bulk/{second}/changes/{name}/")
    assert {one["table"] for one in rows(second, "changes")} == {"occupations"}
    MetricPolicy.objects.create(metric="lgbt", shown=False)
    (_, listed) = api_json("bulk/")["results"]
    assert [one["file"] for one in listed["files"] if "lgbt" in one["file"]] == []
    for file in hidden:
        assert problem(f"bulk/{name}/{file}")["status"] == 404
    assert problem("bulk/latest/figures-lgbt.csv.gz")["status"] == 404
    assert b"lgbt" not in body(f"bulk/{second}/changes/{name}/")
    assert b"lgbt" not in body(f"bulk/{second}/changes/{name}/?tables=figures-lgbt")


@pytest.fixture
def file(cooks) -> tuple[str, bytes]:
    address = f"bulk/{export.make().name}/responsibilities.csv.gz"
    return address, body(address)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=10-19", slice(10, 20)),
        ("bytes=10-", slice(10, None)),
        ("bytes=-10", slice(-10, None)),
        ("bytes=10-99999999", slice(10, None)),
        ("bytes=0-", slice(0, None)),
        ("bytes=0-99999999", slice(0, None)),
        ("bytes=-99999999", slice(0, None)),
    ],
)
def test_a_part_of_a_file_is_shown_as_one(file, given, part):
    address, whole = file
    response = api_get(address, range=given, accept_encoding="gzip")
    assert (response.status_code, b"".join(response.streaming_content)) == (206, whole[part])
    start = range(len(whole))[part].start
    assert response["Content-Range"] == f"bytes {start}-{start + len(whole[part]) - 1}/{len(whole)}"
    assert int(response["Content-Length"]) == len(whole[part])
    assert "Content-Encoding" not in response


def test_ranges_that_are_none_get_the_whole(file):
    address, whole = file
    for given in ("bytes=5-2", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "junk", "bytes=a-b"):
        response = api_get(address, range=given)
        assert (response.status_code, b"".join(response.streaming_content)) == (200, whole)
        assert (response["Accept-Ranges"], int(response["Content-Length"])) == ("bytes", len(whole))


def test_a_range_behind_the_end_is_refused(file):
    address, whole = file
    response = api_get(address, range=f"bytes={len(whole)}-")
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(whole)}")


def test_a_download_goes_on_only_where_the_file_is_the_same(file):
    address, _ = file
    etag = api_get(address)["ETag"]
    assert api_get(address, range="bytes=1-", if_range=etag).status_code == 206
    assert api_get(address, range="bytes=1-", if_range='"other"').status_code == 200
    assert api_get(address, if_none_match=etag).status_code == 304
    assert api_get(address)["Cache-Control"] == "public, max-age=31536000, immutable"


def begun(address, monkeypatch):
    """A download of which a first piece was read."""
    monkeypatch.setattr(bulk_files, "PIECE", 20)
    pieces = iter(api_get(address).streaming_content)
    return chain([next(pieces)], pieces)


def test_the_latest_has_an_address_that_stays(cooks, monkeypatch):
    export.make()
    address = "bulk/latest/occupations.csv.gz"
    before, same = api_get(address), api_get("bulk/latest/titles.csv.gz")
    content = before.getvalue()
    assert before["Cache-Control"] == "public, max-age=0, s-maxage=50, must-revalidate"
    assert before["Accept-Ranges"] == "bytes"
    assert api_get(address, if_modified_since=before["Last-Modified"]).status_code == 304
    assert api_get(address, if_modified_since="Mon, 01 Jan 2001 00:00:00 GMT").status_code == 200
    reading = begun(address, monkeypatch)
    published_again(cooks[0], description="Cooks something else.")
    assert body(address) == content
    export.make()
    after = api_get(address, if_none_match=before["ETag"])
    assert (after.status_code, b"Cooks something else." in gzip.decompress(after.getvalue())) == (200, True)
    unchanged = api_get("bulk/latest/titles.csv.gz", if_none_match=same["ETag"])
    assert (unchanged.status_code, unchanged["Last-Modified"]) == (304, same["Last-Modified"])
    assert b"".join(reading) == content
    assert problem("bulk/latest/nothing.csv.gz")["status"] == 404


def test_the_oldest_are_deleted_and_who_reads_one_goes_on(cooks, folder, settings, monkeypatch):
    settings.BULK_KEPT = 2
    first = export.make()
    reading = begun(f"bulk/{first.name}/occupations.csv.gz", monkeypatch)
    (folder / ".2020-01-01-00000000").mkdir()  # of a process that was ended
    (folder / "2020-01-01-00000000").mkdir()  # of another version of the site
    (folder / "2020-01-01-00000000" / "datapackage.json").write_text("{}")
    kept = []
    for text in ("One.", "Two."):
        published_again(cooks[0], description=text)
        kept.append(export.make().name)
    assert sorted(one.name for one in folder.iterdir()) == sorted([".lock", *kept])
    assert len(gzip.decompress(b"".join(reading)).splitlines()) == 4
    assert problem(f"bulk/{first.name}/occupations.csv.gz")["status"] == 404
    said = api_json("bulk/")["results"]
    assert [bool(one["changes_url"]) for one in said] == [True, False]


def test_only_files_of_the_release_are_handed_out(file, folder):
    name = file[0].split("/")[1]
    (folder / name / "secret.json").write_text("{}")
    (folder / "draft").mkdir()
    for address in (f"bulk/{name}/secret.json", f"bulk/{name}/nothing.csv.gz", "bulk/draft/datapackage.json"):
        assert problem(address)["status"] == 404
    assert problem(f"bulk/{name}/changes/2001-01-01-00000000/")["status"] == 404
    assert [one.name for one in releases.releases()] == [name]


def test_the_command_says_what_it_made(cooks, capsys):
    call_command("make_bulk")
    call_command("make_bulk")
    first, second = capsys.readouterr().out.splitlines()
    assert (first.startswith("Made: "), second.startswith("Nothing has been published since: ")) == (True, True)


def test_without_anything_published_there_are_no_files(folder):
    with pytest.raises(CommandError, match="Nothing has been published yet"):
        call_command("make_bulk")
    assert api_json("bulk/") == {"results": []}
    assert jobs.is_due(timezone.now()) is False


def test_one_is_made_when_nobody_has_published_for_a_while(cooks):
    now = timezone.now()
    assert jobs.is_due(now) is False
    assert jobs.is_due(now + jobs.SETTLED) is True
    for _ in range(2):
        assert jobs.ask_for(now + jobs.SETTLED) is False
    asked = DBTaskResult.objects.filter(task_path=jobs.make_bulk.module_path)
    assert asked.count() == 1
    name = jobs.make_bulk.call()
    assert releases.latest().name == name
    assert jobs.is_due(now + jobs.SETTLED) is False


def test_publishing_that_goes_on_is_not_waited_for_without_end(cooks):
    export.make()
    later = timezone.now() + jobs.LATEST
    published_again(cooks[0], description="One.")
    assert jobs.is_due(timezone.now()) is False
    assert jobs.is_due(later + datetime.timedelta(minutes=1)) is True


def test_without_a_worker_the_schedule_makes_it(cooks, capsys):
    now = timezone.now() + jobs.SETTLED
    assert jobs.ask_for(now) is False
    assert jobs.ask_for(now + jobs.LONELY) is True
    name = jobs.at_once(now + jobs.LONELY)
    assert [one.name for one in releases.releases()] == [name]
    assert DBTaskResult.objects.filter(task_path=jobs.make_bulk.module_path).exists() is False


def test_what_failed_is_not_tried_again_at_once(cooks):
    now = timezone.now() + jobs.SETTLED
    jobs.ask_for(now)
    DBTaskResult.objects.update(status="FAILED", finished_at=now)
    assert jobs.ask_for(now + jobs.LONELY) is False
    assert DBTaskResult.objects.count() == 1
    jobs.ask_for(now + jobs.RETRIED)
    assert DBTaskResult.objects.count() == 2
