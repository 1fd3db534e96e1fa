"""Tables of words with what editors changed: their rows win, and what cannot work is refused with the reason."""

import pytest

from occupations.models import TitleTableRow
from occupations.search.reading.table_columns import TABLES, as_edit, in_words, mistakes
from occupations.search.reading.tables import FOLDER, Edit, rows, tables
from occupations.search.reading.titles import read_title


def readings(title: str, *edits: Edit) -> list[str]:
    return [" ".join(one.words) for one in read_title(title, tables(edits)).readings]


def aside(title: str, *edits: Edit) -> list[tuple[str, str]]:
    return [(one.text, one.kind) for one in read_title(title, tables(edits)).set_aside]


def test_a_row_is_added():
    assert "wood worker" not in readings("Wright")
    assert "wood worker" in readings("Wright", Edit("everyday", "WRIGHTS", "wood worker"))
    assert "wood worker lead" in readings("Wright lead", Edit("abbreviations", "wright", "wood worker"))
    assert aside("Nurse - Grade Gold", Edit("marks", "grade gold", kind="level", where="end")) == [
        ("grade gold", "level")
    ]
    assert read_title("Nurse captain-in-chief", tables((Edit("leaders", "captain in chief", kind="manager"),))).leads
    assert "acoustic manager" in readings("VP of Acoustics", Edit("functions", "acoustics", "acoustics manager"))
    assert aside("Nurse, Atlantis", Edit("places", "Atlantis")) == [("atlantis", "place")]
    assert aside("Nurse, ZZ", Edit("states", "ZZ")) == [("zz", "place")]
    assert tables((Edit("no_titles", "grandmaster", kind="award"),)).no_titles["grandmaster",] == "award"


def test_a_row_of_the_package_is_replaced_or_switched_off():
    assert "truck driver" in readings("Lorry driver")
    changed = readings("Lorry driver", Edit("british", "lorry drivers", "van driver"))
    assert "van driver" in changed
    assert "truck driver" not in changed
    off = Edit("british", "lorry driver", off=True), Edit("british", "lorry", off=True)
    assert "truck driver" not in readings("Lorry driver", *off)
    assert aside("Senior nurse") == [("senior", "level")]
    assert aside("Senior nurse", Edit("marks", "senior", off=True)) == []


def test_an_editors_row_comes_before_any_table_of_the_package():
    assert readings("Vet")[1] == "veterinarian"
    assert readings("Vet", Edit("british", "vet", "former soldier"))[1] == "former soldier"
    assert readings("Mgr", Edit("spanish", "mgr", "monsignor"))[1] == "monsignor"


def test_what_is_ambiguous_for_editors_is_rewritten_only_as_a_whole():
    lorry = Edit("ambiguous", "lorry")
    assert "truck park" in readings("Lorry park")
    assert "truck park" not in readings("Lorry park", lorry)
    assert "truck" in readings("Lorry", lorry)


def test_without_edits_the_tables_are_those_of_the_package_and_are_made_once():
    assert tables() is tables(())
    assert tables((Edit("places", "Atlantis"),)) is not tables()
    assert ("atlantis",) not in tables().places


def test_all_tables_are_known_everywhere():
    assert {file.stem for file in FOLDER.glob("*.csv")} == set(TABLES) == set(TitleTableRow.Table.values)


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_the_package_are_as_editors_have_to_write_them(table):
    for row in rows(table):
        edit = as_edit(table, row)
        assert mistakes(edit) == {"words": "This table already has this row."}, edit
        assert mistakes(edit._replace(read_as="", kind="", where="", off=True)) == {}


@pytest.mark.parametrize(
    ("edit", "column", "sentence"),
    [
        (Edit("british", "…", "x"), "words", "Enter words with letters or digits."),
        (
            Edit("british", "the lorry", "truck"),
            "words",
            "Only “lorry” would be looked for; words such as “of” and “the” make no difference.",
        ),
        (Edit("leaders", "a b c d e", kind="manager"), "words", "Shorten it: at most 3 words are looked for in this table."),
        (Edit("states", "New York"), "words", "Shorten it: at most one word is looked for in this table."),
        (Edit("states", "NYC"), "words", "A state has two letters here."),
        (Edit("british", "xkcdq", off=True), "words", "This table has no such row that could be switched off."),
        (Edit("british", "lorries", "truck"), "words", "This table already has this row."),
        (Edit("british", "lorry", "x", off=True), "read_as", "Leave it empty: the row is switched off."),
        (Edit("places", "Atlantis", "x"), "read_as", "Leave it empty: “Places” has no such column."),
        (Edit("british", "xkcdq"), "read_as", "Fill it in: this table needs it."),
        (Edit("british", "xkcdq", "a b|…"), "read_as", "Each alternative between “|” needs words with letters or digits."),
        (Edit("british", "xkcdq", "XKCDQ"), "read_as", "These are the same words."),
        (Edit("leaders", "boss", kind="king"), "kind", "Use one of these: manager, supervisor."),
        (Edit("marks", "gold", kind="level"), "where", "Fill it in: this table needs it."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_work_is_refused_with_the_reason(edit, column, sentence):
    assert mistakes(edit) == {column: sentence}


def test_rows_are_said_in_words():
    assert in_words(Edit("british", "x", "a|b c")) == "read as a or b c"
    assert in_words(Edit("marks", "x", "", "level", "edges")) == "level, at either end"
    assert in_words(Edit("marks", "x", off=True)) == "switched off"
