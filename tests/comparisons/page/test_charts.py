"""Charts and lists of all sides together, as a page shows them."""

from comparisons.page.charts import _scale
from comparisons.page.fragments import short
from comparisons.page.item_lists import _line
from comparisons.page.pay_axis import axis_end, labels, pay_bar
from occupations.profiles.document import RecordRef
from tests.comparisons.builders import figure, importance, mean, profile
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
    assert [words(one.find("p")) for one in bars] == [
        "Cook middle half $25,000 to $35,000",
        "Judge middle half $100,000 to $200,000",
    ]
    boxes = [having(one, "range-box")[0] for one in bars]
    assert [(box.get("x"), box.get("width")) for box in boxes] == [("100", "40"), ("400", "400")]
    assert (
        words(next(one for one in bars[0].iter() if one.tag.endswith("desc")))
        == "10th $20,000, 25th $25,000, median $30,000, 75th $35,000, 90th $40,000"
    )
    assert words(having(tree, "axis")[0]) == "$0$50k$100k$150k$200k$250k"


def test_charts_say_whose_figures_are_a_wider_groups():
    group = RecordRef(key="soc:1", system="SOC", code="1", title="Cooks and bakers", quality="shared")

    def shared(metric: str, amount: float, **facts):
        return figure(metric, amount, record="soc:1", **facts)

    cook = profile(
        "Cook",
        [shared(key, amount) for key, amount in zip(PERCENTILES, range(20_000, 70_000, 10_000), strict=True)],
        [shared("gender", 40, label="Women"), shared("gender", 60, label="Men")],
        records=[group],
    )
    judge = profile("Judge", [figure("gender", 50, label="Women"), figure("gender", 50, label="Men")])
    tree = parse(page_of(judge, cook))
    [drawn] = [one for one in having(tree, "pay") if one.tag == "figure"]
    assert words(drawn.findall("p")[-1]).endswith("Cook: figures for a wider group, Cooks and bakers.")
    [row] = [row for row in tree.iter("tr") if row.find("th").get("id") == "row-gender"]
    assert "Figure for a wider group: Cooks and bakers" in words(row)


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


def test_shares_are_bars_in_the_table():
    def people(title: str, women: int):
        return profile(title, [figure("gender", women, label="Women"), figure("gender", 100 - women, label="Men")])

    tree = parse(page_of(people("Cook", 40), people("Judge", 55)))
    [row] = [row for row in tree.iter("tr") if row.find("th").get("id") == "row-gender"]
    assert [words(group) for group in having(row, "shares")] == ["Women 40.0% Men 60.0%", "Women 55.0% Men 45.0%"]
    assert [bar[0].get("width") for bar in having(row, "bar")] == ["40.0%", "60.0%", "55.0%", "45.0%"]


def test_small_shares_are_counted_together_beside_other_occupations():
    def people(title: str):
        shares = {"Some college": 2, "Associate's degree": 3, "Bachelor's degree": 60, "Master's degree": 35}
        return profile(title, [figure("education", share, label=label) for label, share in shares.items()])

    tree = parse(page_of(people("Cook"), people("Judge")))
    shares = having(tree, "shares") or having(tree, "fold-rows")
    assert "Bachelor's degree" in words(shares[0])
    assert "Some college" not in words(shares[0])


def test_a_scale_of_round_steps():
    assert _scale(7_805_000, 10_142_000) == (7_000_000, 11_000_000, 1_000_000)
    assert _scale(100, 100)[0] <= 100 <= _scale(100, 100)[1]


def test_skills_are_shown_as_shared_and_only_of_one_with_weights():
    cook = profile("Cook", importance(Tasting=4.5, Cutting=4.0, Speaking=3.0, Counting=3.1, Judging=1.0))
    judge = profile("Judge", importance(Judging=5.0, Speaking=4.2, Counting=3.2, Tasting=1.0, Cutting=1.0))
    [section] = having(parse(page_of(cook, judge)), "set")
    assert [[words(row) for row in group] for group in section.find("table")][2:] == [
        ["Cook only 2", "Tasting4.51.0", "Cutting4.01.0"],
        ["Judge only 1", "Judging1.05.0"],
        ["Both, or too close to call 2", "Speaking3.04.2", "Counting3.13.2"],
    ]
    assert [words(cell) for cell in having(section, "strong")] == ["4.5", "4.0", "5.0"]


def test_of_three_sides_a_table_says_who_has_what():
    sides = [
        profile(name, importance(Speaking=3.0 + number, Counting=4.0 - number, A=3.0, B=3.0, C=3.0))
        for number, name in enumerate(("Cook", "Judge", "Nurse"))
    ]
    table = having(parse(page_of(*sides)), "items-table")[0]
    rows = {words(row.find("th")): [words(cell) for cell in row.findall("td")] for row in table.find("tbody")}
    assert rows["Counting"] == ["4.0", "3.0", "2.0"]
    assert rows["Speaking"] == ["3.0", "4.0", "5.0"]


def test_a_long_list_shows_the_first_and_leads_to_all():
    many = importance(**{f"Skill {letter}": 4.0 for letter in "ABCDEFGHIJ"})
    page = parse(page_of(profile("Cook", many), profile("Judge", many)))
    [section] = having(page, "set")
    assert [words(row) for row in section.iter("tr")][-1] == "and 6 more"
    assert len([row for row in section.iter("th") if row.get("scope") == "row"]) == 4
    [foot] = [foot for foot in having(page, "all") if "Whole lists" in words(foot)]
    assert [(words(link), link.get("href")) for link in foot.iter("a")][:2] == [
        ("Cook", "/occupations/side-0/#skills"),
        ("Judge", "/occupations/side-1/#skills"),
    ]


def test_a_side_without_a_source_is_not_said_to_lack_anything():
    comparison, *_ = all_formats(
        [profile("Cook", importance(Speaking=4.0)), profile("Judge", importance(Counting=4.0)), profile("Nurse")],
        frozenset(),
    )
    cells = comparison.row("skills").cells
    _, texts = _line("speaking", cells, [cell.by_label for cell in cells], [(), (), ()])
    assert [text for text, _ in texts] == ["4.0", "no", "not in our sources"]


def test_tools_in_demand_come_first_and_are_marked_and_the_others_stay_in_the_order_of_their_lists():
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
    assert words(section.find(".//dt")) == "Both 5"
    assert [words(item) for item in section.iter("li")] == [
        "Python in demand hot",
        "Abacus",
        "Excel hot",
        "Zither",
        "Word",
    ]


def test_a_row_nobody_has_anything_for_is_only_named():
    page = page_of(profile("Cook", mean(40_000)), profile("Judge", mean(90_000)))
    [people] = [part for part in having(parse(page), "section") if part.get("id") == "people"]
    assert "Race and ethnicity" in words(having(people, "silent")[0])
    assert 'id="row-race"' not in page


def test_a_row_that_no_public_source_fills_is_left_out_and_named_at_the_end():
    page = page_of(profile("Cook", mean(40_000)), profile("Judge", mean(90_000)))
    last = words(having(parse(page), "silent")[-1])
    assert (
        last
        == "No source that we use has figures for: Highest-paying employer; Most common college; LGBT share; Job satisfaction."
    )
    assert page.count("Job satisfaction") == 1


def test_long_titles_are_cut_at_a_word():
    assert [
        short(title)
        for title in ("Cook", "Licensed practical and vocational nurse", "Sales manager, retail and wholesale")
    ] == [
        "Cook",
        "Licensed practical…",
        "Sales manager, retail…",
    ]
