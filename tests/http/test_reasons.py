"""Why a figure is missing, from the file to the cell: every reason is true of the file it is said of."""

import csv
import json
from pathlib import Path

import pytest

from occupations.importers import run
from occupations.importers.sources import cps, lca, oews, onet, projections
from occupations.metrics import MISSING_SENTENCES, Missing
from occupations.models import Occupation, StatisticalRecord
from occupations.models.record_keys import parts_of
from occupations.publishing import publish
from tests.http.public import get, page
from tests.occupations import factories as make
from tests.occupations.importers import bls_files, onet_files
from tests.occupations.importers.oews_files import NO_PAY, row, state, survey

pytestmark = pytest.mark.django_db

COOK, AIDE = "oews-2018:35-2014", "oews-2018:35-9011"
OF_AIDES = {"OCC_CODE": "35-9011", "OCC_TITLE": "Dining Room Attendants"}
WITHHELD = dict.fromkeys((name for name in NO_PAY if name.startswith("A_")), "*")
TOP_CODED = dict.fromkeys(("A_MEAN", "A_MEDIAN", "A_PCT75", "A_PCT90"), "#")


def import_files(reader, *paths: Path) -> None:
    for batch in reader.read(paths):
        run.import_batch(batch, accept_changes=True)


def published(key: str) -> Occupation:
    occupation = make.occupation("Cook")
    make.classify(occupation, StatisticalRecord.objects.by_key(key))
    publish.publish(occupation)
    return occupation


def reason(occupation: Occupation, slot: str, query: str = "") -> str:
    """Of the empty cell of a row, as the JSON of the page gives it."""
    data = json.loads(get(f"{page(occupation, 'json')}{query}").content)
    (found,) = [one for section in data["sections"] for one in section["rows"] if one["key"] == slot]
    return found["cell"]["missing_reason"]


def nation(folder: Path, *rows: dict, year: int = 2024) -> Path:
    return survey(folder / f"national {year}.xlsx", list(rows) or [row()], year=year)


def states(folder: Path, **cells: str) -> Path:
    places = (("1", "Alabama"), ("34", "New Jersey"))
    return survey(folder / "states.xlsx", [state(code, name, **cells) for code, name in places])


@pytest.mark.parametrize(
    ("cells", "slot", "expected"),
    [
        (WITHHELD | {"MEAN_PRSE": "*"}, "pay_mean", Missing.SUPPRESSED),
        (WITHHELD | {"HOURLY": "TRUE"}, "pay_mean", Missing.HOURLY_ONLY),
        ({name: "*" for name in NO_PAY if name[0] == "H"} | {"ANNUAL": "TRUE"}, "hourly_mean", Missing.ANNUAL_ONLY),
        ({"TOT_EMP": "**"}, "jobs", Missing.SUPPRESSED),
        ({}, "top_state", Missing.NOT_IMPORTED),
        ({}, "major", Missing.NOT_COLLECTED),
    ],
)
def test_what_a_row_of_the_survey_lacks(tmp_path, cells, slot, expected):
    import_files(oews, nation(tmp_path, row(**cells)))
    assert reason(published(COOK), slot) == expected


def test_a_state_file_without_the_occupation_is_imported_and_does_not_list_it(tmp_path):
    import_files(oews, nation(tmp_path, row(), row(**OF_AIDES)), states(tmp_path, **OF_AIDES))
    assert reason(published(COOK), "top_state") == Missing.NO_ROW


def test_importing_the_states_later_marks_those_they_do_not_list_as_changed(tmp_path):
    import_files(oews, nation(tmp_path, row(), row(**OF_AIDES)))
    occupation = published(COOK)
    import_files(oews, states(tmp_path, **OF_AIDES))
    occupation.refresh_from_db()
    assert occupation.changed
    publish.publish(occupation)
    assert reason(occupation, "top_state") == Missing.NO_ROW


def test_states_that_are_too_small_make_no_ranking(tmp_path):
    import_files(oews, nation(tmp_path), states(tmp_path, TOT_EMP="90"))
    assert reason(published(COOK), "top_state") == Missing.NOT_APPLICABLE


def test_states_that_are_all_above_the_top_code_cannot_be_ranked(tmp_path):
    import_files(oews, nation(tmp_path), states(tmp_path, **TOP_CODED))
    assert reason(published(COOK), "top_state") == Missing.TOP_CODED


def test_a_record_that_only_an_earlier_release_has(tmp_path):
    import_files(oews, nation(tmp_path, row(), row(**OF_AIDES), year=2023))
    import_files(oews, nation(tmp_path, row(**OF_AIDES)))
    assert reason(published(COOK), "pay_mean") == Missing.NO_LONGER


def test_a_year_of_which_no_release_is_here(tmp_path):
    import_files(oews, nation(tmp_path))
    occupation = published(COOK)
    assert reason(occupation, "pay_mean", "?release=2019") == "no_release"
    assert "too few" not in get(f"{page(occupation)}?release=2019").content.decode()


def test_a_year_whose_release_has_another_code(tmp_path):
    everyone = row(OCC_CODE="00-0000", OCC_TITLE="All Occupations", O_GROUP="total")
    import_files(oews, nation(tmp_path, everyone, row(**OF_AIDES), year=2023))
    aide = make.occupation("Aide")
    make.classify(aide, StatisticalRecord.objects.by_key(AIDE))
    publish.publish(aide)
    import_files(oews, nation(tmp_path, everyone, row(), row(**OF_AIDES)))
    cook = published(COOK)
    assert reason(cook, "pay_mean", "?release=2023") == "not_in_release"
    assert "counts them under another code" in get(f"{page(cook)}?release=2023").content.decode()


def test_a_place_has_a_row_without_that_figure(tmp_path):
    import_files(oews, nation(tmp_path), states(tmp_path, **WITHHELD, MEAN_PRSE="*"))
    assert reason(published(COOK), "pay_mean", "?place=state-34") == Missing.SUPPRESSED


def test_filings_that_do_not_count_are_no_lack_of_a_source(tmp_path):
    import_files(oews, nation(tmp_path, row(), row(**OF_AIDES)))
    file = tmp_path / "filings.csv"
    cells = {
        "SOC_CODE": "35-2014.00",
        "EMPLOYER_NAME": "Fork",
        "WAGE_RATE_OF_PAY_FROM": "50000",
        "WAGE_UNIT_OF_PAY": "Year",
        "Year": "2025",
        "Quarter": "Q2",
    }
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, [*cells, "FULL_TIME_POSITION"])
        writer.writeheader()
        writer.writerow(cells | {"FULL_TIME_POSITION": "N"})
        writer.writerow(cells | {"FULL_TIME_POSITION": "Y", "SOC_CODE": "35-9011.00"})
    import_files(lca, file)
    assert reason(published(COOK), "top_filing") == Missing.NOT_APPLICABLE


def test_a_survey_of_people_that_reached_too_few(tmp_path):
    file = bls_files.write_workbook(tmp_path / "11.xlsx", {"cpsaat11": bls_files.cps_11()})
    (batch,) = cps.read([file])
    for key in {*batch.links["record"], *batch.links["other"]} - {*batch.records["key"]}:
        system, vintage, code = parts_of(key)
        StatisticalRecord.objects.create(system=system, vintage=vintage, code=code, title=code)
    run.import_batch(batch)
    (record,) = StatisticalRecord.objects.filter(system="cps", title="Legislators")
    assert reason(published(record.key), "gender") == Missing.BASE_TOO_SMALL


def test_projections_with_a_dash(tmp_path):
    *counted, last = bls_files.OUTLOOK
    rows = [*counted, [*last[:5], "—", *last[6:]]]
    file = bls_files.write_workbook(tmp_path / "occupation.xlsx", {"Table 1.2": bls_files.outlook(rows)})
    import_files(projections, file)
    (record,) = StatisticalRecord.objects.filter(title="Telephone operators")
    assert reason(published(record.key), "growth") == Missing.SUPPRESSED


def test_answers_that_are_not_to_be_shown(tmp_path):
    onet_files.read_me(tmp_path)
    words = onet_files.categories(tmp_path / "categories.txt")
    answers = onet_files.answers("RW", {1: "70", 2: "30"}, suppress=(1,))
    names = onet_files.text(tmp_path / "names.txt", onet_files.OCCUPATIONS, [onet_files.COOK, "Cooks", "Cook meals."])
    import_files(onet, names, words, onet_files.text(tmp_path / "answers.txt", onet_files.SPREAD, *answers))
    assert reason(published(f"onet-soc-2019:{onet_files.COOK}"), "experience") == Missing.SUPPRESSED


def test_every_reason_has_a_sentence_on_the_page(tmp_path):
    import_files(oews, nation(tmp_path, row(**WITHHELD, MEAN_PRSE="*"), row(**OF_AIDES)), states(tmp_path, **OF_AIDES))
    text = get(page(published(COOK))).content.decode()
    for missing in (Missing.SUPPRESSED, Missing.NO_ROW):
        assert MISSING_SENTENCES[missing] in text
