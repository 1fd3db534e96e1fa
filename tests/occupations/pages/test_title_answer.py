"""What pages say of a typed title, from answers of the engine made here."""

import datetime
from decimal import Decimal

import pytest

from occupations.pages.title_answer import TitleAnswer, answer_of, how_often
from occupations.search.engine import Found, Hit
from occupations.search.live import LiveFigure
from occupations.search.reading.titles import read_title
from occupations.search.records import Sort

MAY, YEAR = datetime.date(2025, 5, 31), datetime.date(2024, 12, 31)


def hit(title: str, record: str = "", *, group: str = "", pay: int | None = 50_000, **fields) -> Hit:
    """With the median pay of May 2025 and a number of jobs, both for that group."""
    known: dict = {
        "category": "Healthcare",
        "confidence": 0.7,
        "pay": LiveFigure(Decimal(pay), None, "wage_annual_median", MAY, group.title()) if pay else LiveFigure(),
        "jobs": LiveFigure(1_200, None, "jobs", YEAR, group.capitalize()),
        "records": {f"onet-soc-2019:{record}": "exact"} if record else {},
    }
    return Hit(title.lower().replace(" ", "-"), title, **{**known, **fields})


def answered(typed: str, *hits: Hit, band: str = "probably", near: list[Hit] | None = None, **fields) -> TitleAnswer:
    return answer_of(typed, Found(list(hits), near or [], band, read_title(typed), **fields))


SEVERAL = [hit(f"Nurse {letter}") for letter in "ABCDEFGH"]


@pytest.mark.parametrize(
    ("band", "heading", "first", "others", "more"),
    [
        ("match", "Match: Nurse A", 1, 2, 5),
        ("probably", "Probably: Nurse A", 1, 2, 5),
        ("choice", "Could be one of these", 0, 6, 2),
    ],
)
def test_a_band_says_how_many_choices_there_are(band, heading, first, others, more):
    answer = answered("nurse", *SEVERAL, band=band)
    assert answer.heading == heading
    assert (len(answer.choices), len(answer.others), len(answer.more)) == (first + others, others, more)
    assert [one.title for one in [*answer.choices, *answer.more]] == [one.title for one in SEVERAL]


def test_what_is_no_match_has_ideas_and_no_accuracy():
    answer = answered("nurture", band="ideas", near=SEVERAL[:2])
    assert (answer.heading, answer.accuracy) == ("Nothing close; nearest ideas", "")
    assert [one.title for one in answer.choices] == ["Nurse A", "Nurse B"]
    nothing = answered("asdf", band="not_a_title")
    assert (nothing.heading, nothing.choices) == ("We do not recognize this as a job title", [])
    assert (nothing.notes, nothing.together, nothing.rejection) == ([], [], "")


def test_what_editors_found_no_match_for_is_said_to_be_theirs():
    answer = answered("student", band="ideas", near=SEVERAL[:2], by_editors=True)
    assert answer.heading == "Our editors found no match; nearest ideas"
    assert answer.sentence == "Our editors found no occupation for “student”. The nearest ideas are listed here."
    assert answered("student", band="not_a_title", by_editors=True).heading.startswith("We do not recognize")


def test_an_answer_to_a_title_can_be_rejected_and_one_to_a_code_cannot():
    assert answered("nurse", *SEVERAL).rejection == "/search/not-meant/"
    assert answer_of("29-1141", Found(SEVERAL[:1], [], "match")).rejection == ""


def test_a_match_is_not_taken_for_sure_where_words_were_corrected():
    assert answered("nurse", SEVERAL[0], band="match").sentence == "“nurse” matches this occupation."
    found = hit("Nurse A", corrected="“nurze” read as “nurse”")
    assert answered("nurze", found, band="match", corrected={"nurze": "nurse"}).sentence == (
        "We corrected the spelling. Is this the occupation you mean?"
    )


def test_a_single_choice_is_not_called_several():
    assert answered("nurse", SEVERAL[0], band="choice").heading == "Could be this one"


def test_codes_are_called_so():
    several = answer_of("29-1141", Found(SEVERAL[:2], [], "choice", code=Sort.OWN))
    assert (several.heading, several.accuracy) == ("Several occupations have this code", "")
    assert several.sentence == "Several occupations have the code 29-1141. Which one do you mean?"
    assert answer_of("99-9999", Found([], code=Sort.UNKNOWN)).heading == "No occupation has this code"
    assert answer_of("99-9999", Found([], code=Sort.UNKNOWN)).sentence == "No occupation has the code 99-9999."
    near = answer_of("29-1149", Found([], SEVERAL[:1], "ideas", code=Sort.UNKNOWN))
    assert near.sentence.endswith("Those with the nearest codes are listed here.")
    assert answer_of("29-1141.03", Found(SEVERAL[:1], [], "match", code=Sort.OWN)).heading == "Match: Nurse A"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "more than 9 of 10"),
        (0.95, "more than 9 of 10"),
        (0.949, "about 9 of 10"),
        (0.85, "about 8 of 10"),
        (0.807, "about 8 of 10"),
        (0.55, "about 5 of 10"),
        (0.1, "about 1 of 10"),
        (0.05, "fewer than 1 of 10"),
    ],
)
def test_how_often_answers_are_right_is_never_rounded_up_from_a_half(confidence, words):
    assert how_often(confidence) == words


def test_what_is_certain_has_no_accuracy():
    assert answered("Nurse A", hit("Nurse A", confidence=0.99), band="match").accuracy == ""
    assert answered("nurse", hit("Nurse A", confidence=0.73)).accuracy == (
        "Our first answer is right for about 7 of 10 titles like this."
    )


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("Nurse", []),
        ("Senior Nurse (Remote)", ["We set aside “Senior” (level) and “Remote” (place).", "Pay is for all levels."]),
        ("Sr. Nurse II", ["We set aside “Sr” and “II” (level).", "Pay is for all levels."]),
        ("Structural Engineer, P.E.", ["We set aside “P.E” (qualification)."]),
        ("Nurse - New opportunities!", ["We set aside “New” and “opportunities” (wording of advertisements)."]),
        ("Nurse - Nights", ["We set aside “Nights” (shift)."]),
        ("How to become a nurse", ["We set aside “How to become” (wording of a search)."]),
        (
            "Part-time Nurse II (Dallas)",
            ["We set aside “Part-time” (contract), “II” (level) and “Dallas” (place).", "Pay is for all levels."],
        ),
        ("Nurse #12345", ["We set aside “#12345” (reference number)."]),
    ],
)
def test_what_was_set_aside_is_shown_as_it_was_typed(typed, reading):
    assert answered(typed, SEVERAL[0]).reading == reading


def test_nothing_is_said_of_pay_that_is_not_known():
    assert answered("Senior nurse", hit("Nurse", pay=None)).reading == ["We set aside “Senior” (level)."]


def test_corrected_words_are_shown():
    corrected = {"nurze": "nurse"}
    assert answered("Nurzes", SEVERAL[0], corrected=corrected).reading == ["We read “Nurzes” as “nurse”."]
    two = {"nurze": "nurse", "hed": "head"}
    assert answered("hed nurze", SEVERAL[0], corrected=two).reading == [
        "We read “nurze” as “nurse” and “hed” as “head”."
    ]
    assert answered("nurze", hit("Nurze", exact=True), corrected=corrected).reading == []


def test_choices_show_what_is_known_and_for_which_group():
    answer = answered(
        "nurse",
        hit("Registered nurse", reason="also called RN"),
        hit("Critical care nurse", group="registered nurses"),
        hit("Nurse anesthetist", pay=None, jobs=LiveFigure()),
        hit("Aide", pay=None, jobs=LiveFigure(900, None, "employees", MAY, "Aides")),
        hit("Surgeon", pay=None, jobs=LiveFigure())._replace(
            pay=LiveFigure(None, Decimal(239_200), "wage_annual_mean", MAY)
        ),
        band="choice",
    )
    both = [("Median pay a year", "$50,000", ""), ("Number of jobs", "1,200", "")]
    assert [(one.why, one.figures, one.groups) for one in answer.choices] == [
        ("also called RN", both, []),
        ("", both, ["Figures for a wider group: Registered nurses"]),
        ("", [], []),
        ("", [("Employees", "900", "May 2025")], ["Number of jobs for a wider group: Aides"]),
        ("", [("Mean pay a year", "$239,200 or more", "")], []),
    ]
    assert answer.notes == [
        "Median pay a year: median annual wage, May 2025; figures of other kinds are labeled.",
        "Jobs: all jobs, including self-employment, 2024; figures of other kinds are labeled.",
    ]


def test_choices_that_official_statistics_do_not_separate_are_named():
    nurse, critical, acute = (
        hit("Registered nurse", "29-1141.00"),
        hit("Critical care nurse", "29-1141.03"),
        hit("Acute care nurse", "29-1141.01"),
    )
    answer = answered("nurse", nurse, critical, hit("Nurse midwife", "29-1161.00"), acute)
    assert answer.together == ["Official statistics count registered nurses and critical care nurses together."]
    assert answered("nurse", nurse, critical, acute).together == [
        "Official statistics count registered nurses, critical care nurses and acute care nurses together."
    ]
