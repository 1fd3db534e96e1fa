"""Lists of sources that editors edit item by item: what is published, what follows releases, and how pages say who wrote what."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test import Client

from occupations.models import AlternateTitle, Occupation, OccupationSkill, Release, Responsibility
from occupations.profiles.diff import Change, changes
from occupations.profiles.document import ListEdit, Profile, encode
from occupations.profiles.layout import lay_out
from occupations.publishing import publish
from occupations.publishing.building import build_profile
from occupations.publishing.restore import restore
from tests.occupations import factories as make
from tests.occupations.factories import published
from tests.occupations.publishing.test_official_texts import described, texts

pytestmark = pytest.mark.django_db

TASKS: dict[str, str | list[str]] = {"responsibility": ["Plan.", "Cook.", "Serve."]}


def build(occupation: Occupation) -> Profile:
    return build_profile(Occupation.objects.get(pk=occupation.pk))[0]


def edit(owner: Occupation, **fields) -> Responsibility:
    return Responsibility.objects.create(occupation=owner, **fields)


def rated(owner: Occupation, **ratings: float) -> Release:
    record = owner.classifications.get().record
    release = make.release(make.dataset(source="O*NET"))
    for name, value in ratings.items():
        make.figure("skill_importance", value, label=name.capitalize(), record=record, release=release)
    return release


def test_a_new_responsibility_stands_beside_the_official_ones():
    cook, _ = described(**TASKS)
    edit(cook, text="Taste.", position=1)
    built = build(cook)
    assert built.responsibilities == ("Taste.", "Plan.", "Cook.", "Serve.")
    assert (built.responsibilities_release, built.responsibilities_edits) == (0, (ListEdit(text="Taste.", place=1),))


def test_one_responsibility_is_taken_over_and_the_others_follow_the_next_release():
    cook, release = described(**TASKS)
    edit(cook, text="Cook well.", instead_of="Cook.")
    assert build(cook).responsibilities == ("Plan.", "Cook well.", "Serve.")
    record = cook.classifications.get().record
    later = make.release(release.dataset, 2025)
    texts(record, later, responsibility=["Shop.", "Cook.", "Clean."])
    built = build(cook)
    assert built.responsibilities == ("Shop.", "Cook well.", "Clean.")
    assert built.releases == (later.as_ref(),)


def test_a_list_of_our_own_replaces_the_official_one_and_keeps_its_bytes():
    cook, _ = described(**TASKS)
    make.responsibilities(cook, "Taste.", "Season.")
    document = encode(build(cook))
    assert '"duties":["Taste.","Season."]' in document
    assert "edits" not in document
    assert "O*NET" not in document


def test_what_a_list_of_our_own_adapted_names_its_source_and_is_restored():
    cook, _ = described(**TASKS)
    make.responsibilities(cook, "Taste.")
    edit(cook, text="Cook well.", instead_of="Cook.", position=2)
    edit(cook, instead_of="Serve.", hidden=True)
    first = publish.publish(cook)
    built = published(first)
    assert (built.responsibilities, built.responsibilities_release) == (("Taste.", "Cook well."), 0)
    cook.responsibilities.all().delete()
    Occupation.objects.update(own_responsibilities=False)
    restore(first)
    assert build(cook) == built


def test_a_list_of_our_own_without_items_is_the_official_one():
    cook, _ = described(**TASKS)
    Occupation.objects.update(own_responsibilities=True, own_skills=True)
    rated(cook, writing=4)
    built = build(cook)
    assert (built.responsibilities, built.skills) == (("Plan.", "Cook.", "Serve."), ())


def test_publishing_an_edited_list_twice_makes_one_edition():
    cook, _ = described(**TASKS)
    edit(cook, text="Taste.", position=2)
    edit(cook, instead_of="Serve.", hidden=True)
    rated(cook, writing=4)
    OccupationSkill.objects.create(occupation=cook, skill=make.skill("Tasting"), position=1)
    first = publish.publish(cook)
    assert publish.publish(cook) is None
    assert encode(published(first)) == encode(build(cook))


def test_titles_of_sources_are_left_out():
    cook, _ = described(alternate_title=["Chef", "Grill chef"])
    AlternateTitle.objects.create(occupation=cook, title="chef", hidden=True)
    built = build(cook)
    assert (built.also_called, built.job_titles, built.job_titles_hidden) == ((), ("Grill chef",), ("chef",))


def test_what_edits_made_is_restored():
    cook, _ = described(**TASKS, description="Cooks.", alternate_title=["Chef", "Grill chef"])
    rated(cook, writing=4, speaking=3.5)
    Occupation.objects.update(description="Cooks well.", description_after="Cooks.")
    AlternateTitle.objects.create(occupation=cook, title="Chef", hidden=True)
    edit(cook, text="Taste.", position=1)
    edit(cook, text="Cook well.", instead_of="Cook.")
    edit(cook, instead_of="Serve.", hidden=True)
    OccupationSkill.objects.create(occupation=cook, skill=make.skill("Tasting"), position=1)
    OccupationSkill.objects.create(occupation=cook, instead_of="Writing", hidden=True)
    first = publish.publish(cook)
    Occupation.objects.update(description="", description_after="")
    for rows in (cook.responsibilities, cook.occupation_skills, cook.alternate_titles):
        rows.all().delete()
    publish.publish(cook)
    restore(first)
    assert published(publish.publish(cook)) == published(first)


# Skills


def skills(of: Occupation) -> tuple[str, list[str]]:
    cell = lay_out(build(of)).cells["skills"][0]
    return cell.text, list(cell.notes)


def test_a_new_skill_stands_beside_the_rated_ones():
    cook, _ = described(**TASKS)
    rated(cook, writing=4, speaking=3.5, selling=2)
    assert skills(cook) == ("Writing 4.0; Speaking 3.5", [])
    OccupationSkill.objects.create(occupation=cook, skill=make.skill("Tasting"), position=2)
    assert skills(cook) == ("Writing 4.0; Tasting; Speaking 3.5", ["Added by our editors: Tasting"])


def test_skills_are_moved_renamed_and_left_out_and_ratings_stay_with_the_words_of_the_source():
    cook, _ = described(**TASKS)
    rated(cook, writing=4, speaking=3.5, listening=3)
    OccupationSkill.objects.create(occupation=cook, instead_of="Listening", position=1)
    OccupationSkill.objects.create(occupation=cook, instead_of="Writing", skill=make.skill("Writing menus"))
    OccupationSkill.objects.create(occupation=cook, instead_of="Speaking", hidden=True)
    notes = ["Renamed by our editors: Writing menus (“Writing”)", "Left out by our editors: Speaking"]
    assert skills(cook) == ("Listening 3.0; Writing menus", notes)


@pytest.mark.parametrize("edited", [["Cook"], ["Cook", "Baker"]])
def test_comparisons_use_ratings(edited):
    cook, _ = described(**TASKS)
    release = rated(cook, writing=4, speaking=3.5)
    baker = make.occupation("Baker")
    record = make.record()
    make.classify(baker, record)
    make.figure("skill_importance", 3, label="Writing", record=record, release=release)
    for owner in Occupation.objects.filter(title__in=edited):
        OccupationSkill.objects.create(occupation=owner, skill=make.skill("Tasting"), position=1)
    publish.publish_all([cook, baker])
    assert "Tasting" in Client().get("/occupations/cook/").content.decode()
    assert "Tasting" not in Client().get("/compare/baker-vs-cook/").content.decode()
    data = json.loads(Client().get("/compare/baker-vs-cook.json").content)
    (row,) = [row for section in data["sections"] for row in section["rows"] if row["key"] == "skills"]
    assert [one["metric"] for one in row["differences"]] == ["skill_importance"]


# Migrating


def test_lists_of_before_are_lists_of_our_own():
    from importlib import import_module

    migration = import_module("occupations.migrations.0055_lists_of_editors_replace_official_ones")
    cook, baker = make.occupation("Cook"), make.occupation("Baker")
    edit(cook, text="Taste.", position=1)
    OccupationSkill.objects.create(occupation=baker, skill=make.skill("Tasting"), position=1)
    with connection.cursor() as cursor:
        cursor.execute(migration.FILL)
    found = Occupation.objects.order_by("title").values_list("own_responsibilities", "own_skills")
    assert list(found) == [(False, True), (True, False)]


# Changes


def test_changes_say_who_wrote_what():
    cook, _ = described(**TASKS)
    rated(cook, writing=4)
    before = build(cook)
    edit(cook, text="Taste.", position=1)
    edit(cook, text="Cook well.", instead_of="Cook.")
    OccupationSkill.objects.create(occupation=cook, skill=make.skill("Tasting"), position=1)
    assert changes(before, build(cook)) == [
        Change("Who wrote the responsibilities", "", "Our editors wrote item 1 and adapted item 3."),
        Change("Responsibility", "Cook.", "Cook well."),
        Change("Responsibility", "", "Taste."),
        Change("Skill", "", "Tasting"),
    ]


# Pages


@pytest.fixture
def pages() -> dict[str, str]:
    cook, _ = described(description="Cooks for others.", responsibility=TASKS["responsibility"])
    Occupation.objects.update(description="Cooks *well*.", description_after="Cooks for others.")
    edit(cook, text="Taste.", position=1)
    edit(cook, text="Cook well.", instead_of="Cook.")
    baker = make.occupation("Baker")
    publish.publish_all([cook, baker])
    addresses = {"page": "cook/", "json": "cook.json", "csv": "cook.csv", "md": "cook.md"}
    found = {name: f"/occupations/{address}" for name, address in addresses.items()}
    found |= {"compare": "/compare/baker-vs-cook/", "compare json": "/compare/baker-vs-cook.json"}
    return {name: Client().get(address).content.decode() for name, address in found.items()}


def test_page_says_who_wrote_which_item(pages):
    page = " ".join(pages["page"].split())
    assert "From O*NET, 2024 [1]" in page
    assert '<p class="from quiet">Our editors wrote item 1 and adapted item 3.</p>' in page
    assert "Our editors wrote item 1 and adapted item 3." in pages["compare"]


def test_page_says_what_a_description_was_adapted_from(pages):
    assert "Adapted from O*NET, 2024 [1]" in " ".join(pages["compare"].split()).replace("[2]", "[1]")
    assert "Cooks *well*.\n\nAdapted from: [1]\n" in pages["md"]


def test_data_formats_say_it_too(pages):
    data = json.loads(pages["json"])
    assert (data["responsibilities_source_number"], data["responsibilities_note"]) == (
        1,
        "Our editors wrote item 1 and adapted item 3.",
    )
    assert (data["description_source_number"], data["description_adapted"]) == (1, True)
    lines = [line for line in csv.DictReader(io.StringIO(pages["csv"])) if line["section"] == "responsibilities"]
    assert [[line[name] for name in ("occupation", "text", "note", "source_number")] for line in lines] == [
        ["cook", "Taste.", "", ""],
        ["cook", "Plan.", "", "1"],
        ["cook", "Cook well.", "", "1"],
        ["cook", "Serve.", "", "1"],
        ["cook", "", "Our editors wrote item 1 and adapted item 3.", ""],
    ]
    assert "Our editors wrote item 1 and adapted item 3.\n" in pages["md"]
    compared = json.loads(pages["compare json"])
    said = {one["slug"]: (one["responsibilities_note"], one["description_adapted"]) for one in compared["sides"]}
    assert said.pop("cook") == ("Our editors wrote item 1 and adapted item 3.", True)
    assert set(said.values()) == {(None, False)}
