"""The tables of O*NET: what each becomes, of which release it is, and that nothing wrong comes through unsaid."""

import datetime
import json
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.conf import settings

from occupations.importers.batch import Batch
from occupations.importers.columns import Lost
from occupations.importers.errors import FileError
from occupations.importers.sources import onet
from occupations.importers.sources.onet_experience import level, span
from tests.occupations.importers import onet_files as files
from tests.occupations.importers.bls_files import write_workbook
from tests.occupations.importers.onet_files import BAKER, COOK, answers, skill
from tests.real import FILES, needs_files

KEY, OTHER_KEY = f"onet-soc-2019:{COOK}", f"onet-soc-2019:{BAKER}"
AUGUST_2025 = {"period_start": datetime.date(2025, 8, 1), "period_end": datetime.date(2025, 8, 31)}
AUGUST_2023 = {"period_start": datetime.date(2023, 8, 1), "period_end": datetime.date(2023, 8, 31)}
DECEMBER_2025 = {"period_start": datetime.date(2025, 12, 1), "period_end": datetime.date(2025, 12, 31)}


def rows(frame: pl.DataFrame, **where: str) -> list[dict[str, Any]]:
    """The rows without their empty cells."""
    found = frame.filter(**where) if where else frame
    return [{name: value for name, value in row.items() if value is not None} for row in found.rows(named=True)]


TRANSFERABLE = skill(element="2.B.1.a", name="Coordination")


def texts(batch: Batch, kind: str, record: str = KEY) -> list[tuple[int, str]]:
    return batch.texts.filter(kind=kind, record=record).select("position", "text").rows()


def complaint(*paths: Path) -> str:
    with pytest.raises(FileError) as error:
        onet.read(paths)
    return str(error.value)


def skills(folder: Path, *ratings: files.Row, header: files.Row = files.RATED) -> Path:
    return files.text(folder / "any name.txt", header, *ratings or [skill()])


# What becomes of each table


def test_occupations_are_records_with_descriptions(tmp_path):
    file = files.text(
        tmp_path / "a", files.OCCUPATIONS, [COOK, "Cooks", "Cook meals."], [BAKER, "Bakers", "Bake “bread”."]
    )
    [batch] = onet.read([file, files.read_me(tmp_path)])
    assert (batch.table, batch.title) == ("occupation data", "Occupations (O*NET 30.1)")
    assert batch.period == (datetime.date(2025, 12, 1), datetime.date(2025, 12, 31))
    assert batch.source.title == "O*NET Database"
    assert "CC BY 4.0" in batch.source.attribution
    assert [[name for name, _ in names] for names in (batch.files, batch.dated_by)] == [["a"], ["Read Me.txt"]]
    assert batch.records.rows() == [(KEY, "Cooks", "detailed", False), (OTHER_KEY, "Bakers", "detailed", False)]
    assert texts(batch, "description", OTHER_KEY) == [(1, "Bake “bread”.")]
    assert (batch.rows_read, batch.skipped) == (2, Counter())


def test_titles_are_shown_once_whatever_their_case(tmp_path):
    read_me = files.read_me(tmp_path)
    named = files.text(tmp_path / "a", files.OCCUPATIONS, [COOK, "Cooks", "Cook meals."], [BAKER, "Bakers", "Bake."])
    alternate = files.text(
        tmp_path / "b", files.ALTERNATE, [COOK, "Grill Cook", "n/a", "08"], [COOK, "COOKS", "n/a", "08"],
        [COOK, "line cook", "n/a", "08"], [COOK, "Sauté Cook", "n/a", "08"], [COOK, "grill COOK", "n/a", "10"],
        [BAKER, "Line Cook", "n/a", "10"],
    )  # fmt: skip
    reported = files.text(tmp_path / "c", files.REPORTED, [COOK, "Line Cook", "Y"], [COOK, "Chef", "N"])
    _, batch = onet.read([named, alternate, reported, read_me])
    assert batch.table == "alternate and reported titles"
    assert texts(batch, "reported_title") == [(1, "Line Cook"), (2, "Chef")]
    assert texts(batch, "alternate_title") == [(1, "Grill Cook"), (2, "Sauté Cook")]
    assert texts(batch, "alternate_title", OTHER_KEY) == [(1, "Line Cook")]
    assert batch.rows_read == 8
    assert batch.skipped == {
        "titles that are the occupation's own": 1,
        "titles already given for the same occupation": 2,
    }


def test_responsibilities_are_core_tasks_first_then_those_of_most_respondents(tmp_path):
    stated = files.text(
        tmp_path / "a", files.TASKS,
        [COOK, "1", "Wash pots.", "Supplemental", "90", "08/2025", "Incumbent"],
        [COOK, "2", "Taste soup.", "n/a", "n/a", "08/2025", "Analyst"],
        [COOK, "3", "Boil eggs.", "Core", "20", "08/2025", "Incumbent"],
        [COOK, "4", "Fry fish.", "Core", "31", "08/2025", "Incumbent"],
        [COOK, "5", "Peel onions.", "Core", "n/a", "08/2025", "Occupational Expert"],
        [COOK, "6", "Grate cheese.", "Core", "31", "08/2025", "Incumbent"],
        [COOK, "7", "Fry Fish.", "Supplemental", "5", "08/2025", "Incumbent"],
    )  # fmt: skip
    emerging = files.text(
        tmp_path / "b", files.EMERGING,
        [COOK, "Tell customers of allergens.", "New", "n/a", "n/a", "08/2025", "Incumbent"],
        [COOK, "Fry fish gently.", "Revision", "4", "Fry fish.", "08/2025", "Incumbent"],
    )  # fmt: skip
    [batch] = onet.read([emerging, stated])
    assert [text for _, text in texts(batch, "responsibility")] == [
        "Fry fish.", "Grate cheese.", "Boil eggs.", "Peel onions.", "Wash pots.", "Taste soup.", "Tell customers of allergens.",
    ]  # fmt: skip
    assert [position for position, _ in texts(batch, "responsibility")] == [1, 2, 3, 4, 5, 6, 7]
    assert (batch.rows_read, batch.title) == (9, "Task statements (O*NET, data up to August 2025)")
    assert batch.skipped == {
        "emerging tasks that revise one in the list": 1,
        "tasks already given for the same occupation": 1,
    }


def test_skills_show_importance_with_its_error_base_and_date(tmp_path):
    [batch] = onet.read(
        [skills(tmp_path, skill(), skill(scale="LV", value="0"), skill(name="Repairing", element="2.B.3.l"))]
    )
    assert (batch.table, batch.title) == ("skills", "Skills, importance (O*NET, data up to August 2025)")
    assert (batch.method, batch.population) == ("rated", "occupational analysts")
    about = {"record": KEY, "metric": "skill_importance", "value": Decimal("3.12"), "standard_error": Decimal("0.125")}
    about |= {"sample_size": 8, "method": "rated"} | AUGUST_2025
    assert rows(batch.figures) == [
        about | {"label": "Reading", "part_code": "2.A.1.a"},
        about | {"label": "Repairing", "part_code": "2.B.3.l"},
    ]
    assert (batch.rows_read, batch.skipped) == (3, {"ratings of the level; only importance is used": 1})


@pytest.mark.parametrize(
    ("source", "method", "population"),
    [
        ("Incumbent", "rated", "people working in the occupation"),
        ("Occupational Expert", "rated", "experts on the occupation"),
        ("Analyst - Transition", "rated", "occupational analysts, carried over from an earlier code"),
        ("Machine Learning", "modelled", "a machine-learning model"),
        ("Machine Learning/Expert", "modelled", "a machine-learning model, checked by experts"),
    ],
)
def test_each_row_says_who_rated(tmp_path, source, method, population):
    [batch] = onet.read([skills(tmp_path, skill(element="2.C.1.a", name="Food", by=source, n="n/a", suppress="n/a"))])
    [figure] = rows(batch.figures)
    assert batch.table == "knowledge"
    assert (figure["metric"], figure["method"], figure["population"]) == ("knowledge_importance", method, population)
    assert "sample_size" not in figure


def test_ratings_not_to_be_shown_are_missing(tmp_path):
    hidden, absent = skill(suppress="Y"), skill(code=BAKER, value="n/a", error="n/a", suppress="n/a")
    [batch] = onet.read([skills(tmp_path, hidden, absent, TRANSFERABLE)])
    about = {"metric": "skill_importance", "label": "Reading", "part_code": "2.A.1.a"}
    about |= {"sample_size": 8, "method": "rated"} | AUGUST_2025
    assert rows(batch.figures, label="Reading") == [
        about | {"record": KEY, "missing": "suppressed"},
        about | {"record": OTHER_KEY, "missing": "not_collected"},
    ]


def test_excel_layout_equals_text_layout(tmp_path):
    ratings = [
        skill(),
        skill(scale="LV"),
        skill(code=BAKER, n="n/a", error="n/a", suppress="n/a", by="Occupational Expert"),
    ]
    [plain] = onet.read([skills(tmp_path, *ratings)])
    [book] = onet.read([files.workbook(tmp_path / "a.xlsx", files.RATED, *ratings)])
    assert book.figures.equals(plain.figures)
    assert (book.title, book.skipped, book.rows_read) == (plain.title, plain.skipped, 3)
    tasks = [
        [COOK, "1", "Wash pots.", "n/a", "n/a", "08/2025", "Analyst"],
        [COOK, "2", "Fry.", "Core", "5", "08/2025", "Analyst"],
    ]
    [plain] = onet.read([files.text(tmp_path / "b", files.TASKS, *tasks)])
    [book] = onet.read([files.workbook(tmp_path / "b.xlsx", files.TASKS, *tasks)])
    assert book.texts.equals(plain.texts)


def test_numbers_of_a_workbook_are_read_as_numbers(tmp_path):
    wide: list[list[Any]] = [files.RATED, list(skill()), list(skill(code=BAKER))]
    wide[1][4:7], wide[2][4:7] = (3.12, 8, 0), (4, 8, 0.1637)
    [batch] = onet.read([write_workbook(tmp_path / "a.xlsx", {"Skills": wide})])
    found = batch.figures.select("value", "sample_size", "standard_error").rows()
    assert found == [(Decimal("3.12"), 8, 0), (4, 8, Decimal("0.1637"))]


def test_technology_is_shown_in_demand_first(tmp_path):
    file = files.text(
        tmp_path / "a", files.TECHNOLOGY,
        [COOK, "Abacus", "1", "Calculators", "N", "N"], [COOK, "Spreadsheet", "1", "Software", "Y", "N"],
        [COOK, "Till", "1", "Software", "N", "Y"], [COOK, "Menu maker", "1", "Software", "Y", "Y"],
        [COOK, "TILL", "2", "Registers", "N", "N"], [BAKER, "Till", "1", "Software", "N", "N"],
    )  # fmt: skip
    [batch] = onet.read([file, files.read_me(tmp_path)])
    assert batch.figures.filter(record=KEY).select("metric", "label", "note").rows() == [
        ("technology", "Menu maker", "in demand, hot technology"),
        ("technology", "Till", "in demand"),
        ("technology", "Spreadsheet", "hot technology"),
        ("technology", "Abacus", None),
    ]
    assert rows(batch.figures, record=OTHER_KEY) == [{"record": OTHER_KEY, "metric": "technology", "label": "Till"}]
    assert batch.skipped == {"technology already given for the same occupation": 1}


def test_releases_without_the_column_of_demand_are_read(tmp_path):
    file = files.text(tmp_path / "a", files.TECHNOLOGY[:5], [COOK, "Till", "1", "Software", "Y"])
    [batch] = onet.read([file, files.read_me(tmp_path, "26.0", "August 2021")])
    assert batch.figures["note"].to_list() == ["hot technology"]


def test_job_zones_are_labels(tmp_path):
    file = files.text(
        tmp_path / "a", files.ZONES, [COOK, "2", "08/2023", "Analyst"], [BAKER, "3", "08/2023", "Analyst - Preliminary"]
    )
    [batch] = onet.read([file])
    about = {"metric": "job_zone", "method": "rated"} | AUGUST_2023
    assert rows(batch.figures) == [
        about | {"record": KEY, "label": "Job zone 2"},
        about | {"record": OTHER_KEY, "label": "Job zone 3", "population": "occupational analysts, preliminary"},
    ]


ZONE_NAMES = ["Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range"]
MERGED = ["2", "Job Zone 1-2: Very Little to Some Preparation Needed", "", "", "", "", "(Below 6.0)"]
THIRD = ["3", "Job Zone Three: Medium Preparation Needed", "", "", "", "", "(6.0 to < 7.0)"]
FIRST = ["1", "Job Zone One: Little or No Preparation Needed", "", "", "", "", "(Below 4.0)"]


@pytest.mark.parametrize(
    ("names", "date", "of", "labelled"),
    [
        ([MERGED, THIRD], "08/2025", "job zones, 1 and 2 as one", ("job_zone_merged", "Job zone 1–2")),
        ([FIRST, MERGED, THIRD], "02/2026", "job zones", ("job_zone", "Job zone 2")),
        ([], "02/2026", "job zones, 1 and 2 as one", ("job_zone_merged", "Job zone 1–2")),
        ([], "08/2025", "job zones", ("job_zone", "Job zone 2")),
    ],
)
def test_job_zones_of_which_two_are_one_are_another_dataset(tmp_path, names, date, of, labelled):
    made = [[COOK, "2", date, "Analyst"], [BAKER, "3", date, "Analyst"]]
    paths = [files.text(tmp_path / "a", files.ZONES, *made)]
    paths += [files.text(tmp_path / "b", ZONE_NAMES, *names)] if names else []
    [batch] = onet.read(paths)
    assert batch.table == of
    assert batch.figures.select("metric", "label").rows() == [labelled, (labelled[0], "Job zone 3")]
    assert [name for name, _ in batch.files] == ["a"]  # the names tell which scale it is, and nothing else


def test_essential_and_transferable_skills_are_the_skills_together_and_not_alone(tmp_path):
    essential = files.text(tmp_path / "Essential Skills.txt", files.RATED, skill())
    transferable = files.text(tmp_path / "Transferable Skills.txt", files.RATED, TRANSFERABLE)
    [both] = onet.read([transferable, essential])
    assert (both.table, both.rows_read) == ("skills", 2)
    assert [name for name, _ in both.files] == ["Essential Skills.txt", "Transferable Skills.txt"]
    assert both.figures.select("metric", "label").rows() == [
        ("skill_importance", "Reading"),
        ("skill_importance", "Coordination"),
    ]
    for file, of, metric in (
        (essential, "essential skills", "essential_skill_importance"),
        (transferable, "transferable skills", "transferable_skill_importance"),
    ):
        [alone] = onet.read([file])
        assert (alone.table, alone.figures["metric"].to_list()) == (of, [metric])


def test_education_and_experience_in_two_tables(tmp_path):
    education = files.text(tmp_path / "Education.txt", files.SPREAD, *answers("RL", {1: "40", 2: "60"}))
    training = files.text(tmp_path / "Training and Experience.txt", files.SPREAD, *answers("RW", {1: "30", 4: "70"}))
    words = [["2.D.1", "Required", "RL", str(key), labelled] for key, labelled in files.EDUCATION_WORDS.items()]
    categories = files.text(tmp_path / "Education Categories.txt", files.CATEGORIES, *words)
    [alone] = onet.read([education, training, categories])
    assert (alone.table, alone.rows_read) == ("education", 4)
    assert alone.skipped == {"experience by number, without the table of its categories": 2}
    words = [["3.A.1", "Related", "RW", str(key), labelled] for key, labelled in files.EXPERIENCE_WORDS.items()]
    others = files.text(tmp_path / "Training and Experience Categories.txt", files.CATEGORIES, *words)
    [both] = onet.read([education, training, categories, others])
    assert both.table == "education, training, and experience"
    assert both.figures["metric"].to_list() == ["education_required", "education_required", "experience_required"]


def test_tables_with_their_later_names_and_as_comma_separated_text(tmp_path):
    header = [
        "O*NET-SOC Code",
        "Title",
        "Workplace Example",
        "Element ID",
        "Element Name",
        "Hot Technology",
        "In Demand",
    ]
    (tmp_path / "software_skills.csv").write_text(
        ",".join(header) + f'\n{COOK},Cooks,"Recipes, of\nall kinds",2.E.5.b,Data bases,Y,N\n'
    )
    rated = [*files.RATED[:1], "Title", *files.RATED[1:]]
    made = skill(n="", error="", suppress="")
    (tmp_path / "essential_skills.csv").write_text(
        ",".join(rated) + "\n" + ",".join([made[0], "Cooks", *made[1:]]) + "\n"
    )
    titles = files.text(
        tmp_path / "b", ["O*NET-SOC Code", "Job Title", "Short Title", "Source(s)"], [COOK, "Chef", "n/a", "08"]
    )
    assert [onet.recognise(path) for path in sorted(tmp_path.iterdir())] == [True] * 3
    named, rated_, software = onet.read([tmp_path / "software_skills.csv", tmp_path / "essential_skills.csv", titles])
    assert texts(named, "alternate_title") == [(1, "Chef")]
    assert rated_.figures.select("metric", "value").rows() == [("essential_skill_importance", Decimal("3.12"))]
    assert software.figures.select("label", "note").rows() == [("Recipes, of all kinds", "hot technology")]


def test_cells_that_a_spreadsheet_quoted_are_as_they_were(tmp_path):
    (tmp_path / "a").write_bytes(
        b"O*NET-SOC Code\tTitle\tDescription\r\n"
        b'35-2014.00\t"Cooks, ""short order"""\t"Cook, fry\r\nand bake."\r\n'
        b"51-3011.00\tBakers\tBake\x0bbread.\r\n"
    )
    [batch] = onet.read([tmp_path / "a", files.read_me(tmp_path)])
    assert batch.records["title"].to_list() == ['Cooks, "short order"', "Bakers"]
    assert batch.texts["text"].to_list() == ["Cook, fry and bake.", "Bake bread."]
    (tmp_path / "a").write_bytes(b'O*NET-SOC Code\tTitle\tDescription\r\n35-2014.00\t"A" and "B" cooks\t5" knives.\r\n')
    [batch] = onet.read([tmp_path / "a", tmp_path / "Read Me.txt"])
    assert (batch.records["title"][0], batch.texts["text"][0]) == ('"A" and "B" cooks', '5" knives.')


def test_interests_are_their_high_points_in_order(tmp_path):
    made = [
        [COOK, "1.B.1.a", "Realistic", "OI", "6.1", "11/2023", "Machine Learning"],
        [COOK, "1.B.1.i", "Third Interest High-Point", "IH", "0.00", "11/2023", "Machine Learning"],
        [COOK, "1.B.1.h", "Second Interest High-Point", "IH", "6.00", "11/2023", "Machine Learning"],
        [COOK, "1.B.1.g", "First Interest High-Point", "IH", "1.00", "11/2023", "Machine Learning"],
    ]
    [batch] = onet.read([files.text(tmp_path / "a", files.SCORED, *made)])
    assert batch.figures.select("record", "metric", "label", "value", "method").rows() == [
        (KEY, "interest", "Realistic", None, "modelled"),
        (KEY, "interest", "Conventional", None, "modelled"),
    ]
    assert batch.rows_read == 4
    assert batch.skipped == {
        "ratings of each interest; only the highest three are used": 1,
        "high points that the occupation does not have": 1,
    }


def test_related_occupations_are_links_in_order(tmp_path):
    file = files.text(
        tmp_path / "a", files.RELATED, [COOK, BAKER, "Primary-Short", "1"], [COOK, "35-2011.00", "Supplemental", "2"]
    )
    [batch] = onet.read([file, files.read_me(tmp_path)])
    assert batch.links.rows() == [
        (KEY, OTHER_KEY, "related", 1, "Primary-Short"),
        (KEY, "onet-soc-2019:35-2011.00", "related", 2, "Supplemental"),
    ]


def styles(folder: Path, *made: tuple[str, str, str]) -> Path:
    """A table of work styles: name, scale and value of each row."""
    elements = {name: f"1.D.1.{'abc'[place]}" for place, name in enumerate(dict.fromkeys(name for name, _, _ in made))}
    made_rows = [[COOK, elements[name], name, scale, value, "12/2025", "AI/Expert"] for name, scale, value in made]
    return files.text(folder / "styles.txt", files.SCORED, *made_rows)


def test_work_styles_show_their_impact_and_which_are_distinctive(tmp_path):
    made = [
        ("Innovation", "DR", "2.00"),
        ("Innovation", "WI", "2.30"),
        ("Humility", "DR", "0"),
        ("Humility", "WI", "-0.12"),
    ]
    [batch] = onet.read([styles(tmp_path, *made)])
    about = {"record": KEY, "metric": "work_style", "method": "modelled"} | DECEMBER_2025
    assert rows(batch.figures) == [
        {**about, "label": "Innovation", "part_code": "1.D.1.a", "value": Decimal("2.3"), "note": "distinctive"},
        {**about, "label": "Humility", "part_code": "1.D.1.b", "value": Decimal("-0.12")},
    ]
    assert (batch.method, batch.population) == ("modelled", "a language model, checked by experts")
    assert batch.skipped == {"ranks of distinctiveness, kept as a mark": 2}


def test_work_styles_of_older_releases_are_counted_and_left_out(tmp_path):
    older = [COOK, "1.C.1.a", "Achievement/Effort", "IM", "4.12", "08/2023", "Incumbent"]
    [batch] = onet.read([files.text(tmp_path / "a", files.SCORED, older)])
    assert batch.is_empty
    assert batch.skipped == {"importance of work styles, of before O*NET 30; impact is used instead": 1}


@pytest.mark.parametrize(
    ("scale", "value", "expected"),
    [
        ("WI", "3.01", "“3.01” is not a number from -3 to 3"),
        ("DR", "11", "“11” is not a rank from 0 to 10"),
        ("DR", "-1", "“-1” is not a rank from 0 to 10"),
    ],
)
def test_a_work_style_beyond_its_scale_is_refused(tmp_path, scale, value, expected):
    file = styles(tmp_path, ("Humility", "WI", "1"), ("Innovation", scale, value), ("Innovation", "WI", "2"))
    with pytest.raises(FileError) as caught:
        onet.read([file])
    assert str(caught.value) == f"styles.txt, row 3, column “Data Value”: {expected}"


# Education and experience


def spread(folder: Path, *made: list[files.Row]) -> Batch:
    paths = [
        files.text(folder / "a", files.SPREAD, *(row for part in made for row in part)),
        files.categories(folder / "b"),
    ]
    [batch] = onet.read(paths)
    return batch


def test_education_required_is_a_share_of_each_level(tmp_path):
    batch = spread(tmp_path, answers("RL", {1: "10.5", 2: "89.5", 3: "0"}), answers("RW", {1: "100"}))
    about = {"record": KEY, "metric": "education_required", "sample_size": 20, "standard_error": Decimal("1.5")}
    about |= {"method": "rated", "population": "people working in the occupation"} | AUGUST_2023
    assert rows(batch.figures, metric="education_required") == [
        about | {"label": "Less than a high school diploma", "value": Decimal("10.5")},
        about | {"label": "High school diploma or the equivalent", "value": Decimal("89.5")},
        about | {"label": "Post-secondary certificate", "value": Decimal(0)},
    ]
    assert (batch.rows_read, batch.skipped) == (4, Counter())


def test_a_suppressed_share_below_the_most_frequent_is_missing_alone(tmp_path):
    batch = spread(tmp_path, answers("RL", {1: "30", 2: "70"}, suppress=[1]))
    shares = batch.figures.select("label", "value", "missing").rows()
    assert shares == [
        ("Less than a high school diploma", None, "suppressed"),
        ("High school diploma or the equivalent", 70, None),
    ]


@pytest.mark.parametrize("shares", [{1: "30", 2: "65", 3: "5"}, {1: "49", 2: "47.5", 3: "3.5"}])
def test_where_the_most_frequent_or_the_middle_is_suppressed_the_rest_shows_nothing(tmp_path, shares):
    batch = spread(tmp_path, answers("RL", shares, suppress=[2]), answers("RW", shares, suppress=[2]))
    assert batch.figures.select("record", "metric", "label", "value", "low", "missing").rows() == [
        (KEY, "education_required", None, None, None, "suppressed"),
        (KEY, "experience_required", None, None, None, "suppressed"),
    ]
    assert batch.skipped == {
        "education: shares where the most frequent one is suppressed": 2,
        "experience: answers other than the median": 2,
    }


@pytest.mark.parametrize(
    ("shares", "low", "high"),
    [
        ({1: "20.4", 4: "79.6"}, 1, 2),
        ({1: "60", 2: "40"}, 0, 0),
        ({1: "40", 2: "60"}, 0, Decimal("0.0833")),
        ({4: "40", 5: "60"}, 10, None),
        ({3: "50", 4: "50"}, Decimal("0.5"), 1),
        # The most frequent answers are none and more than 10 years; the middle one lies between them.
        ({1: "40", 4: "20", 5: "40"}, 1, 2),
    ],
)
def test_experience_required_is_the_span_of_the_middle_answer(tmp_path, shares, low, high):
    batch = spread(tmp_path, answers("RW", shares))
    [figure] = batch.figures.to_dicts()
    assert (figure["metric"], figure["low"], figure["high"]) == ("experience_required", low, high)
    assert (figure["note"], figure["sample_size"]) == ("median answer of 20 people", 20)


def test_the_middle_answer_has_an_error(tmp_path):
    """20 answers are worth 12.5: the middle lies within 23.3 percent of them on either side, so with 90 percent
    confidence between 1.27 and 1.73 years, which is twice 1.645 standard errors."""
    [figure] = spread(tmp_path, answers("RW", {4: "100"})).figures.to_dicts()
    assert figure["standard_error"] == pytest.approx(Decimal("0.1414"), abs=Decimal("0.0001"))


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("Over 3 months, up to and including 6 months", (Decimal("0.25"), Decimal("0.5"))),
        ("Over 10 years", (10, None)),
        ("", None),
        ("A while", None),
        ("Over 2 years, up to and including", None),
    ],
)
def test_spans_are_read_from_words(words, years):
    assert span(words) == years


def test_levels_of_education_lose_their_explanation():
    assert level("Associate's Degree (or other 2-year degree)") == "Associate's degree"
    assert (
        level("First Professional Degree - awarded for a program that: requires a lot") == "First professional degree"
    )


# Which release


def test_a_table_much_older_than_its_read_me_goes_by_its_own_date(tmp_path):
    newest = [skill(date="08/2025"), skill(code=BAKER, date="07/2015"), TRANSFERABLE]
    paths = [skills(tmp_path, *newest), files.read_me(tmp_path)]
    old = [skill(element="2.C.1.a", date="08/2024"), skill(code=BAKER, element="2.C.1.a", date="12/2004")]
    paths.append(files.workbook(tmp_path / "b.xlsx", files.RATED, *old))
    current, other = onet.read(paths)
    assert current.title == "Skills, importance (O*NET 30.1)"
    assert other.title == "Knowledge, importance (O*NET, data up to August 2024)"
    assert other.period == (datetime.date(2024, 8, 1), datetime.date(2024, 8, 31))
    assert [name for name, _ in other.files] == ["b.xlsx"]


def test_a_table_newer_than_its_read_me_goes_by_its_own_date(tmp_path):
    [batch] = onet.read([skills(tmp_path, skill(date="08/2026"), TRANSFERABLE), files.read_me(tmp_path)])
    assert batch.title == "Skills, importance (O*NET, data up to August 2026)"


def test_interests_are_not_renewed_yearly(tmp_path):
    made = [COOK, "1.B.1.g", "First Interest High-Point", "IH", "1.00", "11/2023", "Machine Learning"]
    [batch] = onet.read([files.text(tmp_path / "a", files.SCORED, made), files.read_me(tmp_path)])
    assert batch.period == (datetime.date(2025, 12, 1), datetime.date(2025, 12, 31))


def test_a_table_without_dates_goes_by_the_newest_beside_it(tmp_path):
    undated = files.text(tmp_path / "b", files.OCCUPATIONS, [COOK, "Cooks", "Cook meals."])
    occupations, _ = onet.read([skills(tmp_path), undated])
    assert occupations.title == "Occupations (O*NET, data up to August 2025)"


def test_each_folder_is_a_release(tmp_path):
    paths = []
    for version, month in (("29.0", "August 2024"), ("30.1", "December 2025")):
        folder = tmp_path / version
        folder.mkdir()
        paths += [
            files.text(folder / "a", files.OCCUPATIONS, [COOK, "Cooks", "Cook."]),
            files.read_me(folder, version, month),
        ]
    assert [batch.title for batch in onet.read(paths)] == ["Occupations (O*NET 29.0)", "Occupations (O*NET 30.1)"]


# What is recognised, and what is wrong


def test_files_are_recognised_by_content(tmp_path):
    assert onet.recognise(skills(tmp_path))
    assert onet.recognise(files.workbook(tmp_path / "b", files.RATED, skill(element="2.C.1.a")))
    assert onet.recognise(files.read_me(tmp_path))
    assert onet.recognise(files.categories(tmp_path / "c"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 a workbook cut off",
        "O*NET-SOC Code\tTitle\tDescription\n".encode("utf-16"),
        b"\xff\xfe\x00",
        "\t".join(files.RATED).encode() + b"\n" + "\t".join(skill(element="1.A.1.a")).encode(),
        b"Scale ID\tScale Name\tMinimum\tMaximum\nIM\tImportance\t1\t5\n",
        b"just a letter\n",
    ],
)
def test_other_files_are_not(tmp_path, content):
    path = tmp_path / "Skills.txt"
    path.write_bytes(content)
    assert not onet.recognise(path)


def test_workbooks_of_several_sheets_are_not(tmp_path):
    sheets = {"Skills": [files.RATED, skill()], "More": [["x"]]}
    assert not onet.recognise(write_workbook(tmp_path / "a.xlsx", sheets))


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    assert (
        complaint(files.text(tmp_path / "a", files.TECHNOLOGY), files.read_me(tmp_path))
        == "a: has a header but no rows below it"
    )


def test_utf_16_is_refused(tmp_path):
    path = tmp_path / "Skills.txt"
    path.write_bytes("\t".join(files.RATED).encode("utf-16"))
    assert complaint(path) == "Skills.txt: is UTF-16 or binary; expected plain text in UTF-8"


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "Skills.txt"
    path.touch()
    assert complaint(path) == "Skills.txt: is empty"


def test_a_tab_too_many_is_found(tmp_path):
    made = [skill(code=f"35-2014.{number:02}") for number in range(80)]
    made[70] = [*made[70], ""]
    assert complaint(skills(tmp_path, *made)) == "any name.txt, row 72: has 14 columns; expected 13, as in row 1"


def test_a_truncated_workbook_is_refused(tmp_path):
    path = files.workbook(tmp_path / "a.xlsx", files.RATED, skill())
    path.write_bytes(path.read_bytes()[:400])
    assert complaint(path) == "a.xlsx: is not a readable Excel workbook (damaged, encrypted or renamed?)"


def test_another_table_is_refused(tmp_path):
    assert complaint(skills(tmp_path, skill(element="1.A.1.a"))) == (
        "any name.txt, row 1: is not a table of the O*NET database that we read; the header is “O*NET-SOC Code”, “Element "
        "ID”, “Element Name”, “Scale ID”, “Data Value”, “N”, “Standard Error”, “Lower CI Bound”, “Upper CI Bound”, "
        "“Recommend Suppress”, “Not Relevant”, “Date”, “Domain Source”"
    )


def test_a_changed_header_is_refused(tmp_path):
    header = ["Value" if name == "Data Value" else name for name in files.RATED]
    assert complaint(skills(tmp_path, skill(), header=header)) == (
        "any name.txt, row 1: has no column “Data Value”; the header is “O*NET-SOC Code”, “Element ID”, “Element Name”, “Scale "
        "ID”, “Value”, “N”, “Standard Error”, “Lower CI Bound”, “Upper CI Bound”, “Recommend Suppress”, “Not Relevant”, “Date”, "
        "“Domain Source”"
    )


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"code": "35-2014"}, "column “O*NET-SOC Code”: “35-2014” does not look like “O*NET-SOC Code” (expected an "
         "O*NET-SOC code, such as 11-1021.00)"),
        ({"code": "99-2014.00"}, "column “O*NET-SOC Code”: “99-2014.00” does not look like “O*NET-SOC Code” (expected an "
         "O*NET-SOC code, such as 11-1021.00)"),
        ({"value": "5.01"}, "column “Data Value”: “5.01” is not a number from 1 to 5 (or n/a)"),
        ({"value": "0.99"}, "column “Data Value”: “0.99” is not a number from 1 to 5 (or n/a)"),
        ({"value": "high"}, "column “Data Value”: “high” is not a number from 1 to 5 (or n/a)"),
        ({"value": ""}, "column “Data Value”: is empty; expected a number"),
        ({"n": "-3"}, "column “N”: “-3” is not a whole number of 0 or more (or n/a)"),
        ({"error": "-1"}, "column “Standard Error”: “-1” is not a number of 0 or more (or n/a)"),
        ({"date": "13/2025"}, "column “Date”: “13/2025” does not look like “Date” (expected a month such as 08/2025)"),
        ({"element": "2.C.1.a"}, "column “Element ID”: “2.C.1.a” does not look like “Element ID” (expected "
         r"2\.[AB](?:\.\d+)+(?:\.[a-z])?)"),
        ({}, "column “Element Name”: “Reading” appears twice for the same occupation; first in row 2"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_shown_by_its_place(tmp_path, wrong, expected):
    made = [skill(), skill(code=BAKER), skill(**wrong)]
    assert complaint(skills(tmp_path, *made)) == f"any name.txt, row 4, {expected}"


def test_a_wrong_cell_of_a_workbook_names_its_sheet(tmp_path):
    path = files.workbook(tmp_path / "a.xlsx", files.RATED, skill(), skill(value="7"))
    assert complaint(path) == (
        "a.xlsx, sheet “Table”, row 3, column “Data Value”: “7” is not a number from 1 to 5 (or n/a)"
    )


@pytest.mark.parametrize(
    ("wrong", "column", "word"),
    [
        ({"scale": "XX"}, "Scale ID", "XX"),
        ({"suppress": "?"}, "Recommend Suppress", "?"),
        ({"by": "Rumour"}, "Domain Source", "Rumour"),
    ],
)
def test_an_unknown_word_loses_its_rows_and_says_of_whom(tmp_path, wrong, column, word):
    made = [skill(), TRANSFERABLE, skill(code=BAKER, **wrong), skill(code=BAKER, name="Writing", **wrong)]
    [batch] = onet.read([skills(tmp_path, *made)])
    assert batch.figures["record"].to_list() == [KEY, KEY]
    assert batch.lost == [Lost(column, word, 2, (BAKER,))]
    assert batch.lost[0].reason == f"“{word}” in “{column}” is an unknown code; in rows for {BAKER}"


def test_where_no_word_is_known_the_first_is_shown_by_its_place(tmp_path):
    labelled = complaint(skills(tmp_path, skill(by="Rumour"), skill(code=BAKER, by="Rumour")))
    assert labelled.startswith(
        "any name.txt, row 2, column “Domain Source”: “Rumour” does not look like “Domain Source” (expected Incumbent|"
    )


def test_a_code_that_the_occupations_beside_it_do_not_have(tmp_path):
    occupations = files.text(tmp_path / "Occupation Data.txt", files.OCCUPATIONS, [COOK, "Cooks", "Cook meals."])
    paths = [occupations, skills(tmp_path, skill(), skill(code="35-2099.00")), files.read_me(tmp_path)]
    place = "any name.txt, row 3, column “O*NET-SOC Code”"
    assert complaint(*paths) == f"{place}: “35-2099.00” is not an occupation in Occupation Data.txt"
    # A table of another version may have codes of its own; without the occupations, nobody knows here.
    paths[1] = skills(tmp_path, skill(), skill(code="35-2099.00", date="07/2020"), skill(code=BAKER, date="07/2020"))
    older = [skills(tmp_path, skill(code=code, date="07/2020")) for code in ("35-2099.00",)]
    assert [batch.table for batch in onet.read([occupations, *older, paths[2]])] == [
        "occupation data",
        "essential skills",
    ]
    assert [batch.table for batch in onet.read([paths[1], paths[2]])] == ["essential skills"]


def test_a_text_that_was_cut_off_within_a_row(tmp_path):
    path = skills(tmp_path, skill(), skill(code=BAKER))
    path.write_bytes(path.read_bytes()[:-9])
    assert complaint(path) == "any name.txt, row 3: ends within a row (truncated?); expected a line break"


def test_a_text_with_other_separators(tmp_path):
    path = tmp_path / "Skills.txt"
    path.write_text("O*NET-SOC Code,Element ID\n35-2014.00,2.A.1.a\n")
    labelled = "“O*NET-SOC Code,Element ID” has one column; expected a table with tabs between its columns"
    assert complaint(path) == f"Skills.txt, row 1: {labelled}"


def test_an_encrypted_workbook_is_no_text(tmp_path):
    path = tmp_path / "Skills.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    assert complaint(path) == "Skills.xlsx: is not a readable Excel workbook (damaged, encrypted or renamed?)"


def test_a_scale_that_is_wanted_and_not_there(tmp_path):
    assert complaint(skills(tmp_path, skill(scale="LV"))) == "any name.txt: has no rows of the scale IM"


def test_categories_need_their_words(tmp_path):
    ratings = files.text(tmp_path / "a", files.SPREAD, *answers("RL", {1: "40", 9: "60"}))
    assert (
        complaint(ratings) == "a: has categories by number; expected the table that describes them in the same folder"
    )
    assert complaint(ratings, files.categories(tmp_path / "b")) == (
        "a, row 3, column “Category”: “9” is not a category of the scale RL in the table of categories"
    )
    odd = files.text(tmp_path / "c", files.CATEGORIES, ["3.A.1", "Related Work Experience", "RW", "1", "A while"])
    ratings = files.text(tmp_path / "d", files.SPREAD, *answers("RW", {1: "100"}))
    assert complaint(ratings, odd) == (
        "d, row 2, column “Category”: “1” is described as “A while”; expected something like “Over 10 years”"
    )


def test_words_beside_the_categories_will_do(tmp_path):
    header = [*files.SPREAD[:5], "Category Description", *files.SPREAD[5:]]
    made = [[*row[:5], files.EXPERIENCE_WORDS[int(row[4])], *row[5:]] for row in answers("RW", {1: "40", 4: "60"})]
    [batch] = onet.read([files.workbook(tmp_path / "a.xlsx", header, *made)])
    assert batch.figures.select("low", "high").rows() == [(1, 2)]


def test_a_share_beyond_a_hundred_is_refused(tmp_path):
    ratings = files.text(tmp_path / "a", files.SPREAD, *answers("RL", {1: "100.5"}))
    assert complaint(ratings, files.categories(tmp_path / "b")) == (
        "a, row 2, column “Data Value”: “100.5” is not a number from 0 to 100 (or n/a)"
    )


def test_a_release_without_version_and_dates(tmp_path):
    undated = files.text(tmp_path / "a", files.OCCUPATIONS, [COOK, "Cooks", "Cook meals."])
    assert complaint(undated) == "a: has no dates; expected the “Read Me.txt” of its release in the same folder"


@pytest.mark.parametrize(
    ("version", "month", "expected"),
    [
        (
            "24.3",
            "May 2020",
            ", row 1: “O*NET 24.3 Database” is of an older O*NET-SOC taxonomy; expected O*NET 25.1 or later",
        ),
        ("30.1", "Octember 2025", ": “Octember 2025” is not a month; expected something like “December 2025”"),
        ("30.1", "soon", ": names no version and month; expected “O*NET 30.1 Database” and “December 2025 Release”"),
    ],
)
def test_a_read_me_that_does_not_say(tmp_path, version, month, expected):
    assert complaint(skills(tmp_path), files.read_me(tmp_path, version, month)) == f"Read Me.txt{expected}"


def test_two_of_a_kind_in_a_folder(tmp_path):
    twins = [files.text(tmp_path / name, files.REPORTED, [COOK, "Chef", "Y"]) for name in ("a", "b")]
    assert complaint(*twins, files.read_me(tmp_path)) == "b: has the same table as a; expected only one of them"
    second = tmp_path / "Read Me too.txt"
    second.write_text("O*NET 30.1 Database\nDecember 2025 Release\n")
    assert complaint(twins[0], files.read_me(tmp_path), second) == (
        "Read Me too.txt: is a second Read Me next to Read Me.txt; expected one release in a folder"
    )


def test_a_read_me_alone(tmp_path):
    assert complaint(files.read_me(tmp_path)) == (
        "Read Me.txt: has no data on occupations by itself; expected other tables of the database with it"
    )


# The real thing


@needs_files
def test_published_files():
    paths = [path for path in sorted((FILES / "onet_30_1").iterdir()) if onet.recognise(path)]
    start = time.process_time()
    batches = {batch.table: batch for batch in onet.read(paths)}
    assert time.process_time() - start < 10  # about 3 s
    assert {name: (batch.rows_read, batch.records.height, batch.figures.height, batch.texts.height, batch.links.height)
            for name, batch in batches.items()} == {
        "occupation data": (1016, 1016, 0, 1016, 0),
        "alternate and reported titles": (64460, 0, 0, 56502, 0),
        "task statements": (19124, 0, 0, 19071, 0),
        "skills": (62580, 0, 31290, 0, 0),
        "knowledge": (58014, 0, 29007, 0, 0),
        "technology skills": (32773, 0, 32773, 0, 0),
        "job zones": (923, 0, 923, 0, 0),
        "education, training, and experience": (37125, 0, 10644, 0, 0),
        "interests": (8307, 0, 2322, 0, 0),
        "related occupations": (18460, 0, 0, 0, 18460),
        "work styles": (37422, 0, 18711, 0, 0),
    }  # fmt: skip
    for batch in batches.values():
        made = sum(getattr(batch, name).height for name in ("figures", "texts", "links"))
        assert batch.rows_read == made + batch.skipped.total()
    figures = pl.concat(batch.figures for batch in batches.values())
    assert not figures.select("record", "metric", "label").is_duplicated().any()
    assert figures["label"].str.len_chars().max() <= 200
    assert figures["note"].str.len_chars().max() <= 300
    for entry in json.loads((settings.BASE_DIR / "fixtures/occupations.json").read_text())["records"]:
        if entry["system"] == "onet-soc":
            check_against_fixture(entry, figures.filter(record=f"onet-soc-2019:{entry['code']}"))


@needs_files
def test_published_files_of_30_2():
    paths = [path for path in sorted((FILES / "onet_30_2").iterdir()) if onet.recognise(path)]
    batches = {batch.table: batch for batch in onet.read(paths)}
    assert [batch.lost for batch in batches.values() if batch.lost] == []
    assert {
        name: (batch.figures.height, batch.texts.height, batch.links.height) for name, batch in batches.items()
    } == {
        "occupation data": (0, 1016, 0),
        "alternate and reported titles": (0, 57540, 0),
        "task statements": (0, 19071, 0),
        "skills": (31290, 0, 0),
        "knowledge": (29502, 0, 0),
        "technology skills": (32773, 0, 0),
        "job zones, 1 and 2 as one": (923, 0, 0),
        "education, training, and experience": (10644, 0, 0),
        "interests": (2316, 0, 0),
        "related occupations": (0, 0, 18460),
        "work styles": (18711, 0, 0),
    }
    zones = batches["job zones, 1 and 2 as one"].figures["label"].value_counts(sort=True).rows()
    assert zones == [("Job zone 1–2", 331), ("Job zone 4", 225), ("Job zone 3", 213), ("Job zone 5", 154)]


def check_against_fixture(entry: dict[str, Any], figures: pl.DataFrame) -> None:
    """What was entered by hand for the demonstration is what the reader finds."""
    for fact in entry["figures"]:
        found = figures.filter(metric=fact["metric"])
        assert found["period_start"].unique().to_list() == [datetime.date.fromisoformat(f"{fact['period']}-01")]
        if fact["metric"] == "skill_importance":
            assert {name: float(value) for name, value in found.select("label", "value").rows()} == fact["values"]
            assert {name: float(error) for name, error in found.select("label", "standard_error").rows()} == fact[
                "standard_errors"
            ]
        elif fact["metric"] == "experience_required":
            stated = (*fact["value"], fact["note"], fact["sample_size"])
            assert found.select("low", "high", "note", "sample_size").rows() == [stated]
            assert float(found["standard_error"][0]) == fact["standard_error"]
        else:
            assert found["label"].to_list() == [fact["label"]]
