"""Descriptions and responsibilities written for this project: what loading them does, and what pages show."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from occupations.importers.errors import LoadError
from occupations.importers.occupation_mapping import current_occupation_data, update_catalogue
from occupations.importers.project_texts import load_project_texts
from occupations.importers.undo import undo
from occupations.models import Occupation, RecordText, Release
from occupations.publishing import publish
from occupations.publishing.building import build_profile
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def entry(code: str = "35-2014.00", **changes: Any) -> dict[str, Any]:
    return {
        "code": code,
        "title": "Restaurant cook",
        "description": "Cooks stand at a stove. It is hot there.",
        "duties": ["Chops onions.", "Fries fish."],
        "written": "2026-11-01",
        "reviewed": {"by": "second reader", "on": "2026-11-02"},
        **changes,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, [entry()])


def write(folder: Path, entries: Any, name: str = "35.json") -> Path:
    (folder / name).write_text(json.dumps(entries))
    return folder


def cook(title: str = "Restaurant cook", code: str = "35-2014.00", **texts: Any) -> Occupation:
    occupation = make.occupation(title, description=texts.pop("description", ""))
    make.classify(occupation, make.record(code, system="onet-soc", vintage="2019"), "exact")
    make.responsibilities(occupation, *texts.pop("duties", []))
    return occupation


def built(occupation: Occupation):
    return build_profile(Occupation.objects.get(pk=occupation.pk))[0]


def test_an_occupation_without_texts_gets_those_of_its_code(folder):
    occupation = cook()
    Occupation.objects.update(changed=False)
    loaded = load_project_texts(folder)
    assert (loaded.texts, loaded.shown, loaded.kept, loaded.changed, loaded.unknown) == (1, 1, 0, 1, [])
    assert Occupation.objects.get(pk=occupation.pk).changed
    profile = built(occupation)
    assert profile.description == "Cooks stand at a stove. It is hot there."
    assert profile.responsibilities == ("Chops onions.", "Fries fish.")
    source = profile.releases[profile.description_release]
    assert (source.source, source.publisher, source.method) == ("Written for this project", "Careersite", "editor")


def test_texts_by_editors_stay_each_for_itself(folder):
    both = cook(description="Cooks well.", duties=["Cooks."])
    assert (load_project_texts(folder).shown, load_project_texts(folder).kept) == (0, 1)
    assert (built(both).description, built(both).responsibilities) == ("Cooks well.", ("Cooks.",))
    both.responsibilities.all().delete()
    assert (built(both).description, built(both).responsibilities) == ("Cooks well.", ("Chops onions.", "Fries fish."))


def test_they_come_before_the_texts_of_a_publisher(folder):
    occupation = cook()
    official = make.release(make.dataset(source="O*NET"))
    record = occupation.classifications.get().record
    for kind in ("description", "responsibility"):
        RecordText.objects.create(record=record, release=official, kind=kind, text="Official.")
    load_project_texts(folder)
    assert built(occupation).responsibilities == ("Chops onions.", "Fries fish.")
    assert current_occupation_data() == official
    undo(Release.objects.get(method="editor"))
    assert (built(occupation).description, built(occupation).responsibilities) == ("Official.", ("Official.",))


def test_the_same_texts_change_nothing_and_new_ones_replace_the_old(folder):
    occupation = cook()
    assert not load_project_texts(folder).unchanged
    Occupation.objects.update(changed=False)
    assert load_project_texts(folder).unchanged
    assert not Occupation.objects.get(pk=occupation.pk).changed
    write(folder, [entry(description="Cooks stand. They cook.")])
    assert not load_project_texts(folder).unchanged
    assert built(occupation).description == "Cooks stand. They cook."
    assert Occupation.objects.get(pk=occupation.pk).changed


def test_occupations_that_come_later_get_theirs_when_it_is_loaded_again(folder):
    write(folder, [entry(), entry("35-2012.00", title="Cafeteria cook", description="They cook. It steams.")])
    cook()
    assert load_project_texts(folder).unknown == ["35-2012.00"]
    later = cook("Cafeteria cook", "35-2012.00")
    assert load_project_texts(folder).unknown == []
    assert built(later).description == "They cook. It steams."


def test_a_text_that_nobody_has_reviewed_is_left_out(folder):
    write(folder, [entry(reviewed=None)])
    occupation = cook()
    loaded = load_project_texts(folder)
    assert (loaded.texts, loaded.unreviewed, loaded.release) == (0, 1, None)
    assert built(occupation).description == ""


def test_a_text_lists_no_occupation(folder):
    make.record("35-2014.00", system="onet-soc", vintage="2019")
    load_project_texts(folder)
    update_catalogue()
    assert not Occupation.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"a": 1}, "35.json: is not a list; a list of entries is expected"),
        (["x"], "35.json, entry 1: is not an object; one with code, title, description and duties is expected"),
        ([entry(), entry()], "35.json, entry 2: 35-2014.00 has a text in 35.json already; one for each is expected"),
        ([entry("35-2014")], "35.json, entry 1: 35-2014: duties are a list, and a code is like 29-1141.00"),
        ([entry(duties="Cooks.")], "35.json, entry 1: 35-2014.00: duties are a list, and a code is like 29-1141.00"),
        ([entry(pay=1)], "35.json, entry 1: 35-2014.00: unknown keys pay"),
        ([entry(reviewed={"by": "x", "on": "2026-13-01"})], "35.json, entry 1: 35-2014.00: 2026-13-01 is not a day"),
        ([entry(description=" ")], "35.json, entry 1: 35-2014.00 has an empty text; a description and duties are"),
        ([{"code": "35-2014.00"}], "35.json, entry 1: has no duties, which is expected"),
    ],
)
def test_an_error_says_where_and_what_was_expected_and_writes_nothing(tmp_path, content, message):
    cook()
    with pytest.raises(LoadError) as caught:
        load_project_texts(write(tmp_path, content))
    assert message in str(caught.value)
    assert not RecordText.objects.exists()


def test_a_file_that_is_no_json_or_is_missing_is_named(tmp_path):
    with pytest.raises(LoadError, match="there is no file like 29.json"):
        load_project_texts(tmp_path)
    (tmp_path / "35.json").write_text("[")
    with pytest.raises(LoadError, match="35.json: is not readable as JSON"):
        load_project_texts(tmp_path)


def test_the_command_prints_counts_and_errors(folder, capsys):
    cook()
    call_command("load_occupation_texts", folder)
    call_command("load_occupation_texts", folder)
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("1 texts loaded: 1 occupations have them, 0 their editors' own.")
    assert said[1] == "1 texts were loaded before; nothing changed."
    write(folder, {})
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("load_occupation_texts", folder)


def test_all_texts_of_the_project_can_be_loaded():
    cook("Registered nurse", "29-1141.00")
    loaded = load_project_texts()
    assert (loaded.texts, loaded.shown) == (1, 1)
    assert loaded.texts + len(loaded.unknown) + loaded.unreviewed >= 340


def test_pages_and_their_data_name_the_source(folder):
    occupation = cook()
    make.wage(occupation=occupation, release=make.release(make.dataset(source="Survey")), annual_median=50_000)
    load_project_texts(folder)
    publish.publish_all([occupation])
    page = Client().get("/occupations/restaurant-cook/").content.decode()
    assert re.search(
        r'<p class="from quiet"><button popovertarget="source-\w+">Written for this project \[1\]</button>', page
    )
    data = Client().get("/occupations/restaurant-cook.json").json()
    source = data["sources"][data["description_source_number"] - 1]
    assert source["title"] == "Written for this project, descriptions and responsibilities"
    assert (source["publisher"], source["license"]) == ("Careersite", "BSD-3-Clause")
