"""Rankings of made-up occupations: who is ranked, where, and who is left out."""

import datetime
from decimal import Decimal

import pytest

from occupations.browse.catalogue import Catalogue, Listed
from occupations.browse.list_figures import COLUMNS, ListFigure
from occupations.browse.ranking_results import in_brief, rank
from occupations.browse.rankings import RANKINGS

MAY, JUNE = datetime.date(2025, 5, 31), datetime.date(2024, 6, 30)
SURVEY = "Survey, May 2025"


def occupation(
    title, records=(), kind="wage_annual_median", end=MAY, jobs_metric="jobs", at_least=None, groups=None, **values
) -> Listed:
    """Its records are those of the wage survey; without any it has a record of its own."""
    records = records or [f"oews-2018:{title}"]
    groups = groups or {}
    figures: dict[str, ListFigure] = {}
    for key, column in COLUMNS.items():
        row = [values.get(column.slot)]
        row += [at_least] if column.has_bounds else []
        row += [] if column.metric else [jobs_metric if key == "jobs" else kind]
        figures[key] = column.read([*row, end], {column.slot: SURVEY}, records, groups)
    slug = title.lower().replace(" ", "-")
    return Listed(
        hash(title), slug, title, "", f"/occupations/{slug}/", "food", "Food", False, ("", "", ""), groups, figures
    )


def ranked(key, *occupations):
    return rank(RANKINGS[key], Catalogue(list(occupations)))


def lines(rows):
    return [(row.rank, [title for title, _ in row.occupations], row.figure.text + row.figure.mark) for row in rows]


def test_occupations_are_ranked_and_equal_figures_share_a_rank():
    cooks = [occupation(title, pay=pay, jobs=5000) for title, pay in (("A", 50), ("B", 70), ("C", 70), ("D", 60))]
    assert lines(ranked("highest-paying", *cooks).rows) == [
        (1, ["B"], "$70"),
        (1, ["C"], "$70"),
        (3, ["D"], "$60"),
        (4, ["A"], "$50"),
    ]


def test_occupations_of_one_record_share_a_row():
    survey = ["oews-2018:1"]
    result = ranked(
        "highest-paying",
        occupation("A", survey, pay=90, jobs=5000),
        occupation("B", survey, pay=90, jobs=5000),
        occupation("C", pay=90, jobs=5000),
        occupation("D", pay=80, jobs=5000),
    )
    assert lines(result.rows) == [(1, ["A", "B"], "$90"), (1, ["C"], "$90"), (3, ["D"], "$80")]
    assert result.ranked == 4


def test_a_figure_for_a_wider_group_is_not_ranked_as_the_occupations_own():
    result = ranked(
        "highest-paying",
        occupation("A", groups={"pay": "Letters"}, pay=90, jobs=5000),
        occupation("B", pay=80, jobs=5000),
    )
    assert lines(result.rows) == [(1, ["B"], "$80")]
    assert result.left_out == [(1, "have a figure for a wider group only")]


def test_the_second_figure_of_a_ranking_says_where_it_is_for_a_wider_group():
    result = ranked("highest-paying", occupation("A", groups={"jobs": "Letters"}, pay=90, jobs=5000))
    assert (lines(result.rows), result.rows[0].second.mark) == ([(1, ["A"], "$90")], "*")
    assert result.notes[-1] == "* The figure is for a wider group that the occupation belongs to."


def test_figures_of_another_kind_or_time_are_left_out():
    result = ranked(
        "highest-paying",
        occupation("A", pay=50, jobs=5000),
        occupation("B", pay=60, jobs=5000),
        occupation("C", pay=99, jobs=5000, kind="wage_annual_mean"),
        occupation("D", pay=98, jobs=5000, end=JUNE),
        occupation("E", jobs=5000),
    )
    assert [row.occupations[0][0] for row in result.rows] == ["B", "A"]
    assert result.left_out == [(2, "have a figure of a different kind or period"), (1, "have no figure")]
    assert result.notes == [
        "Median pay a year: median annual wage, May 2025.",
        "Jobs: all jobs, including self-employment, May 2025.",
    ]
    assert result.sources == [SURVEY]


@pytest.mark.parametrize("small", [{"jobs": 999}, {"jobs": None}, {"jobs": 5000, "jobs_metric": "openings_advertised"}])
def test_small_occupations_do_not_lead(small):
    result = ranked("fastest-growing", occupation("A", growth=3, jobs=1000), occupation("B", growth=90, **small))
    assert [row.occupations[0][0] for row in result.rows] == ["A"]
    assert result.left_out == [(1, "have fewer than 1,000 jobs, or an unknown number of jobs")]


def test_bounds_stand_apart_without_a_rank():
    result = ranked(
        "highest-paying",
        occupation("A", pay=300_000, jobs=5000),
        occupation("B", at_least=Decimal(239_200), jobs=5000),
    )
    assert lines(result.rows) == [(2, ["A"], "$300,000")]  # the first place may be that of the other
    assert [(row.occupations[0][0], row.figure.text) for row in result.bounds] == [("B", "$239,200 or more")]
    assert (result.ranked, result.left_out) == (1, [])


def test_growing_and_declining_are_two_rankings():
    cooks = [
        occupation(title, growth=growth, jobs=5000) for title, growth in (("A", 5), ("B", 0), ("C", -2), ("D", -9))
    ]
    assert lines(ranked("fastest-growing", *cooks).rows) == [(1, ["A"], "5.0%")]
    declining = ranked("declining", *cooks)
    assert lines(declining.rows) == [(1, ["D"], "−9.0%"), (2, ["C"], "−2.0%")]
    assert declining.left_out == [(2, "are not projected to decline")]


def test_advertised_openings_are_no_number_of_people_at_work():
    result = ranked(
        "largest",
        occupation("A", jobs=9, jobs_metric="openings_advertised"),
        occupation("B", jobs=8, jobs_metric="openings_advertised"),
        occupation("C", jobs=7, jobs_metric="employees"),
    )
    assert lines(result.rows) == [(1, ["C"], "7")]


def test_brief_rankings_have_five_rows_and_no_empty_one_is_among_them():
    catalogue = Catalogue([occupation(str(number), pay=number, jobs=5000) for number in range(1, 9)])
    brief = in_brief(catalogue)
    assert [(one["title"], one["url"], len(one["rows"])) for one in brief] == [
        ("Highest-paying occupations", "/rankings/highest-paying/", 5),
        ("Largest occupations", "/rankings/largest/", 5),
    ]
    assert brief[0]["about"] == "median annual wage, May 2025"


def test_nothing_to_rank_is_no_ranking():
    result = ranked("largest", occupation("A"))
    assert (result.kind, result.rows, result.left_out) == (None, [], [(1, "have no figure")])
