"""The page where official statistics do not separate the sides: each shared figure once, and then what differs."""

import json

from markupsafe import Markup

from occupations.profiles.document import RecordRef
from occupations.rendering.view import RowView, SectionView, inside
from tests.comparisons.builders import figure, mean, profile
from tests.comparisons.rendering import all_formats
from tests.formats import having, parse, read_csv, words

RECORD = RecordRef(key="oews-2018:29-1141", system="OEWS", code="29-1141", title="Registered Nurses", quality="shared")


def nurse(title: str, *more):
    here = {"record": RECORD.key}
    return profile(title, mean(90_000, **here), figure("employees", 3_282_000, **here), *more, records=[RECORD])


def zone(number: int, code: str = "00"):
    return figure("job_zone", label=f"Job zone {number}", record=f"onet-soc-2019:29-1141.{code}")


def page_of(*sides):
    _, html, others = all_formats(sides, frozenset())
    return html, parse(html), others


def test_what_one_record_covers_is_said_and_shown_once():
    html, tree, _ = page_of(nurse("Ward nurse", zone(3)), nurse("Night nurse", zone(4, "03")))
    sentence = "In official statistics, these are one occupation: Registered Nurses, with 3,282,000 employees."
    assert [words(one) for one in having(tree, "notice")] == [sentence]
    assert html.partition('id="one-record"')[2].count(">$90,000<") == 1
    (block,) = having(tree, "one-record")
    assert [words(head) for head in block.iter("th") if head.get("scope") == "rowgroup"] == ["Pay", "Jobs and growth"]
    assert "for a wider group" not in words(block)
    assert "not separated" not in html


def test_sections_have_only_what_differs():
    _, tree, _ = page_of(nurse("Ward nurse", zone(3)), nurse("Night nurse", zone(4, "03")))
    rows = [
        words(row.find("th"))
        for section in having(tree, "section")
        if section.get("id") not in ("one-record", "overview")
        for table in having(section, "sheet")
        for row in table.find("tbody")
    ]
    assert [row[:8] for row in rows] == ["Job zone"]


def test_a_section_whose_rows_all_stand_elsewhere_is_empty():
    elsewhere, here = (RowView(Markup(html), False, "pay", "Pay", []) for html in ("", "<tr>"))
    sections = [SectionView("rows", "pay", "Pay", rows=rows) for rows in ([elsewhere], [elsewhere, here])]
    assert [section.empty for section in sections] == [True, False]
    assert [inside(section) for section in sections] == ["What is missing", "Pay"]
    assert not sections[0]._replace(pictures=[Markup("<figure>")]).empty
    assert not SectionView("texts", "about", "About").empty


def test_rows_with_one_figure_are_counted_apart():
    _, tree, others = page_of(nurse("Ward nurse", zone(3)), nurse("Night nurse", zone(3, "03")))
    assert words(having(tree, "same-count")[0]) == "2 rows have one figure for both; 1 of 1 other rows is the same."
    data = json.loads(others["json"])
    assert (data["rows_same_count"], data["rows_shared_count"], data["rows_count"]) == (1, 2, 3)
    assert data["not_separated"] == [
        {"side_slugs": ["side-0", "side-1"], "row_keys": ["pay_mean", "hourly_mean", "jobs"], "one_occupation": True}
    ]


def test_files_have_the_shared_figures_on_every_side():
    _, _, others = page_of(nurse("Ward nurse"), nurse("Night nurse"))
    (row,) = [row for row in read_csv(others["csv"]).sections["Pay"] if row.label == "Mean pay a year"]
    assert [cell.text.partition(" (")[0] for cell in row.cells] == ["$90,000", "$90,000"]
    assert row.differences == ["not separated (one official record covers both)"]


def test_figures_of_another_group_than_the_one_named_say_whose_they_are():
    shares = [
        figure("gender", share, label=label, record="cps-2018:nurses", group="Nurses and midwives", level="group")
        for label, share in (("Women", 87), ("Men", 13))
    ]
    _, tree, _ = page_of(nurse("Ward nurse", shares), nurse("Night nurse", shares))
    (block,) = having(tree, "one-record")
    assert [words(line) for row in block.iter("th") for line in having(row, "note")] == [
        "Figure for a wider group: Nurses and midwives"
    ]


def test_of_three_sides_it_is_said_once_which_two_share_a_record():
    doctor = profile("Doctor", mean(200_000, record="oews-2018:29-1229"), figure("jobs", 300_000, record="nem:29-1229"))
    html, tree, others = page_of(nurse("Ward nurse"), nurse("Night nurse"), doctor)
    (notice,) = having(tree, "notice")
    assert "do not separate ward nurses from night nurses" in words(notice)
    assert "not separated" not in html
    assert "not separated" in others["csv"]


def test_a_figure_that_is_shared_in_one_survey_spans_the_sides_in_its_row():
    sides = [
        profile(
            title,
            mean(amount, record=f"oews-2018:{amount}"),
            figure("growth", 3, record="nem-2024:29-1141"),
        )
        for title, amount in (("Ward nurse", 80_000), ("Night nurse", 90_000))
    ]
    _, tree, _ = page_of(*sides)
    assert having(tree, "one-record") == []
    (outlook,) = [one for one in having(tree, "section") if one.get("id") == "outlook"]
    (cell,) = [cell for cell in outlook.iter("td") if cell.get("colspan") == "3"]
    assert words(cell).startswith("3.0%")
    assert [words(one) for one in having(tree, "notice")] == [
        "For projected growth, official statistics do not separate ward nurses from night nurses: one record covers both."
    ]
