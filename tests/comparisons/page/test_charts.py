"""Charts and lists of all sides together, as a page shows them."""

import re

from comparisons.page.charts import _scale
from comparisons.page.fragments import short
from comparisons.page.pay_axis import axis_end, labels, pay_bar
from tests.comparisons.builders import figure, importance, mean, median, profile
from tests.comparisons.rendering import all_formats
from tests.formats import having, parse, words

PERCENTILES = ("wage_annual_p10", "wage_annual_p25", "wage_annual_median", "wage_annual_p75", "wage_annual_p90")


def paid(title: str, *amounts: int, **more):
    return profile(title, *[figure(key, amount) for key, amount in zip(PERCENTILES, amounts, strict=True)], **more)


def page_of(*sides) -> str:
    return all_formats(sides, frozenset())[1]


def test_pay_of_all_sides_stands_on_one_axis():
    tree = parse(
        page_of(
            paid("Cook", 20_000, 25_000, 30_000, 35_000, 40_000),
            paid("Judge", 80_000, 100_000, 150_000, 200_000, 240_000),
        )
    )
    bars = having(tree, "pay-bar")
    assert [words(one.find("p")) for one in bars] == ["A Cook", "B Judge"]
    boxes = [having(one, "range-box")[0] for one in bars]
    assert [(box.get("x"), box.get("width")) for box in boxes] == [("100", "40"), ("400", "400")]
    assert (
        words(next(one for one in bars[0].iter() if one.tag.endswith("desc")))
        == "10th $20,000, 25th $25,000, median $30,000, 75th $35,000, 90th $40,000"
    )
    assert words(having(tree, "axis")[0]) == "$0$50k$100k$150k$200k$250k"


def test_a_lone_side_with_a_range_has_a_chart_and_none_has_none():
    assert (
        len(having(parse(page_of(paid("Cook", 20_000, 25_000, 30_000, 35_000, 40_000), profile("Judge"))), "pay-bar"))
        == 1
    )
    assert having(parse(page_of(profile("Cook"), profile("Judge"))), "pay-bar") == []


def test_an_axis_has_room_for_all():
    comparison, *_ = all_formats(
        [paid("Judge", 80_000, 100_000, 150_000, 200_000, 351_600), profile("Cook")], frozenset()
    )
    [cell, _] = comparison.row("range").cells
    assert axis_end([cell]) == 400_000
    assert pay_bar(cell, 400_000).p90 == 879
    assert labels(400_000) == ["$0", "$80k", "$160k", "$240k", "$320k", "$400k"]


def test_shares_are_aligned_bars():
    def people(title: str, women: int):
        return profile(title, [figure("gender", women, label="Women"), figure("gender", 100 - women, label="Men")])

    tree = parse(page_of(people("Cook", 40), people("Judge", 55)))
    [chart] = [one for one in having(tree, "bars") if words(one.find("figcaption")) == "Women and men"]
    assert [words(group) for group in chart.find("dl")] == [
        "WomenACook 40.0%BJudge 55.0%",
        "MenACook 60.0%BJudge 45.0%",
    ]


def test_a_scale_of_round_steps():
    assert _scale(7_805_000, 10_142_000) == (7_000_000, 11_000_000, 1_000_000)
    assert _scale(100, 100)[0] <= 100 <= _scale(100, 100)[1]


def test_skills_are_shown_as_shared_and_only_of_one_with_weights():
    cook = profile("Cook", importance(Tasting=4.5, Cutting=4.0, Speaking=3.0, Counting=3.1, Judging=1.0))
    judge = profile("Judge", importance(Judging=5.0, Speaking=4.2, Counting=3.2, Tasting=1.0, Cutting=1.0))
    [section] = having(parse(page_of(cook, judge)), "set")
    listed = {words(column.find("h4")): [words(item) for item in column.iter("li")] for column in section.find("div")}
    assert listed == {
        "Both, or too close to call 2": ["Speaking A 3.0 B 4.2", "Counting A 3.1 B 3.2"],
        "Cook only 2": ["Tasting A 4.5 B 1.0", "Cutting A 4.0 B 1.0"],
        "Judge only 1": ["Judging A 1.0 B 5.0"],
    }


def test_of_three_sides_a_table_says_who_has_what():
    sides = [
        profile(name, importance(Speaking=3.0 + number, Counting=4.0 - number, A=3.0, B=3.0, C=3.0))
        for number, name in enumerate(("Cook", "Judge", "Nurse"))
    ]
    table = having(parse(page_of(*sides)), "matrix")[0]
    rows = {words(row.find("th")): [words(cell) for cell in row.findall("td")] for row in table.find("tbody")}
    assert rows["Counting"] == ["A 4.0", "B 3.0", "C 2.0"]
    assert rows["Speaking"] == ["A 3.0", "B 4.0", "C 5.0"]


def test_tools_in_demand_come_first_and_are_marked():
    def tools(title: str):
        notes = {
            "Abacus": "",
            "Excel": "hot technology",
            "Python": "in demand, hot technology",
            "Zither": "",
            "Word": "",
        }
        return profile(title, [figure("technology", label=label, note=note) for label, note in notes.items()])

    [section] = having(parse(page_of(tools("Cook"), tools("Judge"))), "set")
    assert [words(item) for item in section.iter("li")] == [
        "Python in demand hot",
        "Excel hot",
        "Abacus",
        "Word",
        "Zither",
    ]


def test_a_row_nobody_has_anything_for_is_only_named():
    page = page_of(profile("Cook", mean(40_000)), profile("Judge", mean(90_000)))
    [people] = [block for block in having(parse(page), "section") if block.get("id") == "people"]
    assert "Race and ethnicity" in words(having(people, "silent")[0])
    assert 'id="row-race"' not in page


def test_a_row_that_no_public_source_fills_is_left_out_and_named_at_the_end():
    page = page_of(profile("Cook", mean(40_000)), profile("Judge", mean(90_000)))
    last = words(having(parse(page), "silent")[-1])
    assert (
        last == "No public source covers: Highest-paying employer; Most common college; LGBT share; Job satisfaction."
    )
    assert page.count("Job satisfaction") == 1
    assert 'id="overview-satisfaction"' not in page


def test_long_titles_are_cut_at_a_word():
    assert [
        short(title)
        for title in ("Cook", "Licensed practical and vocational nurse", "Sales manager, retail and wholesale")
    ] == [
        "Cook",
        "Licensed practical…",
        "Sales manager, retail…",
    ]


def test_every_cell_says_whose_it_is():
    page = page_of(profile("Cook", mean(40_000)), profile("Judge", median(90_000)))
    assert set(re.findall(r'data-side="([^"]+)"', page)) == {"Cook", "Judge"}
