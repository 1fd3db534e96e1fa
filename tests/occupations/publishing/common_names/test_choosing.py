"""Short common names: as much as the official title says and nothing else, of one occupation alone, or none."""

import csv
from pathlib import Path

import pytest

from occupations.publishing.common_names import choosing
from occupations.publishing.common_names.choosing import DIRECT, EDITOR, LISTED, LONGEST, REPORTED, Titled, choose
from occupations.search.reading.words import fold

HVAC = "Heating, air conditioning, and refrigeration mechanic or installer"
WRITTEN_OUT = "(Heating, Ventilation, and Air Conditioning Mechanic)"


def name_of(title: str, *names: tuple[str, str], others: list[Titled] | None = None) -> str:
    """The name chosen for an occupation with these names, among others."""
    return choose([Titled(1, title, list(names)), *(others or [])], {}).get(1, "")


def other(title: str, *names: tuple[str, str], key: int = 2, **more) -> Titled:
    return Titled(key, title, list(names), **more)


def test_an_abbreviation_that_people_know_stands_for_its_words():
    assert (
        name_of(HVAC, (f"HVAC Mechanic {WRITTEN_OUT}", REPORTED), ("Chiller Technician", REPORTED)) == "HVAC mechanic"
    )
    assert name_of(HVAC, (f"HVM {WRITTEN_OUT}", REPORTED)) == ""


def test_names_are_written_out_where_there_is_room():
    title = "Human resources assistant, except payroll and timekeeping"
    assert name_of(title, ("HR Assistant (Human Resources Assistant)", DIRECT)) == "Human resources assistant"


@pytest.mark.parametrize(
    ("title", "names", "chosen"),
    [
        (
            "Substance abuse and behavioral disorder counselor",
            [("Substance Abuse Counselor", DIRECT), ("Substance Abuse Counselor", REPORTED), ("Case Manager", REPORTED)],
            "Substance abuse counselor",
        ),
        ("Geoscientist, except hydrologists and geographers", [("Geoscientist", DIRECT)], "Geoscientist"),
        ("Outdoor power equipment and other small engine mechanic", [("Small Engine Mechanic", REPORTED)] * 2, "Small engine mechanic"),
        ("Mixing and blending machine setter, operator, or tender", [("Mixer", REPORTED)], "Mixing and blending machine operator"),
        ("Veterinary assistant or laboratory animal caretaker", [("Animal Caretaker", LISTED)], "Veterinary assistant"),
    ],
)  # fmt: skip
def test_what_says_most_of_the_official_title_is_chosen(title, names, chosen):
    assert name_of(title, *names) == chosen


@pytest.mark.parametrize(
    "name",
    ["Train Dispatcher", "Senior Dispatcher", "Dispatch Supervisor", "Dispatcher", "Chief Dispatcher", "Dispatchman"],
)
def test_a_part_a_level_a_gender_or_a_single_word_is_no_name(name):
    assert name_of("Dispatcher, except police, fire, and ambulance", (name, REPORTED)) == ""


def test_shorter_titles_and_residual_ones_get_none():
    assert name_of("Heavy and tractor-trailer truck driver", ("Truck Driver", DIRECT)) == ""
    assert name_of("Social scientist or related worker, all other", ("Social Scientist", DIRECT)) == ""


def test_what_no_record_is_exactly_gets_none():
    title = "Customer success manager or account relationship specialist"
    assert choose([Titled(1, title, [])], {}) == {1: "Customer success manager"}
    assert choose([Titled(1, title, [], official=False)], {}) == {}


SUPERVISOR = "First-line supervisor of retail sales and rental workers"


def test_a_title_or_a_common_name_of_another_is_not_taken():
    assert name_of(SUPERVISOR) == "Retail sales and rental supervisor"
    taken = "Retail sales and rental supervisor"
    assert name_of(SUPERVISOR, others=[other(taken)]) == ""  # and “Retail sales supervisor” is wider than that
    assert name_of(SUPERVISOR, others=[other("Shop lead", common_name=taken)]) == "Retail sales supervisor"


@pytest.mark.parametrize(
    ("kind", "theirs", "chosen"),
    [
        (REPORTED, [], "Electrical assembler"),
        (REPORTED, [LISTED], "Electrical assembler"),
        (REPORTED, [REPORTED], ""),
        (DIRECT, [REPORTED], "Electrical assembler"),
        (DIRECT, [REPORTED, REPORTED], ""),
        (EDITOR, [LISTED, LISTED], "Electrical assembler"),
    ],
)
def test_a_name_belongs_to_it_alone_or_by_far_most(kind, theirs, chosen):
    title = "Electrical and electromagnetic control assembler"
    others = [other(f"Wirer {key}", ("Electrical Assembler", one), key=key) for key, one in enumerate(theirs, start=2)]
    assert name_of(title, ("Electrical Assembler", kind), others=others) == chosen


def test_what_another_title_says_too_is_wide_unless_the_classification_says_whose_it_is():
    title = "Bilingual and monolingual kindergarten teacher"
    special = [other("Special education teacher, kindergarten")]
    assert name_of(title, ("Kindergarten Teacher", REPORTED)) == "Kindergarten teacher"
    assert name_of(title, ("Kindergarten Teacher", REPORTED), others=special) == ""
    assert name_of(title, ("Kindergarten Teacher", DIRECT), others=special) == "Kindergarten teacher"


@pytest.mark.parametrize(
    ("kind", "theirs", "chosen"),
    [
        (DIRECT, [], "Floor layer"),
        (DIRECT, [LISTED], "Floor layer"),
        (DIRECT, [REPORTED], ""),  # readers would mean them, too
        (REPORTED, [], ""),
        (LISTED, [], ""),
    ],
)
def test_an_exception_is_dropped_only_where_the_classification_gives_the_name_to_this_code_alone(kind, theirs, chosen):
    title = "Floor layer, except carpet, wood, and hard tiles"
    others = [other("Carpet installer", ("Floor Layer", one)) for one in theirs]
    assert name_of(title, ("Floor Layer", kind), others=others) == chosen


def test_a_name_without_the_exception_says_all_the_rest():
    title = "Wholesale and retail buyer, except farm products"
    assert name_of(title, ("Retail Buyer", DIRECT)) == ""
    assert name_of(title, ("Wholesale and Retail Buyer", DIRECT)) == "Wholesale and retail buyer"
    # Whom a title includes is no exception.
    title = "Switchboard operator, including answering service"
    assert name_of(title, ("Switchboard Operator", REPORTED)) == "Switchboard operator"


def test_two_that_would_be_called_the_same_are_called_by_their_titles():
    plumber = "Helper to pipelayers, plumbers, pipefitters, and steamfitters"
    both = [other(HVAC), other(plumber, key=3)]
    assert choose(both, {HVAC: "Pipe helper", plumber: "Duct helper"}) == {2: "Pipe helper", 3: "Duct helper"}
    assert choose(both, {HVAC: "Pipe helper", plumber: "Pipe helpers"}) == {}


def test_reviewed_names_win_but_are_nobody_elses():
    reviewed = {HVAC: "Climate mechanic"}
    assert choose([other(HVAC)], reviewed) == {2: "Climate mechanic"}
    assert choose([other(HVAC), other("Climate mechanic", key=3)], reviewed) == {}
    assert choose([other(HVAC), other("Boiler hand", key=3, common_name="climate mechanic")], reviewed) == {}


def test_a_shorter_title_that_is_a_list_has_a_reviewed_name_only():
    plumber = "Plumber, pipefitter, or steamfitter"
    assert choose([other(plumber)], {plumber: "Plumber"}) == {2: "Plumber"}
    assert choose([other(plumber)], {}) == {}


def test_the_order_of_names_makes_no_difference():
    names = [(f"HVAC Mechanic {WRITTEN_OUT}", REPORTED), ("HVAC mechanic", DIRECT), ("Furnace Fitter", DIRECT)]
    assert name_of(HVAC, *names) == name_of(HVAC, *reversed(names)) == "HVAC mechanic"


def test_reviewed_names_are_short_and_each_has_one_title_and_a_reason():
    with (Path(choosing.__file__).parent / "reviewed.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == sorted(rows, key=lambda row: row["title"].casefold())
    assert all((len(row["title"]) >= choosing.LONG or ", " in row["title"]) and row["reason"] for row in rows)
    assert all(len(row["name"]) <= LONGEST or ", except " in row["name"] for row in rows)
    assert all(len(row["name"]) < len(row["title"]) for row in rows)
    assert len({fold(row["name"]) for row in rows}) == len({row["title"] for row in rows}) == len(rows)
