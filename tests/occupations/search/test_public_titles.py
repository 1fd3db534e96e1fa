"""Every public name is a title of its own, at one address; some are offered to search engines."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from occupations.models import Occupation, RecordText, TitleModel, TitleOverride
from occupations.publishing import publish
from occupations.search import building, live
from occupations.search.engine import find
from occupations.search.model import training
from occupations.search.public_titles import is_offered, near_titles, offered_slugs, title_at
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def nurses() -> dict[str, Occupation]:
    """Occupations with names that people reported, that belong to one code alone, that are listed, and of editors."""
    release = make.release()
    made = {}
    for number, (title, names) in enumerate({
        "Registered nurse": [("reported_title", "Charge Nurse"), ("direct_match_title", "Staff RN (Staff Registered Nurse)"),
                             ("alternate_title", "Infirmary Attendant")],
        "Nurse practitioner": [("reported_title", "Charge nurse"), ("reported_title", "C# Practitioner"),
                               ("alternate_title", "C-Sharp Practitioner")],
        "Cook": [("reported_title", "Grill Cook")],
    }.items()):  # fmt: skip
        one = make.occupation(title)
        record = make.record(f"29-11{number}1.00", system="onet-soc")
        make.classify(one, record, "exact")
        for position, (kind, text) in enumerate(names, start=1):
            RecordText.objects.create(record=record, release=release, kind=kind, position=position, text=text)
        made[title] = one
    made["Cook"].alternate_titles.create(title="Kitchen magician")
    publish.publish_all(made.values())
    return made


def uses(slug: str) -> list[tuple[str, str, int]]:
    title = title_at(slug)
    occupations = live.current().occupations
    return [(occupations[use.edition].title, use.name, use.kind) for use in title.uses] if title else []


def test_a_title_has_all_occupations_that_use_it_in_any_spelling(nurses):
    assert uses("charge-nurse") == [
        ("Registered nurse", "Charge Nurse", 4),
        ("Nurse practitioner", "Charge nurse", 4),
    ]
    assert title_at("charge-nurse").spellings == ["Charge Nurse", "Charge nurse"]
    assert uses("staff-rn-staff-registered-nurse") == [("Registered nurse", "Staff RN (Staff Registered Nurse)", 3)]


def test_names_that_share_an_address_share_a_page(nurses):
    assert title_at("c-sharp-practitioner").spellings == ["C# Practitioner", "C-Sharp Practitioner"]
    assert uses("c-sharp-practitioner") == [("Nurse practitioner", "C# Practitioner", 4)]


@pytest.mark.parametrize("slug", ["", "staff-rn", "nurse-charge", "Charge-Nurse", "charge nurse", "zzzz"])
def test_what_is_no_name_has_no_title(nurses, slug):
    assert title_at(slug) is None


def test_a_name_that_is_no_longer_public_has_no_title(nurses):
    assert title_at("grill-cook")
    publish.withdraw(nurses["Cook"], "Gone.")
    assert title_at("grill-cook") is None
    assert uses("charge-nurse") != []


def test_the_title_that_an_editor_gave_to_an_occupation_has_a_page_and_is_offered(nurses):
    assert title_at("ward-sister") is None
    TitleOverride.objects.create(title="Ward sister", folded="ward sister", occupation=nurses["Registered nurse"])
    assert uses("ward-sister") == [("Registered nurse", "Ward sister", 2)]
    assert "ward-sister" in offered_slugs()


def test_near_titles_are_others_and_each_has_a_page(nurses):
    title = title_at("charge-nurse")
    near = near_titles(title, find(title.name).hits, 10)
    assert near[0] in ("Registered nurse", "Staff RN (Staff Registered Nurse)")
    assert not {"Charge Nurse", "Charge nurse", "Grill Cook"} & set(near)
    assert len(near) == len(set(near)) > 2


def offered_after_a_build(monkeypatch) -> list[str]:
    monkeypatch.setattr(training, "examples", list)
    building.build_model()
    building.choose_offered()
    return offered_slugs()


def test_titles_with_one_clear_occupation_or_an_editors_word_are_offered(nurses, monkeypatch):
    by_editors = ["cook", "kitchen-magician", "nurse-practitioner", "registered-nurse"]
    assert offered_slugs() == by_editors
    # “Charge Nurse” is of two occupations, “Infirmary Attendant” only listed.
    clear = ["c-sharp-practitioner", "grill-cook", "staff-rn-staff-registered-nurse"]
    assert offered_after_a_build(monkeypatch) == sorted([*by_editors, *clear])
    assert [is_offered(title_at(slug)) for slug in (*clear, "charge-nurse", "infirmary-attendant")] == [
        *[True] * 3, False, False
    ]  # fmt: skip


def test_what_is_offered_follows_withdrawals_and_overrides_at_once(nurses, monkeypatch):
    assert {"grill-cook", "kitchen-magician"} <= set(offered_after_a_build(monkeypatch))
    TitleOverride.objects.create(title="Grill cook", folded="grill cook", occupation=None)
    assert "grill-cook" not in offered_slugs()
    publish.withdraw(nurses["Cook"], "Gone.")
    assert "kitchen-magician" not in offered_slugs()


def test_what_was_offered_stays_so_until_the_next_model_says(nurses, monkeypatch):
    before = offered_after_a_build(monkeypatch)
    building.build_model()
    assert TitleModel.objects.first().offered == ""
    assert offered_slugs() == before


def test_a_title_costs_no_query(nurses):
    live.current()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        title = title_at("charge-nurse")
        near_titles(title, find(title.name).hits, 10)
        is_offered(title)
    assert [query["sql"] for query in queries if "titlemodel" not in query["sql"]] == []
