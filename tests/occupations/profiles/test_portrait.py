"""What figures say of an occupation that nobody has described."""

import datetime

import pytest

from occupations.profiles.document import Names
from occupations.profiles.portrait import Sector, StandsOut, portrait, read

FALLERS = Names("Faller", "faller", "fallers", "a")
MAY = datetime.date(2025, 5, 31)


def said(**found) -> list[str]:
    return portrait(FALLERS, StandsOut(**found))


def test_nothing_sets_it_apart():
    assert said() == []
    assert read(None) == StandsOut()


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ({"knowledge": ("Mechanical", "Law and Government")}, "Knowledge of machines and tools, and law and government "
         "matters more in the work of fallers than in 90% of all occupations."),
        ({"skills": ("Repairing",)}, "Repairing matters more in the work of fallers than in 90% of all occupations."),
        ({"skills": ("Repairing", "Speaking")}, "Repairing and speaking matter more in the work of fallers than in 90% "
         "of all occupations."),
        ({"knowledge": ("Biology",), "skills": ("Repairing",)}, "Knowledge of biology matters more in the work of fallers "
         "than in 90% of all occupations, and so does repairing."),
    ],
)  # fmt: skip
def test_what_matters_more_than_elsewhere(found, sentence):
    assert said(above=90, **found) == [sentence]


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ((95, 3), "Nearly all fallers work in construction (95% of employees, May 2025)."),
        ((50, 20), "Most fallers work in construction (50% of employees, May 2025)."),
        ((40, 30), "Fallers work above all in construction (40% of employees, May 2025) and in education (30%)."),
        ((40, 5), "Fallers work in many sectors, most often in construction (40% of employees, May 2025)."),
        ((10,), "Fallers work in many sectors, most often in construction (10% of employees, May 2025)."),
    ],
)
def test_where_they_work(shares, sentence):
    sectors = tuple(Sector(code, share, MAY) for code, share in zip(("23", "61"), shares, strict=False))
    assert said(sectors=sectors) == [sentence]


@pytest.mark.parametrize(
    ("tool", "name"),
    [
        ("Electronic health record EHR software", "electronic health record software"),
        ("Geographic information system GIS systems", "geographic information systems"),
        ("Microsoft Active Server Pages ASP", "Microsoft Active Server Pages ASP"),
        ("Oracle HRIS", "Oracle HRIS"),
        ("UNIX", "UNIX"),
        ("C#", "C#"),
    ],
)
def test_the_initials_of_a_kind_of_program_are_left_out(tool, name):
    assert said(tools=(tool,)) == [f"Fallers use {name}."]


def test_kinds_of_programs_begin_small_and_products_keep_their_names():
    tools = ("ESRI ArcView", "Inventory tracking software", "Salesforce software")
    assert said(tools=tools) == ["Fallers use ESRI ArcView, inventory tracking software and Salesforce software."]


@pytest.mark.parametrize(("share", "first"), [(80, "Most fallers work"), (60, "Biology matters")])
def test_what_sets_it_apart_most_comes_first_and_the_occupation_is_named_once(share, first):
    found = StandsOut(skills=("Biology",), above=80, tools=("Ada",), sectors=(Sector("23", share, MAY),))
    sentences = portrait(FALLERS, found)
    assert len(sentences) == 3
    assert sentences[0].startswith(first)
    assert " ".join(sentences).count("fallers") == 1
    assert sentences[2] == "Software in use includes Ada."
