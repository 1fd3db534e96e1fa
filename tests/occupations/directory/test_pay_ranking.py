"""Occupations ranked by rows of one place or industry: floors, what has no rank, and what is said of it."""

from decimal import Decimal
from typing import Any

from occupations.directory.members import Member
from occupations.directory.pay_ranking import PlacedWage, all_workers, best_paid, most_employed, total

ALL = "oews-2018:00-0000"


def wage(key: str, mean: int | None = None, **fields) -> PlacedWage:
    facts: dict[str, Any] = {
        "key": key,
        "record": f"Workers of {key}",
        "is_total": key == ALL,
        "annual_mean": None if mean is None else Decimal(mean),
        "annual_median": None,
        "annual_p10": None,
        "annual_p90": None,
        "mean_rse": None,
        "employment": None,
        "employment_rse": None,
        "top_coded": [],
        "top_code_annual": None,
        "hourly_only": False,
    }
    return PlacedWage(**(facts | fields))


def members(*keys: str) -> dict[str, list[Member]]:
    return {key: [Member(key, key, own=True)] for key in keys}


def ranks(ranked) -> list[tuple[int, str, str]]:
    return [(rank, row.key, text) for rank, row, text in ranked.rows]


def test_the_median_ranks_where_the_file_has_medians():
    rows = [
        wage("a", 90_000, annual_median=Decimal(50_000)),
        wage("b", 60_000, annual_median=Decimal(55_000)),
        wage(ALL, 70_000),
    ]
    ranked = best_paid(rows, members("a", "b"))
    assert ranks(ranked) == [(1, "b", "$55,000"), (2, "a", "$50,000")]
    assert ranked.heading == "Median annual wage"


def test_the_mean_ranks_where_the_file_has_no_medians():
    ranked = best_paid([wage("a", 50_000)], members("a"))
    assert ranks(ranked) == [(1, "a", "$50,000")]
    assert ranked.heading == "Mean annual wage"
    assert "This file does not give employment here, so small occupations are ranked, too." in ranked.notes


def test_what_is_small_or_unsteady_has_no_rank():
    rows = [
        wage("a", 90_000, employment=490),
        wage("b", 80_000, employment=500, mean_rse=Decimal("10.1")),
        wage("c", 70_000, employment=500, mean_rse=Decimal(10)),
        wage("d", 60_000, employment=None, mean_rse=Decimal(1)),
    ]
    ranked = best_paid(rows, members("a", "b", "c", "d"))
    assert ranks(ranked) == [(1, "c", "$70,000")]
    floors = "at least 500 employees and a relative standard error of at most 10%"
    assert ranked.notes == [
        f"Ranked by the mean annual wage, among occupations with {floors}.",
        "Neighboring ranks within 2% of each other are about the same.",
    ]


def test_records_of_nobody_public_have_no_rank():
    assert ranks(best_paid([wage("a", 50_000), wage("secret", 60_000)], members("a"))) == [(1, "a", "$50,000")]


def test_what_lies_above_the_highest_published_amount_stands_apart():
    rows = [wage("a", 50_000), wage("b", top_coded=["annual_mean"], top_code_annual=Decimal(239_200))]
    ranked = best_paid(rows, members("a", "b"))
    assert ranks(ranked) == [(2, "a", "$50,000")]
    assert [row.key for row in ranked.above] == ["b"]
    assert ranked.above_heading == (
        "1 more occupation has a mean of $239,200 or more; the numbered ranks start after it"
    )


def test_in_a_file_without_marks_a_row_blank_at_its_upper_end_may_lie_above():
    rows = [
        wage("a", annual_median=Decimal(50_000), annual_p10=Decimal(40_000), annual_p90=Decimal(60_000)),
        wage("b", annual_p10=Decimal(100_000)),
        wage("c"),
    ]
    ranked = best_paid(rows, members("a", "b", "c"))
    assert [row.key for row in ranked.above] == ["b"]
    assert ranked.above_heading == (
        "1 more occupation may have a median above the publishing limit; the numbered ranks start after it"
    )


def test_who_is_paid_by_the_hour_only_is_left_out_and_said_to_be():
    ranked = best_paid([wage("a", 50_000), wage("b", hourly_only=True)], members("a", "b"))
    assert ranks(ranked) == [(1, "a", "$50,000")]
    assert ranked.above == []
    assert "Occupations with hourly pay only are not ranked." in ranked.notes


def test_most_employed_are_ranked_by_employees():
    rows = [wage("a", employment=1_000), wage("b", employment=20_000), wage(ALL, employment=30_000)]
    ranked = most_employed(rows, members("a", "b"))
    assert ranked is not None
    assert ranks(ranked) == [(1, "b", "20,000"), (2, "a", "1,000")]
    assert all_workers(rows) == [("Employees", "30,000")]


def test_a_file_without_employment_ranks_nobody_by_it():
    assert most_employed([wage("a", 50_000)], members("a")) is None


def test_all_workers_are_shown_of_the_place():
    assert all_workers([wage("a", 1), wage(ALL, 50_000)]) == [("Mean annual wage", "$50,000")]
    everyone = all_workers([wage(ALL, 50_000, annual_median=Decimal(40_000), employment=30_000)])
    assert everyone == [("Median annual wage", "$40,000"), ("Employees", "30,000")]
    assert total(everyone) == "All occupations: median annual wage: $40,000; employees: 30,000."
    assert all_workers([wage("a", 1)]) == []
    assert total([]) == ""
