"""The order in which technology is listed."""

import pytest

from occupations.profiles.document import Figure
from occupations.profiles.technology import UNKNOWN, Usage, in_order, level, rank

RECORD = "onet-soc-2019:29-1141.00"


def tool(label: str, note: str = "", record: str = RECORD, release: int = 0) -> Figure:
    return Figure(metric="technology", label=label, note=note, record=record, release=release)


def ordered(*figures: Figure, usage: Usage = UNKNOWN) -> list[str]:
    return [figure.label for figure in in_order(figures, {RECORD: usage})]


def test_in_demand_comes_first_then_hot_if_related_occupations_use_it_and_most_others_do_not():
    usage = Usage({"fax": 4, "zoom": 2}, 4, {"fax": 4, "zoom": 4}, 10)
    assert ordered(
        tool("Fax"), tool("Zoom", "hot technology"), tool("Epic", "in demand"), tool("Excel", "in demand, hot technology"),
        usage=usage,
    ) == ["Excel", "Epic", "Zoom", "Fax"]  # fmt: skip


def test_hot_is_nothing_where_few_related_ones_use_it_or_everybody_does():
    hot = "hot technology"
    usage = Usage(
        {"apache spark": 1, "charts": 3, "excel": 9}, 10, {"apache spark": 20, "charts": 30, "excel": 900}, 1000
    )
    assert ordered(tool("Apache Spark", hot), tool("Excel", hot), tool("Charts"), usage=usage) == [
        "Charts",
        "Apache Spark",
        "Excel",
    ]


def test_what_related_occupations_use_and_others_do_not_comes_before_what_everybody_uses():
    """A nurse's list begins with medical records, although more of the related ones use spreadsheets."""
    hot = "hot technology"
    names = ("Apache Spark", "Epic Systems", "MEDITECH", "Microsoft Excel")
    usage = Usage(
        {"apache spark": 1, "epic systems": 6, "meditech": 7, "microsoft excel": 9},
        10,
        {"apache spark": 120, "epic systems": 90, "meditech": 80, "microsoft excel": 900},
        1000,
    )
    assert ordered(*(tool(name, hot) for name in names), usage=usage) == [
        "MEDITECH",
        "Epic Systems",
        "Microsoft Excel",
        "Apache Spark",
    ]


def test_among_equal_shares_of_all_the_share_of_the_related_ones_decides():
    usage = Usage({"saw": 1, "drill": 3, "adze": 2}, 3, {"saw": 5, "drill": 5, "adze": 5}, 10)
    assert ordered(tool("Adze"), tool("Saw"), tool("Drill"), usage=usage) == ["Drill", "Adze", "Saw"]


def test_without_related_occupations_what_most_use_comes_first_and_without_any_the_order_stays():
    assert ordered(tool("Adze"), tool("Saw"), usage=Usage({}, 0, {"saw": 5, "adze": 1}, 10)) == ["Saw", "Adze"]
    assert ordered(tool("Saw"), tool("Adze"), tool("Drill")) == ["Saw", "Adze", "Drill"]


def test_lists_are_not_mixed_and_other_figures_stay_where_they_are():
    growth = Figure(metric="growth", value=3, release=0)
    figures = [
        growth,
        tool("A"),
        tool("B", "in demand"),
        tool("C", record="", release=1),
        tool("D", "in demand", "", 1),
    ]
    assert [one.label for one in in_order(figures, {})] == ["", "B", "A", "D", "C"]


@pytest.mark.parametrize(
    ("note", "expected"),
    [("in demand, hot technology", 3), ("in demand", 2), ("hot technology", 1), ("", 0)],
)
def test_level_and_rank_put_marks_before_the_place_in_the_list(note, expected):
    assert level(note) == expected
    first = "hot technology" if expected > 1 else ""
    assert rank(tool("Far down", note), 900) > rank(tool("First", first), 901 if expected < 2 else 0)
    assert rank(tool("A", note), 0) > rank(tool("B", note), 1)
