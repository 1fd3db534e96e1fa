"""How a title is read: what is set aside and why, and what it is put as beside what was typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from occupations.search.reading.tables import FOLDER, rows, tables
from occupations.search.reading.titles import KINDS, MOST_READINGS, read_title
from occupations.search.reading.words import fold


def wordings(title: str) -> list[str]:
    return [" ".join(one.words) for one in read_title(title).readings]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Registered Nurses", "registered nurse"),
        ("R.N.", "rn"),
        ("C++/C# developer", "c++ c# developer"),
        ("ASP.NET", "asp .net"),
        ("Café attaché", "cafe attache"),
        ("Teacher’s aide", "teacher aide"),
        ("Director of the secretaries", "director secretary"),
        ("Bus boss, gas", "bus boss gas"),
        ("看護師", "看護師"),
        ("Of the", "of the"),
        ("\u202enurse\u200f", "nurse"),
        ("R&amp;D", "r&d"),
        ("R and D", "r&d"),
        ("FP & A Manager", "fp&a manager"),
        ("A/P Clerk", "ap clerk"),
        ("C/C++", "c c++"),
        ("P&ID", "p id"),
        ("Class A Driver", "class a driver"),
        ("CDL-A", "cdl a"),
        ("Principal of a school", "principal school"),
        ("OR Nurse", "or nurse"),
        ("RN (OR)", "rn or"),
        ("Nurse or midwife", "nurse midwife"),
        ("🍳 … --", ""),
    ],
)
def test_words_are_looked_for_in_one_form(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_again_changes_nothing_more(text):
    assert fold(fold(text)) == fold(fold(fold(text)))


@pytest.mark.parametrize(
    ("title", "core", "aside"),
    [
        ("Senior Accountant", "accountant", {"level"}),
        ("Sr. Accountant", "accountant", {"level"}),
        ("Accountant II", "accountant", {"level"}),
        ("Accountant, Level 3", "accountant", {"level"}),
        ("Accountant 2", "accountant", {"level"}),
        ("Part-time Cashier", "cashier", {"contract"}),
        ("Cashier (Full-Time)", "cashier", {"contract"}),
        ("Cashier - Temp", "cashier", {"contract"}),
        ("Cashier 0.5 FTE", "cashier", {"contract"}),
        ("Welder - 2nd Shift", "welder", {"shift"}),
        ("Welder, Nights", "welder", {"shift"}),
        ("Remote Bookkeeper", "bookkeeper", {"place"}),
        ("Bookkeeper - Chicago, IL", "bookkeeper", {"place"}),
        ("Data Entry Clerk (m/f/d)", "data entry clerk", {"gender"}),
        ("Mechanic #12345", "mechanic", {"requisition"}),
        ("REQ-20394 Mechanic", "mechanic", {"requisition"}),
        ("Cook - $18/hr", "cook", {"pay"}),
        ("Urgently hiring: Cook", "cook", {"advert"}),
        ("how to become a pilot", "pilot", {"asking"}),
        ("GS-0801-12 Engineer", "engineer", {"requisition"}),
        ("C# developer", "c# developer", set()),
        ("F# developer", "f# developer", set()),
        ("Cook # 12", "cook", {"requisition"}),
        ("Cook Req#12", "cook", {"requisition"}),
        ("Cook, $100,000", "cook", {"pay"}),
        ("<script>alert(1)</script>", "script alert script", {"number"}),
        # “pt” is part-time beside other words, and physical therapist where it is all there is.
        ("Cook PT", "cook", {"contract"}),
        ("Senior PT", "pt", {"level"}),
        ("PT II", "pt", {"level"}),
        # A word that is all there is names something.
        ("Intern", "intern", set()),
        ("Lead", "lead", set()),
        ("Night", "night", {"shift"} - {"shift"}),
    ],
)
def test_what_does_not_name_the_work_is_set_aside(title, core, aside):
    read = read_title(title)
    assert " ".join(read.core) == core
    assert {one.kind for one in read.set_aside} == aside


@pytest.mark.parametrize(
    ("title", "wording"),
    [
        ("Registered Nurse (RN)", "rn"),
        ("RN - Registered Nurse", "registered nurse"),
        ("Plumber (Commercial)", "plumber commercial"),
        ("Admin Asst", "administrative assistant"),
        ("Cust Svc Rep", "customer service representative"),
        ("Marketing Mgr.", "marketing manager"),
        ("L&D nurse", "labor delivery nurse"),
        ("SWE II", "software engineer"),
        ("FP&A Manager", "financial manager"),
        ("FP&A", "financial analyst"),
        ("A/P", "accounts payable clerk"),
        ("CDL A Driver", "heavy truck driver"),
        ("OR Tech", "surgical technologist"),
        ("C++ Developer", "software developer"),
        ("Junior Doctor", "resident physician"),
        ("lorry driver", "truck driver"),
        ("paediatric nurse", "pediatric nurse"),
        ("chofer de camión", "truck driver"),
        ("policewoman", "police officer"),
        ("VP of Engineering", "architectural engineering manager"),
        ("Vice President, Public Affairs", "public relation manager"),
        ("Head of People", "human resource manager"),
        ("Chief Growth Officer", "marketing manager"),
        ("Manager Talent Acquisition", "human resource manager"),
        ("Bar/Kitchen Supervisor", "kitchen supervisor"),
        ("Bar/Kitchen Supervisor", "bar supervisor"),
        ("HR & Office Manager", "hr manager"),
        ("Electrician Foreman", "first line supervisor construction trade extraction worker"),
        ("Companion care", "personal care aide"),
        ("Executive Assistant to the CEO", "executive assistant"),
    ],
)
def test_a_title_is_put_in_other_words_too(title, wording):
    assert fold(wording) in wordings(title)


@pytest.mark.parametrize("text", ["$25/hr", "REQ-20394", "40 hours per week"])
def test_what_is_only_pay_or_a_number_is_read_as_nothing_else(text):
    assert wordings(text) == [fold(text)]
    assert read_title(text).core == ()


def test_what_was_typed_is_always_one_reading():
    assert "senior accountant" in wordings("Senior Accountant")
    assert "contract administrator" in wordings("Contract Administrator")


@pytest.mark.parametrize(
    ("title", "leads"),
    [
        ("Marketing Manager", "manager"),
        ("Director of Nursing", "manager"),
        ("Warehouse Supervisor", "supervisor"),
        ("Team Lead", "supervisor"),
        ("Lead Carpenter", ""),
        ("Carpenter", ""),
        ("Assistant", ""),
    ],
)
def test_who_leads_is_told_from_who_does(title, leads):
    assert read_title(title).leads == leads


@given(st.text(max_size=130))
@example("Y")
@example("and")
@example("of the")
def test_any_text_is_read(text):
    read = read_title(text)
    assert len(read.readings) <= MOST_READINGS
    assert bool(read.readings) == bool(fold(text))
    assert all(one.words and one.kind in KINDS for one in read.readings)


DECORATED = ["Senior {}", "{} II", "{} (m/f/d)", "{}, Full Time", "{} - Remote", "{} - Nights", "Sr. {}", "{} #4711"]


@given(st.sampled_from(["accountant", "truck driver", "data entry clerk", "welder"]), st.sampled_from(DECORATED))
def test_a_title_with_marks_has_the_core_of_the_bare_one(title, form):
    assert read_title(form.format(title)).core == read_title(title).core


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.csv")))
def test_tables_have_whole_rows_each_once(name):
    found = list(rows(name))
    width = {len(row) for row in found}
    assert len(width) == 1
    assert all(cell.strip() == cell != "" for row in found for cell in row)
    # “or nurse” without “or” would be every nurse.
    assert [row[0] for row in found if len(row[0].split()) > 1 and len(fold(row[0]).split()) < 2] == []
    keys = [row[0] for row in found]
    assert len(keys) == len(set(keys)), sorted({key for key in keys if keys.count(key) > 1})


def test_tables_know_their_words():
    known = tables()
    assert {mark.where for mark in known.marks.values()} == {"any", "start", "end", "edges"}
    assert set(known.leaders.values()) == {"manager", "supervisor"}


@pytest.mark.parametrize(
    ("title", "vague"),
    [
        ("Manager", True),
        ("Senior Managers (m/f/d)", True),
        ("2nd shift supervisor", True),
        ("Asst Mgr", True),
        ("Kitchen manager", False),
        ("Manager (kitchen)", False),
        ("Manager - Kitchen", False),
        ("Cook", False),
    ],
)
def test_titles_that_only_name_a_role_are_known(title, vague):
    assert read_title(title).vague is vague
