"""Files that leave the site: nothing in them runs in a spreadsheet, and nothing in them is taken for markup."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from comparisons.place_table import COLUMNS as PLACE_COLUMNS
from occupations.api.vocabulary import WORDS
from occupations.metrics import METRICS
from occupations.observations import columns as observations
from occupations.profiles.document import Figure, Profile
from occupations.rendering.formats import inert
from occupations.rendering.page_table import COLUMNS, COMPARISON_COLUMNS
from tests.comparisons.builders import figure, mean, profile
from tests.comparisons.rendering import all_formats
from tests.formats import read_csv, read_markdown

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\n=1+1",
    "=cmd|' /C calc'!A0",
]


def dangerous(cell: str) -> bool:
    return cell.lstrip().startswith(("=", "+", "-", "@")) or cell.startswith(("\t", "\r"))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_in_a_spreadsheet(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "$74,009", "−6%", "Cook - chef", "a=b", "'quoted'", "5 to 6 years"])
def test_what_is_no_formula_stays_as_it_is(text):
    assert inert(text) == text


@given(st.text())
def test_no_text_stays_dangerous(text):
    assert not dangerous(inert(text))
    assert inert(text) in (text, f"'{text}")


def booby_trapped(title: str, formula: str) -> Profile:
    labels = [Figure(metric=key, release=0, label=formula) for key in ("major", "top_employer", "technology")]
    made = profile(title, mean(70_000, note=formula), *labels, skills={formula: 12})
    return _replaced(made, responsibilities=(formula, "Plans."), description=formula)


def _replaced(made: Profile, **changes) -> Profile:
    import msgspec

    return msgspec.structs.replace(made, **changes)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(formula):
    _, _, others = all_formats(
        [booby_trapped(f"{formula} A", formula), booby_trapped(f"{formula} B", formula)], frozenset()
    )
    cells = [cell for line in csv.reader(io.StringIO(others["csv"], newline="")) for cell in line]
    assert [cell for cell in cells if dangerous(cell)] == []
    # Nothing is lost by it either.
    assert f"'{formula} A" in cells
    assert {f"'{formula}"} <= set(cells)


def test_a_csv_is_a_table_of_equal_lines():
    _, _, others = all_formats([booby_trapped("A", 'two\r\nlines, "quoted"'), booby_trapped("B", "x,y")], frozenset())
    lines = list(csv.reader(io.StringIO(others["csv"], newline="")))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert lines[0] == list(COMPARISON_COLUMNS)


def test_columns_of_pages_are_words_of_the_vocabulary_and_those_of_observations():
    assert [name for name in (*COMPARISON_COLUMNS, *PLACE_COLUMNS) if name not in WORDS] == []
    assert set(COLUMNS) < set(COMPARISON_COLUMNS)
    same = {"occupation", "metric", "statistic", "part", "part_code", "unit", "value"}
    same |= {"missing_reason", "source", "release"}
    assert same <= set(COLUMNS) & set(observations.NAMES)
    assert set(observations.NAMES) - set(COLUMNS) == {
        *("key", "record_title", "dataset", "shown_by"),
        *("place", "place_name", "industry", "industry_name", "employer", "employer_name"),
    }


def test_numbers_stay_numbers_with_their_unit_beside_them():
    sides = [profile(title, mean(70_000), figure("growth", growth)) for title, growth in (("A", -2.5), ("B", 3))]
    _, _, others = all_formats(sides, frozenset())
    lines = list(csv.DictReader(io.StringIO(others["csv"], newline="")))
    growth = [line for line in lines if line["row"] == "growth"]
    assert [(one["occupation"], one["against"], one["value"], one["gap"], one["unit"]) for one in growth] == [
        ("side-0", "", "-2.5", "", "percent"),
        ("side-1", "", "3", "", "percent"),
        ("side-1", "side-0", "", "5.5", "percent"),
    ]
    assert growth[0]["text"] == "−2.5%"
    assert growth[2]["outcome"] == "higher"


MARKUP = [
    "a | b",
    "*bold*",
    "_it_",
    "`code`",
    "[x](https://evil.example)",
    "<b>x</b>",
    "<script>",
    "# x",
    "- x",
    "> x",
    "&copy;",
]


@pytest.mark.parametrize("text", MARKUP)
def test_titles_and_labels_are_never_taken_for_markdown(text):
    sides = [booby_trapped(f"{text} A", text), booby_trapped(f"{text} B", text)]
    plain = [_replaced(side, description="") for side in sides]
    _, _, others = all_formats(plain, frozenset())
    read = read_markdown(others["md"])
    assert read.titles == [f"{text} A", f"{text} B"]
    assert read.heading == f"{text} A vs {text} B"
    major = next(row for row in read.sections["How to enter"] if row.label == "Most common major")
    assert [cell.text for cell in major.cells] == [text, text]
    assert others["md"].count("\n| Most common major |") == 1
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(others["md"])
    for tag in ("<b>", "<em>", "<strong>", "<code>", "<script>", "<a ", "<blockquote>", "<ul>", "©"):
        assert tag not in html
    rendered = html.partition("<h2>Sources")[0]
    assert rendered.count("<td") == rendered.count("<tr>") * 4 - rendered.count("<thead>") * 4


def test_csv_and_markdown_show_the_same_of_dangerous_titles():
    sides = [booby_trapped("=A | *x*", "=1|2"), booby_trapped("- B", "@x")]
    _, _, others = all_formats(sides, frozenset())
    one, other = read_csv(others["csv"]), read_markdown(others["md"])
    assert (one.titles, one.sections) == (other.titles, other.sections)


def test_every_metric_has_a_unit_that_files_can_name():
    assert all(metric.unit.name for metric in METRICS.values())
