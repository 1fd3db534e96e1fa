"""Whose figure it is, and how sentences say so."""

import pytest

from occupations.profiles.document import CategoryRef, Figure, Names, Overrides, Profile, RecordRef
from occupations.profiles.groups import UNNAMED, subject, whole_group, wider_group

NAMES = Names("Barista", "barista", "baristas", "a")


def group_of(figure: Figure, *records: RecordRef, names: Names = NAMES) -> str:
    return wider_group(
        Profile(names=names, overrides=Overrides(), category=CategoryRef("food", "Food"), records=records), figure
    )


def record(title: str, quality: str, key: str = "oews:1") -> RecordRef:
    return RecordRef(key=key, system="OEWS", code="1", title=title, quality=quality)


@pytest.mark.parametrize("quality", ["narrower", "shared", "broader", "approximate"])
def test_a_record_that_fits_otherwise_than_exactly_is_a_groups(quality):
    assert (
        group_of(Figure(metric="growth", record="oews:1"), record("Fast Food Workers", quality)) == "Fast Food Workers"
    )


@pytest.mark.parametrize(
    ("figure", "records"),
    [
        (Figure(metric="growth", record="oews:1"), [record("Baristas and others", "exact")]),
        (Figure(metric="growth"), []),
        (Figure(metric="growth", record="oews:1"), [record("BARISTAS", "shared")]),
        # A renamed occupation is still the one that its exact record names.
        (Figure(metric="growth", record="oews:1"), [record("Cooks", "shared"), record("cooks", "exact", "onet:1")]),
        (Figure(metric="growth", level="broad", group="Cooks"), [record("Cooks", "exact", "onet:1")]),
        # Agencies write apostrophes in two ways.
        (Figure(metric="growth", record="oews:1"), [record("Cook’s", "shared"), record("Cook's", "exact", "onet:1")]),
    ],
)
def test_a_figure_of_the_occupation_itself_has_no_group(figure, records):
    assert group_of(figure, *records) == ""


HVAC = Names(
    "HVAC mechanic",
    "HVAC mechanic",
    "HVAC mechanics",
    "an",
    "Heating and air conditioning mechanic or installer",
    "heating and air conditioning mechanics and installers",
)


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("Heating and Air Conditioning Mechanics and Installers", ""),
        ("Heating and air conditioning mechanic or installer", ""),
        ("HVAC mechanics", "HVAC mechanics"),
    ],
)
def test_an_occupation_is_a_group_by_its_official_title_not_by_its_common_name(title, group):
    assert group_of(Figure(metric="growth", record="oews:1"), record(title, "shared"), names=HVAC) == group


def test_a_figure_of_another_level_is_a_groups_even_without_a_name():
    assert group_of(Figure(metric="growth", level="broad", group="Servers")) == "Servers"
    assert group_of(Figure(metric="growth", level="broad")) == UNNAMED
    assert group_of(Figure(metric="growth", level="broad", record="oews:1"), record("Servers", "exact")) == ""


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ("Registered Nurses", "all registered nurses"),
        ("Plumbers, Pipefitters, and Steamfitters", "all plumbers, pipefitters, and steamfitters"),
        ("Engineers, All Other", "workers in the group “engineers, all other”"),
        ("Cooks, Restaurant", "workers in the group “cooks, restaurant”"),
        ("Other extraction workers", "workers in the group “other extraction workers”"),
        ("Nuclear engineers; Engineers, all other", "workers in the group “nuclear engineers; engineers, all other”"),
        (UNNAMED, "a broader group of occupations"),
    ],
)
def test_a_group_is_named_inside_a_sentence(group, text):
    assert whole_group(group) == text


def test_a_figure_is_said_of_whom_it_is_of():
    assert subject(NAMES, "") == "baristas"
    assert subject(NAMES, "Servers") == "all servers (the closest published group for baristas)"
