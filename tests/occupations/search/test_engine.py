"""Answers to titles: what is meant comes first, each hit says why, and only what is public is found."""

from importlib import import_module

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from occupations.importers import undo
from occupations.models import Category, Occupation, RecordText, SearchTitle, StatisticalRecord
from occupations.publishing import batches, publish
from occupations.search.engine import LEAST, LONGEST_QUERY, PROBABLY, find, match
from occupations.search.public_titles import is_offered, title_at
from occupations.search.suggesting import suggest
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def published(*titles: str, **names: list[str]) -> dict[str, Occupation]:
    """Occupations by title; `names`: other names, by the title with underscores."""
    occupations = [make.occupation(title) for title in titles]
    for one in occupations:
        for name in names.get(one.title.replace(" ", "_"), []):
            one.alternate_titles.create(title=name)
    publish.publish_all(occupations)
    return {one.title: one for one in occupations}


@pytest.fixture
def work() -> dict[str, Occupation]:
    made = published(
        "Registered nurse",
        "Accountant or auditor",
        "Electrician",
        "Software developer",
        "Marketing manager",
        "Janitor or cleaner",
        "Heavy truck driver",
        "First-line supervisor of food preparation and serving workers",
        "Chief executive",
        Registered_nurse=["Registered Nurse (RN)", "Staff nurse"],
        Accountant_or_auditor=["Accountant"],
        Software_developer=["Software engineer"],
        Heavy_truck_driver=["Truck driver"],
    )
    for title, jobs in (("Registered nurse", 3_000_000), ("Electrician", 700_000), ("Heavy truck driver", 2_000_000)):
        make.figure("jobs", jobs, occupation=made[title])
    make.classify(made["Registered nurse"], make.record("29-1141", system="soc"), "exact")
    make.classify(made["Registered nurse"], make.record("29-1141.00", system="onet-soc"), "exact")
    publish.publish_all(made.values())
    return made


def first(query: str) -> str:
    hits = find(query).hits
    return hits[0].title if hits else ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Registered Nurse", "Registered nurse"),
        ("RN", "Registered nurse"),
        ("registered nurses", "Registered nurse"),
        ("Registered Nurse (RN) - ICU, Nights", "Registered nurse"),
        ("Senior Accountant", "Accountant or auditor"),
        ("Accountant II", "Accountant or auditor"),
        ("Electrician (m/f/d)", "Electrician"),
        ("electrican", "Electrician"),
        ("SWE", "Software developer"),
        ("VP of Marketing", "Marketing manager"),
        ("Vice President, Marketing", "Marketing manager"),
        ("lorry driver", "Heavy truck driver"),
        ("enfermera", "Registered nurse"),
        ("Bar/Kitchen Supervisor", "First-line supervisor of food preparation and serving workers"),
        ("how to become an electrician", "Electrician"),
        ("29-1141", "Registered nurse"),
        ("291141", "Registered nurse"),
        ("29-1141.00", "Registered nurse"),
        ("SOC 29-1141", "Registered nurse"),
        ("Chief executive", "Chief executive"),
    ],
)
def test_a_title_finds_what_it_means(work, typed, meant):
    assert first(typed) == meant


def test_every_name_finds_its_occupation(work):
    for name, slug in SearchTitle.objects.values_list("text", "edition__occupation__slug"):
        assert slug in [hit.slug for hit in find(name).hits], name
        for hit in find(name).hits:
            assert hit.slug in [again.slug for again in find(hit.name).hits], hit.name


@pytest.mark.parametrize(
    "typed", ["Nurse Accountant", "nurse accountants", "Senior Nurse Accountant - Nights", "Nurse Accountant (NAC)"]
)
def test_the_occupation_with_that_very_name_comes_first(work, typed):
    published("Zookeeper", Zookeeper=["Nurse Accountant (NAC)"])
    assert first(typed) == "Zookeeper"


@pytest.fixture
def therapists() -> dict[str, Occupation]:
    """Two occupations with one abbreviation: the classification's for the larger, a reported one for the other."""
    release = make.release()
    made = {}
    for number, (title, kind, name, jobs) in enumerate((
        ("Physical therapist", "direct_match_title", "PT", 240_000),
        ("Psychiatric technician", "reported_title", "Psychiatric Technician (PT)", 60_000),
    )):  # fmt: skip
        one = make.occupation(title)
        record = make.record(f"29-112{number}.00", system="onet-soc")
        make.classify(one, record, "exact")
        make.figure("jobs", jobs, occupation=one)
        RecordText.objects.create(record=record, release=release, kind=kind, text=name)
        made[title] = one
    publish.publish_all(made.values())
    return made


def test_an_abbreviation_beside_a_title_is_not_the_title_itself(therapists):
    found = find("PT")
    assert found.hits[0].title == "Physical therapist"
    assert found.confidence < 0.99
    assert find("Psychiatric Technician (PT)").hits[0].title == "Psychiatric technician"
    assert not is_offered(title_at("pt"))


def test_alternatives_that_are_very_unlikely_are_not_shown(therapists):
    found = find("PT")
    unlikely = found.hits[1]._replace(confidence=0.003)
    found = found._replace(hits=[found.hits[0], unlikely], band="match")
    assert found.shown == found.hits[:1]
    assert found._replace(hits=[found.hits[0], unlikely._replace(confidence=LEAST)]).shown[1:] != []
    assert found._replace(band="choice").shown == found.hits


def test_a_role_in_any_work_could_be_one_of_several(work):
    published("Analyst", Analyst=["Coordinator"])
    for typed in ("manager", "Senior manager", "2nd shift supervisor", "Managers (m/f/d)"):
        found = find(typed)
        assert found.band in ("choice", "ideas"), typed
        assert found.confidence < PROBABLY
    assert (first("analyst"), find("analyst").band) == ("Analyst", "match")
    assert find("coordinator").band == "match"  # an editor's name
    assert find("marketing manager").band == "match"


@pytest.mark.parametrize("typed", ["infantry", "soldier", "unemployed", "retired", "plus"])
def test_english_words_are_no_misspellings(work, typed):
    published(
        "Infant teacher", "Solder fabricator", "Unexploded ordnance worker", "Tire retread builder", "Plush weaver"
    )
    assert find(typed).corrected == {}
    assert find("soldr fabricator").corrected == {"soldr": "solder"}


def test_the_beginning_of_a_word_is_no_misspelling_while_somebody_types(work):
    published("Zookeeping assistant", "Zoologist")
    assert [hit.title for hit in suggest("zool", 5)] == ["Zoologist"]
    assert all(not hit.corrected for hit in suggest("zookee", 5))


def test_a_code_is_the_occupation_that_it_is_all_of(work):
    record = StatisticalRecord.objects.get(system="soc", code="29-1141")
    finer = []
    for number in (1, 2):
        one = make.occupation(f"Finer nurse {number}")
        make.classify(one, record, "shared")
        make.classify(one, make.record(f"29-1141.0{number}", system="onet-soc"), "exact")
        finer.append(one)
    publish.publish_all(finer)
    for code in ("29-1141", "SOC 29-1141", "29-1141.00"):
        assert (find(code).band, first(code)) == ("match", "Registered nurse")
    found = find("29-1141")
    assert [hit.title for hit in found.hits[1:]] == ["Finer nurse 1", "Finer nurse 2"]
    assert sum(hit.confidence for hit in found.hits) <= 1.0001
    assert find("29-1141.02").hits[0].title == "Finer nurse 2"


def test_a_code_of_parts_alone_is_a_choice(work):
    record = make.record("29-2010", system="soc")
    made = [make.occupation(title) for title in ("Cytologist", "Histologist")]
    for one in made:
        make.classify(one, record, "shared")
    publish.publish_all(made)
    assert [hit.confidence for hit in find("29-2010").hits] == [0.5, 0.5]
    assert find("29-2010").band == "choice"


def test_the_code_of_a_group_is_a_choice_of_what_is_in_it(work):
    made = [make.occupation(title) for title in ("Nurse midwife", "Dentist")]
    for one, code in zip(made, ("29-1161", "29-1021"), strict=True):
        make.classify(one, make.record(code, system="soc"))
    publish.publish_all(made)
    assert {code: {hit.title for hit in find(code).hits} for code in ("29-1160", "29-1100", "SOC 29-0000")} == {
        "29-1160": {"Nurse midwife"},
        "29-1100": {"Nurse midwife", "Registered nurse"},
        "SOC 29-0000": {"Nurse midwife", "Registered nurse", "Dentist"},
    }
    assert (find("29-1100").band, find("29-1100").hits[0].why) == ("choice", "code 29-1141 in group 29-1100")


def test_a_code_of_an_earlier_classification_is_what_the_crosswalk_says(work):
    one, two = made = [make.occupation(title) for title in ("Data scientist", "Statistician")]
    for occupation, code in ((one, "15-2051.00"), (two, "15-2041.00")):
        make.classify(occupation, make.record(code, system="onet-soc", vintage="2019"))
    release = make.release()
    for before, after in (("15-1111.00", ["15-2051.00"]), ("15-1199.06", ["15-2051.00", "15-2041.00"])):
        record = make.record(before, system="onet-soc", vintage="2010")
        for position, code in enumerate(after, 1):
            other = StatisticalRecord.objects.get(code=code)
            record.recordlinks.create(other=other, release=release, quality="broader", position=position)
    publish.publish_all(made)
    assert (find("15-1111").band, first("15-1111")) == ("match", "Data scientist")
    split = find("SOC-2010:15-1199")
    assert (split.band, [hit.title for hit in split.hits]) == ("choice", ["Data scientist", "Statistician"])
    assert split.hits[0].why == "code 15-2051, which was 15-1199 in 2010"
    assert first("SOC-2010:29-1141") == ""  # the crosswalk does not have it
    assert first("SOC-2018:29-1141") == "Registered nurse"


def test_beside_a_code_that_nobody_has_are_the_nearest(work):
    found = find("29-1149")
    assert (found.hits, found.band) == ([], "ideas")
    assert [(hit.title, hit.why) for hit in found.near] == [("Registered nurse", "code 29-1141")]
    assert find("cps-2018:nurses").band == find("51.3801").band == "not_a_title"


def test_codes_of_surveys_are_found_by_their_keys(work):
    make.classify(work["Electrician"], make.record("electricians", system="cps"))
    publish.publish(work["Electrician"])
    assert (find("cps-2018:electricians").band, first("CPS-2018:electricians")) == ("match", "Electrician")


def test_names_that_begin_so_come_the_largest_first(work):
    published("Electrical engineer", "Electric motor repairer")
    for typed in ("electric", "e"):
        titles = [hit.title for hit in suggest(typed, 5)]
        assert titles[0] == "Electrician"
        assert set(titles) == {"Electrician", "Electric motor repairer", "Electrical engineer"}
    assert suggest("truck dri", 3)[0].why == "also called Truck driver"
    assert suggest("…", 3) == []
    assert [hit.title for hit in find("electri").near][:1] == ["Electrician"]


def test_suggestions_weigh_how_large_an_occupation_is_and_how_short_its_name(work):
    made = published("Nurse anesthetist", "Nursery worker", Nursery_worker=["Nurseryman of trees and shrubs"])
    for one, jobs in zip(made.values(), (50_000, 9_000), strict=True):
        make.figure("jobs", jobs, occupation=one)
    publish.publish_all(made.values())
    assert [hit.title for hit in suggest("nur", 3)] == ["Registered nurse", "Nurse anesthetist", "Nursery worker"]


@pytest.mark.parametrize(
    ("typed", "title", "why"),
    [
        ("enferm", "Registered nurse", "“enfermera” read as “Registered nurse”"),
        ("lorr", "Heavy truck driver", "“lorry driver” read as “truck driver”"),
        ("c++", "Software developer", "“c++ engineer” read as “software engineer”"),
        ("29-11", "Registered nurse", "code 29-1141"),
        ("SOC 29", "Registered nurse", "code 29-1141"),
    ],
)
def test_what_tables_and_codes_have_is_suggested(work, typed, title, why):
    assert [(hit.title, hit.why) for hit in suggest(typed, 5)][:1] == [(title, why)]
    assert suggest("91-1", 5) == suggest("99", 5) == []


def test_answers_need_no_query(work):
    with CaptureQueriesContext(connection) as captured:
        find("Senior Accountant")
        suggest("acc", 8)
        match(["RN", "asdf", "29-1141"], 3)
    assert len(captured) == 0


@pytest.mark.parametrize(
    "typed", ["", " ", "...", "🍳", "\u202e\u200f", "'", "zzzz", "\\", "%", "_", "':*", "| & !", "asdfgh", "99-9999"]
)
def test_nothing_is_found_for_nothing(work, typed):
    found = find(typed)
    assert (found.hits, found.band) == ([], "not_a_title")


@pytest.mark.parametrize("typed", ["Microsoft Excel", "Full time", "team player", "N/A", "Bachelor of Science"])
def test_what_is_no_title_is_no_match(work, typed):
    found = find(typed)
    assert found.hits == []
    assert found.band in ("ideas", "not_a_title")


def test_confidence_says_how_sure_an_answer_is(work):
    found = find("Electrician")
    assert (found.band, found.hits[0].exact, found.hits[0].quality) == ("match", True, "exact")
    assert found.confidence >= 0.99
    assert all(0 <= hit.confidence <= 1 for hit in find("nurse accountant").best)


def test_confidences_add_up_to_one_at_most_also_within_an_official_record(work):
    record = StatisticalRecord.objects.get(system="soc", code="29-1141")
    for name in ("Acute care nurse", "Critical care nurse"):
        one = make.occupation(name)
        one.alternate_titles.create(title="Charge nurse")
        make.classify(one, record, "narrower")
        publish.publish(one)
    hits = find("charge nurse").hits
    assert len(hits) > 1
    assert sum(hit.confidence for hit in hits) <= 1.001


def test_a_word_that_is_misspelled_is_corrected_and_it_is_said(work):
    found = find("registred nurse")
    assert found.hits[0].title == "Registered nurse"
    assert found.read_as == "registered nurse"
    assert "“registred” read as “registered”" in found.hits[0].why


@pytest.mark.parametrize("typed", ["SWX engineer", "APAC", "II"])
def test_capitals_and_short_words_are_nobodys_misspelling(work, typed):
    assert find(typed).corrected == {}


def test_an_editors_name_wins():
    published("Joiner", "Carpenter", Carpenter=["Joiner of wood", "Sole trader"], Joiner=["Assembler"])
    assert first("sole trader") == "Carpenter"
    assert first("joiner") == "Joiner"


def test_an_occupation_counts_less_where_its_record_covers_others():
    made = published("Acute care nurse", "Registered nurse")
    record = make.record(title="Registered nurses")
    release = make.release()
    make.figure("jobs", 1000, record=record, release=release)
    for one in made.values():
        make.classify(one, record, quality="shared")
    publish.publish_all(made.values())
    sizes = SearchTitle.objects.order_by("edition__title").values_list("text", "size")
    assert list(sizes) == [("Acute care nurse", 100), ("Registered nurse", 1000)]


def test_what_sources_say_of_a_name_is_kept():
    cook, record, release = make.occupation("Cook"), make.record(), make.release()
    make.classify(cook, record, "exact")
    for kind, text in (
        ("alternate_title", "Chef"),
        ("reported_title", "Line cook"),
        ("direct_match_title", "Fry cook"),
    ):
        RecordText.objects.create(record=record, release=release, kind=kind, text=text)
    cook.alternate_titles.create(title="Kitchen hand")
    publish.publish(cook)
    assert dict(SearchTitle.objects.values_list("text", "kind")) == {
        "Cook": 0, "Kitchen hand": 2, "Fry cook": 3, "Line cook": 4, "Chef": 5,
    }  # fmt: skip


def test_very_long_queries_are_cut():
    published("Cook")
    assert find("cook " * 5000).hits[0].title == "Cook"
    assert len(find("x" * 10_240).title.typed) == LONGEST_QUERY


# What is found follows what is public, whatever changes it


def index() -> set[str]:
    return set(SearchTitle.objects.values_list("text", flat=True))


def titles(query: str) -> list[str]:
    return [hit.title for hit in find(query).hits]


def test_a_draft_is_not_found():
    published("Cook")
    make.occupation("Chef")
    assert (index(), titles("chef")) == ({"Cook"}, [])


def test_a_new_edition_takes_the_place_of_the_old():
    cook = published("Cook", "Baker", Cook=["Chef"])["Cook"]
    untouched = SearchTitle.objects.get(text="Baker").pk
    cook.alternate_titles.all().delete()
    cook.title = "Head cook"
    cook.save()
    assert index() == {"Cook", "Chef", "Baker"}
    publish.publish(cook)
    assert index() == {"Head cook", "Baker"}
    assert SearchTitle.objects.get(text="Baker").pk == untouched
    assert titles("chef") == []


def test_withdrawing_and_reinstating():
    cook = published("Cook", "Baker")["Cook"]
    publish.withdraw(cook, "Gone.")
    assert (index(), titles("cook")) == ({"Baker"}, [])
    publish.reinstate(cook)
    assert (index(), titles("cook")) == ({"Cook", "Baker"}, ["Cook"])


def test_undoing_a_batch_brings_the_old_names_back():
    cook = published("Cook")["Cook"]
    cook.title = "Chef"
    cook.save()
    batch = batches.publish_batch([cook])
    if not batch.editions:  # too little is known of it to be published in a batch
        batch = batches.Published(batch.batch, publish.publish_all([cook], batch=batch.batch), [])
    assert index() == {"Chef"}
    batches.undo_batch(batch.batch)
    assert index() == {"Cook"}


def test_undoing_a_release_brings_the_old_names_back():
    cook = published("Cook")["Cook"]
    release = make.release()
    make.figure("growth", 3, occupation=cook, release=release)
    cook.title = "Chef"
    cook.save()
    publish.publish(cook)
    assert index() == {"Chef"}
    undo.undo(release)
    assert index() == {"Cook"}


def test_a_publication_that_fails_leaves_all_as_it_was():
    cook = published("Cook")["Cook"]
    with transaction.atomic():
        publish.withdraw(cook, "Gone.")
        transaction.set_rollback(True)
    assert (index(), titles("cook")) == ({"Cook"}, ["Cook"])


def test_what_is_out_of_date_is_not_shown():
    cook = published("Cook")["Cook"]
    Occupation.objects.filter(pk=cook.pk).update(withdrawn_at="2026-01-01T00:00Z")
    assert index() == {"Cook"}
    assert titles("cook") == []


def test_the_migration_makes_the_same_names():
    cook, record, release = make.occupation("Cook"), make.record(), make.release()
    make.classify(cook, record, "exact")
    RecordText.objects.create(record=record, release=release, kind="reported_title", text="Line cook")
    cook.alternate_titles.create(title="Chef (head)")
    publish.publish(cook)
    rows = SearchTitle.objects.order_by("text").values_list("text", "kind", "size", "edition")
    before = list(rows)
    # As they were: a row for each form of a name, and other kinds.
    SearchTitle.objects.create(edition_id=before[0][3], text="Chef (head)", kind=2, size=0)
    SearchTitle.objects.update(kind=3)
    with connection.cursor() as cursor:
        cursor.execute(import_module("occupations.migrations.0034_names_as_shown").NAMES_AGAIN)
    assert list(rows) == before


def test_categories_are_those_of_the_editions():
    published("Cook")
    Category.objects.update(name="Renamed")
    assert [(hit.category, hit.category_slug) for hit in find("cook").hits] == [("Food and drink", "food-and-drink")]


def test_a_name_that_editors_gave_several_is_asked_about_and_a_title_wins_over_a_name():
    published("Cook", "Chef", "Baker", Cook=["Kitchen hand", "Baker"], Chef=["Kitchen hand"])
    shared, own = find("kitchen hand"), find("Baker")
    assert (shared.band, shared.meant) == ("choice", None)
    assert {hit.title for hit in shared.hits[:2]} == {"Cook", "Chef"}
    assert (own.band, own.meant and own.meant.title) == ("match", "Baker")


@pytest.mark.parametrize("typed", ["Part-time Philatelist", "Philatelist - Remote", "Philatelist (m/f/d), Dallas, TX"])
def test_a_name_beside_what_is_set_aside_is_a_match_however_rare_it_is(work, typed):
    published("Philatelist")
    assert first(typed) == "Philatelist"


def test_what_is_no_title_stays_no_match_beside_what_is_set_aside(work):
    published("Curator", Curator=["Student"])
    assert find("Student, part-time").band in ("ideas", "not_a_title")
