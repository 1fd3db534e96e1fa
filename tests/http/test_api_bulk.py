"""Everything at once: files that never change, in parts, and what is another between two of them."""

import csv
import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from occupations.bulk import export, releases
from occupations.bulk.tables import TABLES, sort_key
from occupations.models import MetricPolicy, Occupation
from occupations.publishing import publish
from tests.http.api import api_get, api_json, check, problem
from tests.http.public import occupations
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


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


def test_the_files_say_what_is_live(cooks):
    make.occupation("Quixotry")
    name = export.make().name
    assert [one["title"] for one in rows(name, "occupations")] == ["=Baker", "Chef", "Cook"]
    salaries = [(one["slug"], one["value"]) for one in rows(name, "figures") if one["metric"] == "wage_annual_mean"]
    assert salaries == [("baker", 60_000), ("chef", 50_000), ("cook", 40_000)]
    (growth,) = [one for one in rows(name, "figures") if (one["slug"], one["metric"]) == ("chef", "growth")]
    assert growth == {
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


def test_csv_and_json_lines_say_the_same(cooks):
    name = export.make().name
    for table in TABLES:
        packed = zipfile.ZipFile(io.BytesIO(body(f"bulk/{name}/{table.name}.csv.zip")))
        text = packed.read(f"{table.name}.csv").decode()
        lines = list(csv.DictReader(io.StringIO(text, newline="")))
        said = rows(name, table.name)
        assert [{key: value for key, value in line.items() if value} for line in lines] == [
            {key: f"'{value}" if str(value)[0] == "=" else str(value) for key, value in one.items()} for one in said
        ]
        keys = [sort_key(table)(one) for one in said]
        assert keys == sorted(set(keys))


def test_changes_follow_an_occupation_that_was_renamed(cooks):
    before = export.make().name
    chef = next(one for one in cooks if one.slug == "chef")
    Occupation.objects.filter(pk=chef.pk).update(slug="a-chef", description="Leads a kitchen.")
    publish.publish(Occupation.objects.get(pk=chef.pk))
    after = export.make().name
    lines = [json.loads(line) for line in body(f"bulk/{after}/changes/{before}/").splitlines()]
    renamed, changed = lines
    assert renamed == {
        "table": "occupations", "change": "renamed", "before": {"slug": "chef"}, "after": {"slug": "a-chef"},
    }  # fmt: skip
    assert (changed["change"], changed["before"]["id"], changed["after"]["id"]) == ("changed", chef.pk, chef.pk)
    assert (changed["before"]["slug"], changed["after"]["description"]) == ("a-chef", "Leads a kitchen.")


def test_the_package_describes_every_file(cooks):
    name = export.make().name
    package = json.loads(body(f"bulk/{name}/datapackage.json"))
    assert (package["version"], package["occupations"], package["sources"]) == (
        name,
        3,
        [{"title": "Survey"}, {"title": "Survey of cooks"}],
    )
    assert len(package["resources"]) == 2 * len(TABLES)
    for one in package["resources"]:
        content = body(f"bulk/{name}/{one['path']}")
        assert (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") == (one["bytes"], one["hash"])
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
    assert [one.name for one in folder.iterdir()] == [first.name]


def test_the_list_has_the_newest_first_and_says_what_changed(cooks):
    first = export.make().name
    cook = cooks[0]
    make.responsibilities(cook, *[])
    Occupation.objects.filter(pk=cook.pk).update(description="Cooks something else.")
    make.figure("satisfaction", 4, occupation=cook, release=make.release())
    make.models.AlternateTitle.objects.create(occupation=cook, title="Kitchen wizard")
    publish.publish(Occupation.objects.get(pk=cook.pk))
    publish.withdraw(cooks[1], "Gone.")
    second = export.make().name
    said = api_json("bulk/")
    check(said, "BulkList")
    assert [one["key"] for one in said["results"]] == [second, first]
    assert said["results"][1]["changes_url"] is None
    address = said["results"][0]["changes_url"].removeprefix("http://testserver")
    changes = [json.loads(line) for line in body(address).splitlines()]
    assert [(one["table"], one["change"]) for one in changes if one["table"] != "figures"] == [
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
    assert {one["before"]["slug"] for one in changes if one["change"] == "removed"} == {"chef"}
    only = body(f"{address}?tables=titles").splitlines()
    assert [json.loads(line)["after"]["title"] for line in only] == ["Kitchen wizard"]
    # The other way round it is the opposite, and nothing is another than itself.
    back = [json.loads(line) for line in body(f"bulk/{first}/changes/{second}/").splitlines()]
    assert len(back) == len(changes)
    assert {"added": "removed", "removed": "added", "changed": "changed"}[back[0]["change"]] == changes[0]["change"]
    assert body(f"bulk/{first}/changes/{first}/") == b""


def test_a_metric_that_is_switched_off_has_no_file(cooks):
    name = export.make().name
    (listed,) = api_json("bulk/")["results"]
    assert "figures-lgbt.csv.zip" in [one["file"] for one in listed["files"]]
    assert api_get(f"bulk/{name}/figures-lgbt.csv.zip")["Cache-Control"] == "public, no-cache"
    publish.withdraw(cooks[1], "Gone.")
    second = export.make().name
    assert b"figures-lgbt" in body(f"bulk/{second}/changes/{name}/")
    MetricPolicy.objects.create(metric="lgbt", shown=False)
    (_, listed) = api_json("bulk/")["results"]
    assert [one["file"] for one in listed["files"] if "lgbt" in one["file"]] == []
    for ending in ("csv.zip", "jsonl.gz"):
        assert problem(f"bulk/{name}/figures-lgbt.{ending}")["status"] == 404
    assert b"lgbt" not in body(f"bulk/{second}/changes/{name}/")
    assert b"lgbt" not in body(f"bulk/{second}/changes/{name}/?tables=figures-lgbt")


@pytest.fixture
def file(cooks) -> tuple[str, bytes]:
    address = f"bulk/{export.make().name}/responsibilities.csv.zip"
    return address, body(address)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=10-19", slice(10, 20)),
        ("bytes=10-", slice(10, None)),
        ("bytes=-10", slice(-10, None)),
        ("bytes=10-99999999", slice(10, None)),
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


@pytest.mark.parametrize(
    "given", ["bytes=5-2", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "junk", "bytes=a-b", "bytes=-99999999"]
)
def test_a_range_that_is_none_gets_the_whole(file, given):
    address, whole = file
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


def test_only_files_of_the_release_are_handed_out(file, folder):
    name = file[0].split("/")[1]
    (folder / name / "secret.json").write_text("{}")
    (folder / "draft").mkdir()
    for address in (f"bulk/{name}/secret.json", f"bulk/{name}/nothing.csv.zip", "bulk/draft/datapackage.json"):
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
