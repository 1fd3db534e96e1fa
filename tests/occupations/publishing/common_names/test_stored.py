"""Common names are stored with occupations, override each other in one order, and head what is published."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from occupations.models import Occupation, RecordText, SearchTitle
from occupations.profiles import document as profiles
from occupations.profiles.diff import changes
from occupations.publishing import common_names, publish
from occupations.publishing.publish import draft_profile
from occupations.publishing.restore import editors_part, restore
from occupations.search.engine import find
from occupations.search.suggesting import suggest
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

HVAC = "Heating, air conditioning, and refrigeration mechanic or installer"
COUNSELOR = "Substance abuse and behavioral disorder counselor"
TEACHER = "Elementary school teacher, except special education"


def official(title: str, *reported: str, kind: str = "reported_title", code: str = "") -> Occupation:
    """An occupation with a record of its own and the names that a release has for it."""
    one = make.occupation(title)
    record = make.record(code, system="onet-soc", vintage="2019", title=f"{title}s")
    make.classify(one, record)
    release = make.release()
    for position, text in enumerate(reported, start=1):
        RecordText.objects.create(record=record, release=release, kind=kind, text=text, position=position)
    return one


@pytest.fixture
def mechanic() -> Occupation:
    """Named and published."""
    one = official(HVAC, "HVAC Mechanic (Heating, Ventilation, and Air Conditioning Mechanic)")
    common_names.update()
    publish.publish(one)
    return now(one)


def now(one: Occupation) -> Occupation:
    return Occupation.objects.select_related("category", "live").get(pk=one.pk)


def test_names_are_chosen_once_and_their_occupations_are_changed():
    one, other = (
        official(HVAC, "HVAC Mechanic (Heating, Ventilation, and Air Conditioning Mechanic)"),
        official("Baker"),
    )
    publish.publish_all([one, other])
    assert common_names.update() == 1
    assert (now(one).heading, now(one).changed) == ("HVAC mechanic", True)
    assert (now(other).heading, now(other).changed) == ("Baker", False)
    assert common_names.update() == 0


def test_what_is_published_has_both_names(mechanic):
    names = make.published(mechanic.live).names
    assert names == profiles.Names(
        "HVAC mechanic",
        "HVAC mechanic",
        "HVAC mechanics",
        "an",
        HVAC,
        "heating, air conditioning, and refrigeration mechanics and installers",
    )
    assert (mechanic.live.title, mechanic.live.official_title) == ("HVAC mechanic", HVAC)
    assert mechanic.slug == "heating-air-conditioning-and-refrigeration-mechanic-or-installer"


def test_a_document_without_a_common_name_has_the_bytes_of_before():
    one = make.occupation("Cook")
    document = publish.publish(one).document
    assert document.startswith(
        '{"names":{"title":"Cook","running":"cook","plural":"cooks","article":"a"},"overrides":{}'
    )
    assert make.published(now(one).live).names.official_title == "Cook"


def test_the_name_is_not_listed_among_the_other_job_titles():
    one = official(COUNSELOR, "Substance Abuse Counselor", "Case Manager")
    common_names.update()
    assert draft_profile(now(one)).job_titles == ("Case Manager",)


def test_an_editors_name_wins_and_the_title_itself_turns_it_off(mechanic):
    for typed, heading, official_title in (
        ("Climate mechanic", "Climate mechanic", HVAC),
        (HVAC.upper(), HVAC, ""),
        ("", "HVAC mechanic", HVAC),
    ):
        mechanic.common_name = typed
        mechanic.save()
        names = draft_profile(now(mechanic)).names
        assert (names.title, names.official) == (heading, official_title)


def test_a_name_that_is_given_to_another_occupation_is_no_longer_the_sites_choice(mechanic):
    make.occupation("HVAC mechanic")
    assert common_names.update() == 1
    assert (now(mechanic).heading, now(mechanic).changed) == (HVAC, True)


def test_names_that_are_swapped_do_not_collide(mechanic):
    other = official(COUNSELOR, "Substance Abuse Counselor")
    common_names.update()
    for one, name in ((mechanic, ""), (other, "HVAC mechanic"), (mechanic, "Substance abuse counselor")):
        Occupation.objects.filter(pk=one.pk).update(automatic_name=name)
    assert common_names.update() == 2
    assert (now(mechanic).heading, now(other).heading) == ("HVAC mechanic", "Substance abuse counselor")


@pytest.mark.parametrize("name", ["HVAC mechanic", "hvac MECHANIC"])
def test_two_occupations_cannot_have_one_common_name(mechanic, name):
    with pytest.raises(IntegrityError, match="occupation_common_name_unique"), transaction.atomic():
        make.occupation("Boiler hand", common_name=name)
    mechanic.common_name = "Climate mechanic"
    mechanic.save()
    make.occupation("Boiler hand", common_name=name)


def test_of_a_code_that_several_share_its_titles_are_those_of_the_whole():
    whole, part = official(TEACHER, code="25-2021.00"), official(f"Music {TEACHER.lower()}", code="25-2021.01")
    soc = make.record("25-2021", system="soc")
    for one in (whole, part):
        make.classify(one, soc, "shared")
    RecordText.objects.create(
        record=soc, release=make.release(), kind="direct_match_title", text="Elementary School Teacher"
    )
    common_names.update()
    assert now(whole).heading == "Elementary school teacher"
    assert draft_profile(now(part)).job_titles == ()


def test_search_finds_both_names_first(mechanic):
    for typed in ("HVAC mechanic", "hvac mechanics", HVAC, HVAC.lower()):
        found = find(typed)
        assert [(hit.title, hit.why, hit.official_title) for hit in found.hits[:1]] == [("HVAC mechanic", "", HVAC)]
        assert (found.band, found.hits[0].quality) == ("match", "exact")
    assert [hit.title for hit in suggest("hvac m", 5)] == ["HVAC mechanic"]
    assert [hit.title for hit in suggest("heating, air", 5)] == ["HVAC mechanic"]
    kinds = SearchTitle.objects.filter(kind__lte=SearchTitle.Kind.SYNONYM).order_by("kind")
    assert list(kinds.values_list("text", "kind")) == [(HVAC, 0), ("HVAC mechanic", 1)]


def test_restoring_brings_back_the_title_and_an_editors_name(mechanic):
    first = mechanic.live
    mechanic.title, mechanic.common_name = "Plumber", "Pipe plumber"
    mechanic.save()
    second = publish.publish(mechanic)
    restore(first)
    assert (now(mechanic).title, now(mechanic).common_name, now(mechanic).heading) == (HVAC, "", "HVAC mechanic")
    restore(second)
    assert (now(mechanic).title, now(mechanic).common_name) == ("Plumber", "Pipe plumber")


def test_the_sites_choice_is_no_part_of_what_is_restored(mechanic):
    live = make.published(mechanic.live)
    Occupation.objects.update(automatic_name="")
    draft = draft_profile(now(mechanic))
    assert changes(editors_part(live), editors_part(draft)) == []
    assert ("Common name", "HVAC mechanic", "") in [change[:3] for change in changes(live, draft)]


def test_publishing_what_has_changed_names_what_was_imported_before_names_were():
    one = official(TEACHER, "Elementary School Teacher", kind="direct_match_title")
    make.figure("growth", 5, occupation=one)
    make.responsibilities(one, "Teach.")
    Occupation.objects.update(changed=False)
    call_command("publish_changed", "--dry-run", "--quiet")
    assert now(one).automatic_name == ""
    call_command("publish_changed", "--quiet")
    assert now(one).live.title == "Elementary school teacher"
