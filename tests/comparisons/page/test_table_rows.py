"""A row of a comparison as the page shows it: whose figures its cells show is said once."""

import re

import pytest

from tests.comparisons.builders import figure, median, profile
from tests.comparisons.rendering import all_formats
from tests.formats import having, parse, words


def growth_of(*groups: str) -> tuple[str, dict[str, str]]:
    """The row of growth as HTML, and the other formats; each side's figure is for a group, or for itself alone."""
    sides = [
        profile(f"Side {number}", figure("growth", number, group=group, level="broad" if group else "detailed"))
        for number, group in enumerate(groups)
    ]
    _, page, others = all_formats(sides, frozenset())
    section = page.partition('id="outlook"')[2]
    return next(row for row in section.split("<tr ") if 'id="row-growth"' in row).partition("</tr>")[0], others


@pytest.mark.parametrize(
    ("groups", "whose"),
    [
        (("Nurses", "Nurses"), ["Both figures are for a wider group: Nurses"]),
        (("Nurses", "Nurses", "Nurses"), ["All figures are for a wider group: Nurses"]),
        (("Nurses", "", "Nurses"), ["Side 0 and Side 2: figures for a wider group: Nurses"]),
        (
            ("Nurses", "Cooks", "Nurses", "Cooks", ""),
            [
                "Side 0 and Side 2: figures for a wider group: Nurses",
                "Side 1 and Side 3: figures for a wider group: Cooks",
            ],
        ),
        (("Nurses", "Cooks"), ["Figure for a wider group: Nurses", "Figure for a wider group: Cooks"]),
        (("", "Cooks"), ["Figure for a wider group: Cooks"]),
        (("", ""), []),
    ],
)
def test_a_row_names_each_wider_group_once(groups, whose):
    row, others = growth_of(*groups)
    assert re.findall(r"(?:All|Both|Figure|Side)\b[^<;]* for a wider group: \w+", row) == whose
    for text in (others["csv"], others["md"]):
        assert text.count("Figure for a wider group: ") == sum(map(bool, groups))


def test_a_side_without_a_figure_says_in_its_cell_which_group_has_none():
    sides = [
        profile(f"Side {number}", figure("growth", number, group="Nurses", level="broad", missing=missing))
        for number, missing in enumerate(("", "", "suppressed"))
    ]
    _, page, _ = all_formats(sides, frozenset())
    row = page.partition('id="outlook"')[2].partition('id="row-growth"')[2].partition("</tr>")[0]
    assert "Side 0 and Side 1: figures for a wider group: Nurses" in row
    assert row.count("Figure for a wider group: Nurses") == 1


def verdict(*sides) -> str:
    """What the row of yearly median pay says of the difference."""
    return words(having(parse(all_formats(sides, frozenset())[1]), "diff")[0])


def test_of_two_sides_the_higher_one_is_named():
    cook, judge = profile("Cook", median(40_000)), profile("Judge", median(90_000))
    assert verdict(cook, judge) == verdict(judge, cook) == "Judge $50,000 higher (about 2.3 times as much)"


def test_what_no_side_is_ahead_in_names_none():
    page = parse(all_formats([profile("Cook", median(40_000)), profile("Judge", median(40_100))], frozenset())[1])
    assert next(words(cell) for cell in having(page, "fold-rows")[0].iter("td")) == (
        "Cook $40,000Judge $40,100about the same"
    )


def test_a_row_with_a_figure_for_one_side_folds_unless_it_is_all_there_is():
    cook, judge = profile("Cook", median(40_000), figure("growth", 3)), profile("Judge", median(90_000))
    page = parse(all_formats([cook, judge], frozenset())[1])
    assert [fold for fold in having(page, "fold-rows") if "Projected growth" in words(fold)] == []
    cook = profile("Cook", median(40_000), figure("growth", 3), figure("jobs", 100))
    page = parse(all_formats([cook, profile("Judge", figure("jobs", 300))], frozenset())[1])
    [fold] = [fold for fold in having(page, "fold-rows") if "Projected growth" in words(fold)]
    assert words(fold.find("summary")) == "1 row is known for one side: Projected growth"


def test_of_more_sides_each_is_compared_with_the_first_by_name():
    sides = [profile(name, median(pay)) for name, pay in (("Cook", 40_000), ("Judge", 90_000), ("Baker", 30_000))]
    differences = [words(one) for one in having(parse(all_formats(sides, frozenset())[1]), "diff")[:2]]
    assert differences == [
        "$50,000 higher (about 2.3 times as much) than cook",
        "$10,000 lower (cook is 33% higher) than cook",
    ]


def test_a_remark_and_a_source_that_all_figures_have_stand_at_the_row():
    made = [
        profile(name, figure("growth", growth, note="over 2024–2034")) for name, growth in (("Cook", 3), ("Judge", 9))
    ]
    page = parse(all_formats(made, frozenset())[1])
    [row] = [row for row in page.iter("tr") if row.find("th").get("id") == "row-growth"]
    assert words(row).count("over 2024–2034") == 1
    assert "over 2024–2034" in words(row.find("th"))
    assert [len(having(part, "ref")) for part in (row.find("th"), row)] == [1, 1]


def test_rows_that_are_the_same_fold_into_one_line():
    made = [
        profile(name, figure("growth", 3), figure("openings_annual", 900), median(pay))
        for name, pay in (("Cook", 40_000), ("Judge", 90_000))
    ]
    section = next(
        one for one in having(parse(all_formats(made, frozenset())[1]), "section") if one.get("id") == "outlook"
    )
    [fold] = having(section, "fold-rows")
    assert words(fold.find("summary")) == "2 rows are the same: Projected growth; Openings a year"
    assert [row.find("th").get("id") for row in fold.iter("tr")][1:] == ["row-growth", "row-openings"]
