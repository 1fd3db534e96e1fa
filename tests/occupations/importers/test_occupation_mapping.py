"""Releases make occupations and mappings, once, and leave alone what editors decided."""

import pytest

from occupations.importers import run
from occupations.importers.official_titles import job_title
from occupations.models import Category, Classification, Occupation, Release
from tests.occupations import factories as make
from tests.occupations.importers.batches import batch, described, structure


@pytest.mark.parametrize(
    ("official", "title"),
    [
        ("Chief Executives", "Chief executive"),
        ("Registered Nurses", "Registered nurse"),
        ("Accountants and Auditors", "Accountant or auditor"),
        ("General and Operations Managers", "General and operations manager"),
        ("Human Resources Managers", "Human resources manager"),
        ("Tool Grinders, Filers, and Sharpeners", "Tool grinder, filer, or sharpener"),
        ("First-Line Supervisors of Retail Sales Workers", "First-line supervisor of retail sales workers"),
        ("Secretaries, Except Legal, Medical, and Executive", "Secretary, except legal, medical, and executive"),
        ("Managers, All Other", "Manager, all other"),
        ("Art, Drama, and Music Teachers, Postsecondary", "Art, drama, and music teacher, postsecondary"),
        ("Poets, Lyricists and Creative Writers", "Poet, lyricist or creative writer"),
        ("Brickmasons and Blockmasons", "Brickmason or blockmason"),
        ("Waiters and Waitresses", "Waiter or waitress"),
        ("GIS Technicians", "GIS technician"),
        ("Airline Pilots, Copilots, and Flight Engineers", "Airline pilot, copilot, or flight engineer"),
        ("Dietitians and Nutritionists", "Dietitian or nutritionist"),
        ("Helpers--Carpenters", "Helper to carpenters"),
        (
            "First-Line Supervisors of Mechanics, Installers, and Repairers",
            "First-line supervisor of mechanics, installers, and repairers",
        ),
        ("Captains, Mates, and Pilots of Water Vessels", "Captain, mate, or pilot of water vessels"),
        ("Special Forces", "Special forces member"),
    ],
)
def test_official_plurals_become_titles_of_one_person(official, title):
    assert job_title(official) == title


@pytest.fixture
def releases(db):
    """Two O*NET codes of one SOC code, and one of another; a wage survey that has one of them and a broad group."""
    for one in (
        structure(
            **{"35-0000": "Food Preparation and Serving Related Occupations", "35-2011": "Cooks", "35-2021": "Aides"}
        ),
        described(**{"35-2011.00": "Fast Food Cooks", "35-2011.01": "Line Cooks", "35-2021.00": "Kitchen Aides"}),
        batch(
            "oews",
            records=[
                {"key": "oews-2018:35-2011", "title": "Cooks"},
                {"key": "oews-2018:35-2020", "title": "Food workers", "level": "broad"},
            ],
        ),
        batch(
            "crosswalk",
            records=[{"key": "nem-2024:35-2021", "title": "Aides"}, {"key": "acs-2023:aides", "title": "Aides"}],
            links=[
                {"record": "onet-soc-2019:35-2021.00", "other": "nem-2024:35-2021", "quality": "exact", "position": 1},
                {"record": "nem-2024:35-2021", "other": "acs-2023:aides", "quality": "shared", "position": 1},
                {
                    "record": "onet-soc-2019:35-2021.00",
                    "other": "onet-soc-2019:35-2011.01",
                    "quality": "related",
                    "position": 1,
                },
            ],
        ),
    ):
        run.import_batch(one)


def mapping(title: str) -> dict[str, str]:
    entries = Classification.objects.filter(occupation__title=title).select_related("record")
    return {entry.record.key: entry.quality for entry in entries}


def test_occupations_are_made_with_category_and_mappings(releases):
    mapped = run.map_occupations()
    assert mapped.added == ["Fast food cook", "Line cook", "Kitchen aide"]
    assert (mapped.waiting, mapped.gone, mapped.conflicts) == ([], [], [])
    stored = Release.objects.get(dataset__table="occupation data").report["mapped"]
    assert (stored["added"], stored["classified"]) == (mapped.added, mapped.classified)
    assert Category.objects.get().name == "Food preparation and serving related"
    cook = Occupation.objects.get(title="Fast food cook")
    assert (cook.slug, cook.changed, cook.is_public) == ("fast-food-cook", True, False)
    assert mapping("Fast food cook") == {
        "onet-soc-2019:35-2011.00": "exact",
        "soc-2018:35-2011": "shared",
        "oews-2018:35-2011": "shared",
    }
    assert mapping("Kitchen aide") == {
        "onet-soc-2019:35-2021.00": "exact",
        "soc-2018:35-2021": "exact",
        "oews-2018:35-2020": "narrower",
        "nem-2024:35-2021": "exact",
        "acs-2023:aides": "shared",
    }


def test_a_newer_matrix_of_the_projections_is_found_by_its_code(releases):
    run.map_occupations()
    newer = {"record": "nem-2026:35-2021", "other": "acs-2025:aides", "quality": "shared", "position": 1}
    run.import_batch(
        batch(
            "table 1.2",
            records=[{"key": "nem-2026:35-2021", "title": "Aides"}, {"key": "acs-2025:aides", "title": "Aides"}],
            links=[newer],
        )
    )
    run.map_occupations()
    assert {"nem-2024:35-2021", "nem-2026:35-2021", "acs-2025:aides"} <= mapping("Kitchen aide").keys()


def test_a_second_run_adds_nothing(releases):
    run.map_occupations()
    mapped = run.map_occupations()
    assert (mapped.added, mapped.classified, mapped.conflicts) == ([], 0, [])


def test_an_editors_mapping_stands_and_the_difference_is_shown(releases):
    run.map_occupations()
    Classification.objects.filter(occupation__title="Line cook", record__system="oews").update(quality="none")
    mapped = run.map_occupations()
    assert mapping("Line cook")["oews-2018:35-2011"] == "none"
    assert mapped.conflicts == ["Line cook: oews-2018:35-2011 is “none” here but “shared” according to the sources"]


def test_an_occupation_of_that_title_is_left_to_an_editor(releases):
    make.occupation("Line cook")
    mapped = run.map_occupations()
    assert mapped.added == ["Fast food cook", "Kitchen aide"]
    assert "Line cook: already exists" in mapped.conflicts[0]


def test_an_address_that_is_taken_gets_a_number(releases):
    make.occupation("Fast-food cook!", slug="fast-food-cook")
    run.map_occupations()
    assert Occupation.objects.get(title="Fast food cook").slug == "fast-food-cook-2"


@pytest.mark.django_db
def test_without_the_soc_structure_occupations_wait():
    run.import_batch(described(**{"35-2011.00": "Cooks"}))
    mapped = run.map_occupations()
    assert (mapped.added, mapped.waiting) == ([], ["onet-soc-2019:35-2011.00"])


def test_occupations_that_a_newer_release_drops_are_named(releases):
    run.map_occupations()
    newer = described(**{"35-2011.00": "Fast Food Cooks"})
    newer.period = (newer.period[0].replace(year=2025), newer.period[1].replace(year=2025))
    newer.files = (("new.txt", "0" * 64),)
    run.import_batch(newer)
    assert run.map_occupations().gone == ["Kitchen aide", "Line cook"]
