"""Where each stands among all: a pure rule, and a table that follows it at a fixed cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from occupations.models import Occupation, Standing
from occupations.publishing.publish import publish, publish_all, withdraw
from occupations.publishing.standing_row import StandingRow
from occupations.publishing.standings import NEAREST, Position, rebuild, standings
from tests.occupations import factories as make

db = pytest.mark.django_db


def live(
    pk: int, salary: float | None = None, category: int = 1, metric: str = "wage_annual_median", **known
) -> StandingRow:
    known = {"records": {}, "related": [], "importances": {}, "groups": {}} | known
    return StandingRow(pk, f"job-{pk}", f"Job {pk}", category, salary, metric, **known)


def percentiles(*salaries: float | None) -> list[int | None]:
    return [place.percentile for place in standings([live(pk, salary) for pk, salary in enumerate(salaries)]).values()]


def nearest(rows: list[StandingRow], pk: int) -> list[str]:
    """Slugs of the nearest of one row."""
    return [slug for slug, _ in standings(rows)[pk].nearest]


@pytest.mark.parametrize(
    ("salaries", "expected"),
    [
        ([], []),
        ([None], [None]),
        ([5], [None]),  # alone among the paid
        ([5, None], [None, None]),
        ([5, 6], [0, 50]),
        ([6, 5, None], [50, 0, None]),
        ([5, 5], [0, 0]),
        ([5, 5, 6], [0, 0, 66]),
        ([1, 2, 3, 4], [0, 25, 50, 75]),
        ([0, 1], [0, 50]),
    ],
)
def test_percentile_is_the_share_of_the_paid_that_are_paid_less(salaries, expected):
    assert percentiles(*salaries) == expected


def test_pay_of_a_wider_group_has_no_percentile_and_counts_in_none():
    rows = [live(1, 5), live(2, 6), live(3, 1, groups={"pay": "Cooks"})]
    assert [place.percentile for place in standings(rows).values()] == [0, 50, None]


def test_percentiles_are_of_medians_alone():
    rows = [live(1, 5), live(2, 6), live(3, 1, metric="wage_annual_mean")]
    assert [place.percentile for place in standings(rows).values()] == [0, 50, None]


def test_titles_with_the_pay_of_one_record_count_once():
    nurses = {"oews-2018:29-1141": "exact"}
    rows = [live(1, 9, records=nurses), live(2, 9, records=nurses), live(3, 5), live(4, 7, records=nurses)]
    found = standings(rows)
    assert [place.percentile for place in found.values()] == [66, 66, 0, 33]  # of 9, 5 and what an editor entered
    assert [place.counts for place in found.values()] == [True, False, True, True]


def test_percentile_stays_below_a_hundred_whole_percent():
    assert percentiles(*range(1000))[-1] == 99


def test_nearest_are_of_the_same_category_and_nearest_in_pay_first():
    rows = [live(pk, 10 * pk) for pk in range(1, 10)] + [live(19, 40, category=2)]
    assert nearest(rows, 4) == ["job-3", "job-5", "job-2", "job-6", "job-1", "job-7"]


def test_nearest_of_a_small_category_are_filled_up_with_others():
    rows = [live(1, 100), live(2, 900), live(3, 101, 2), live(4, 120, 2), live(5, 300, 2), live(6, 5000, 2)]
    assert nearest(rows, 1) == ["job-2", "job-3", "job-4", "job-5", "job-6"]


def test_nearest_of_as_many_people_are_those_most_alike_in_skills():
    scores = (
        {"Writing": 400, "Speaking": 300},
        {"Writing": 100},
        {"Writing": 390, "Speaking": 310},
        {},
        {"Writing": 300},
    )
    rows = [live(pk, 10, importances=known) for pk, known in enumerate(scores)]
    assert nearest(rows, 0) == ["job-2", "job-4", "job-1", "job-3"]
    assert nearest(rows, 3) == ["job-0", "job-1", "job-2", "job-4"]  # of unknown skills: by pay


def of_code(pk: int, code: str, quality: str = "exact", **known) -> StandingRow:
    return live(pk, records={f"onet-soc-2019:{code}": quality}, **known)


def test_nearest_are_those_that_a_source_relates_then_the_largest_of_the_minor_group_then_of_the_category():
    related = ["onet-soc-2019:29-1171.00", "onet-soc-2019:11-9111.00", "onet-soc-2019:29-9999.00"]
    rows = [
        of_code(1, "29-1141.00", related=related, importances={"Care": 500, "Sales": 100}),
        of_code(2, "29-1171.00", jobs=10, category=2),
        of_code(3, "11-9111.00", category=2),
        of_code(4, "29-1051.00", jobs=100, importances={"Care": 100, "Sales": 500}),
        of_code(5, "29-1021.00", jobs=900, category=2, groups={"jobs": "Dentists"}),  # nobody knows how many of them
        of_code(6, "29-1123.00", jobs=200, category=2),
        of_code(7, "29-2061.00", jobs=700),
        of_code(8, "43-4051.00", jobs=9000, category=2, importances={"Care": 500, "Sales": 100}),
    ]
    assert nearest(rows, 1) == ["job-2", "job-3", "job-6", "job-4", "job-5", "job-7"]


def test_related_are_offered_by_tier_then_of_the_same_group_and_then_the_closest():
    code = "onet-soc-2019:29-1{:03}.00".format
    others = [code(number) for number in range(2, 14)]
    rows = [
        of_code(1, "29-1001.00", salary=100_000, entry_education="Master's degree", related=others),
        of_code(2, "29-1002.00", salary=250_000, jobs=100_000),  # far away
        of_code(3, "29-1003.00", salary=150_000, jobs=100_000),
        of_code(4, "29-1004.00", salary=110_000, jobs=100),  # few know it
        of_code(5, "29-1005.00", salary=110_000, jobs=100_000),
        of_code(6, "29-1006.00", salary=110_000, jobs=100_000, entry_education="Bachelor's degree"),
        of_code(13, "29-1013.00", salary=100_000, jobs=100_000),  # supplemental
    ]
    fill = [of_code(pk, f"29-1{pk:03}.00", salary=10**9, category=9) for pk in range(7, 13)]
    assert nearest([*rows, *fill], 1)[:5] == ["job-5", "job-6", "job-4", "job-3", "job-13"]


def test_titles_without_a_record_of_their_own_are_compared_with_what_is_related_to_whose_record_they_have():
    rows = [
        of_code(1, "15-1252.00", related=["onet-soc-2019:15-1254.00"]),
        of_code(2, "15-1252.00", "narrower", jobs=None),
        of_code(3, "15-1254.00", category=2, jobs=1),
        of_code(4, "15-1211.00", category=2, jobs=5),
        live(5, jobs=9),  # an editor's, without any record
        live(6, category=3),
    ]
    assert nearest(rows, 2)[:3] == ["job-3", "job-4", "job-1"]
    assert nearest(rows, 5)[:2] == ["job-1", "job-2"]  # of its category
    assert len(nearest(rows, 6)) == 5  # alone in its category


def test_a_record_that_covers_several_leads_to_the_occupation_that_is_titled_like_it():
    shared = {"oews-2018:29-1141": "shared"}
    rows = [
        live(1, records=shared | {"onet-soc-2019:29-1141.00": "exact"}, related=["onet-soc-2019:29-1171.00"]),
        live(2, records=shared, groups={"oews-2018:29-1141": "Registered nurses"}),
        of_code(3, "29-1171.00", category=2),
        live(4, jobs=9),
    ]
    assert nearest(rows, 2) == ["job-3", "job-4"]


def test_nearest_are_never_two_that_official_pay_does_not_tell_apart():
    shared = {"oews-2018:11-1021": "shared"}
    rows = [live(pk, 10, importances={"Writing": 400}, records=shared if pk < 2 else {}) for pk in range(4)]
    assert nearest(rows, 0) == ["job-2", "job-3"]


def test_related_are_the_occupations_that_a_source_names_in_its_order_as_far_as_they_are_here():
    code = "onet-soc-2019:{}".format
    rows = [
        live(1, related=[code(3), code(9), code(1), code(2)]),
        live(2, records={code(2): "exact"}),
        live(3, records={code(3): "exact"}),
        live(4, records={code(9): "narrower"}),
    ]
    assert standings(rows)[1].related == [["job-3", "Job 3"], ["job-2", "Job 2"]]
    assert standings(rows)[2].related == []


def test_nearest_carries_slug_and_title():
    assert standings([live(1), live(2)]) == {
        1: Position(None, False, [["job-2", "Job 2"]], []),
        2: Position(None, False, [["job-1", "Job 1"]], []),
    }


rows_of = st.lists(st.tuples(st.none() | st.integers(0, 5) | st.floats(0, 10**6), st.integers(1, 3)), max_size=25).map(
    lambda drawn: [live(pk, salary, category) for pk, (salary, category) in enumerate(drawn)]
)


@given(rows_of)
def test_standings_of_any_population(rows):
    result = standings(rows)
    assert list(result) == [row.pk for row in rows]
    paid = [row.pay for row in rows if row.pay is not None]
    for row, (percentile, _, near, _) in zip(rows, result.values(), strict=True):
        if row.pay is None or len(paid) == 1:
            assert percentile is None
        else:
            assert 0 <= percentile <= 100
            assert percentile == 100 * sum(other < row.pay for other in paid) // len(paid)
        slugs = [slug for slug, _ in near]
        assert len(slugs) == min(NEAREST, len(rows) - 1) == len(set(slugs))
        assert row.slug not in slugs
        family = {other.slug for other in rows if other.category == row.category and other != row}
        own = [slug for slug in slugs if slug in family]
        assert slugs[: len(own)] == own
        assert len(own) == min(NEAREST, len(family))


@given(rows_of)
def test_standings_do_not_depend_on_the_order_of_the_rows(rows):
    assert standings(rows) == standings(rows[::-1])


@given(rows_of.filter(lambda rows: len(rows) > NEAREST))
def test_nearest_of_a_large_family_are_really_the_nearest(rows):
    rows = [row._replace(category=1, pay=row.pay or 0) for row in rows]
    for row, (_, _, near, _) in zip(rows, standings(rows).values(), strict=True):
        distances = sorted(abs(other.pay - row.pay) for other in rows if other != row)
        found = {slug for slug, _ in near}
        assert sorted(abs(other.pay - row.pay) for other in rows if other.slug in found) == distances[:NEAREST]


# The table


def crowd(size: int) -> list[Occupation]:
    made = [make.occupation() for _ in range(size)]
    for number, occupation in enumerate(made):
        make.wage(occupation=occupation, annual_median=10_000 + 100 * number)
    publish_all(made)
    return made


@db
def test_publishing_brings_the_standings_up_to_date():
    first, second, third = crowd(3)
    assert [(row.occupation, row.pay_median_percentile) for row in Standing.objects.order_by("pk")] == [
        (first, 0),
        (second, 33),
        (third, 66),
    ]
    assert Standing.objects.get(pk=first.pk).nearest == [
        [second.slug, second.title],
        [third.slug, third.title],
    ]
    first.wageestimates.update(annual_median=99_999)
    publish(first)
    assert [row.pay_median_percentile for row in Standing.objects.order_by("pk")] == [66, 0, 33]


@db
def test_rebuild_twice_changes_nothing_the_second_time():
    crowd(3)
    before = list(Standing.objects.order_by("pk").values())
    assert rebuild() == 0
    Standing.objects.update(pay_median_percentile=7)
    assert rebuild() == 3
    assert rebuild() == 0
    assert list(Standing.objects.order_by("pk").values()) == before


@db
def test_rebuild_leaves_out_what_is_not_public():
    first, second, _ = crowd(3)
    make.occupation()
    withdraw(first, "Gone.")
    rebuild()
    assert set(Standing.objects.values_list("pk", flat=True)) == {second.pk, second.pk + 1}
    Standing.objects.all().delete()
    assert rebuild() == 2


@db
def test_rebuild_asks_as_much_for_many_as_for_few():
    counts = []
    for size in (3, 30):
        crowd(size)
        Standing.objects.update(pay_median_percentile=None)
        with CaptureQueriesContext(connection) as queries:
            rebuild()
        counts.append(len(queries))
    assert counts[0] == counts[1]
