"""Which pairs are for search engines: the reasons, their points, and what shuts a pair out."""

import datetime
from typing import Any

import pytest

from comparisons.rules.demand import (
    ENOUGH,
    EVERYWHERE_JOBS,
    FIELD_JOBS,
    GROUP_JOBS,
    KNOWN_JOBS,
    OF_GROUP,
    POPULAR,
    PRIMARY_RANKS,
    Facts,
    are_alternatives,
    judge,
    would_lift,
)

MAY = datetime.date(2025, 5, 31)
FILLERS = [f"onet-soc-2019:51-{number}.00" for number in range(9000, 9000 + PRIMARY_RANKS)]


def facts(title: str, code: str, **columns: Any) -> Facts:
    known: dict[str, Any] = {
        "title": title,
        "pay": 50_000,
        "pay_period_end": MAY,
        "jobs": 1_000,
        "entry_education": "Bachelor's degree",
        "groups": {},
        "records": {f"onet-soc-2019:{code}.00": "exact", f"oews-2018:{code}": "exact"},
        "related": [],
    }
    return Facts.of(columns.pop("category", "work"), known | columns).published_on(datetime.date(2025, 9, 1))


def verdict(one: Facts, other: Facts, *, featured: bool = False, popular: str = ""):
    found = judge(one, other, featured=featured, popular=popular)
    assert found == judge(other, one, featured=featured, popular=popular)
    return found


def points(one: Facts, other: Facts, **asked: Any) -> list[int]:
    return [reason.points for reason in verdict(one, other, **asked).reasons]


NURSE = facts("Registered nurse", "29-1141")
COOK = facts("Cook", "35-2014")


def test_a_pair_that_nobody_asks_for_is_not_indexed():
    assert verdict(NURSE, COOK) == ((), "")
    assert not verdict(NURSE, COOK).is_indexed


def test_a_featured_pair_and_a_popular_pair_are_indexed_with_the_reason():
    assert verdict(NURSE, COOK, featured=True).is_indexed
    found = verdict(NURSE, COOK, popular="both work at night")
    assert (found.is_indexed, [reason.text for reason in found.reasons]) == (
        True,
        ["people search for it: both work at night"],
    )


def test_related_ones_are_indexed_and_primary_ones_count_more():
    near = facts("Midwife", "29-1161", related=["onet-soc-2019:29-1141.00"])
    far = facts("Surveyor", "17-1022", related=[*FILLERS, "onet-soc-2019:29-1141.00"])
    assert points(NURSE, near) == [3]
    assert points(NURSE, far) == [2]
    assert verdict(NURSE, near).is_indexed
    assert verdict(NURSE, far).is_indexed


def test_pay_of_a_wider_group_takes_points_away_so_that_thin_pages_stay_out():
    group = {"pay": "Registered nurses"}
    near = facts("Midwife", "29-1161", related=["onet-soc-2019:29-1141.00"], groups=group)
    far = facts("Surveyor", "17-1022", related=[*FILLERS, "onet-soc-2019:29-1141.00"], groups=group)
    both = facts("Nurse in a ship", "29-1142", groups={"pay": "Others"})
    related = facts("Nurse in a mine", "29-1143", related=["onet-soc-2019:29-1142.00"], groups=group)
    assert (verdict(NURSE, near).score, verdict(NURSE, near).is_indexed) == (2, True)
    assert (verdict(NURSE, far).score, verdict(NURSE, far).is_indexed) == (1, False)
    assert (verdict(both, related).score, verdict(both, related).is_indexed) == (1, False)
    assert verdict(both, related, popular="asked").is_indexed


def test_of_one_minor_group_both_need_enough_jobs_of_their_own():
    large, small = (facts(f"Nurse of {jobs}", "29-1151", jobs=jobs) for jobs in (GROUP_JOBS, GROUP_JOBS - 1))
    other = facts("Therapist", "29-1122", jobs=GROUP_JOBS)
    assert points(large, other) == [2]
    assert points(small, other) == []
    assert points(large._replace(minor_group="31-1"), other) == []
    assert facts("Nurse", "29-1151", jobs=10**6, groups={"jobs": "All nurses"}).jobs == 0


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ({"jobs": KNOWN_JOBS}, {"jobs": KNOWN_JOBS, "category": "food"}, True),
        ({"jobs": KNOWN_JOBS}, {"jobs": KNOWN_JOBS - 1, "category": "food"}, False),
        ({"jobs": KNOWN_JOBS}, {"jobs": FIELD_JOBS}, True),  # of one category
        ({"jobs": KNOWN_JOBS}, {"jobs": FIELD_JOBS - 1}, False),
        ({"jobs": KNOWN_JOBS, "pay": 100_000}, {"jobs": KNOWN_JOBS}, True),
        ({"jobs": KNOWN_JOBS, "pay": 100_001}, {"jobs": KNOWN_JOBS}, False),
        ({"jobs": KNOWN_JOBS, "pay": None}, {"jobs": KNOWN_JOBS}, False),
        ({"jobs": KNOWN_JOBS, "entry_education": "Associate's degree"}, {"jobs": KNOWN_JOBS}, True),
        ({"jobs": KNOWN_JOBS, "entry_education": "High school diploma or equivalent"}, {"jobs": KNOWN_JOBS}, False),
        ({"jobs": KNOWN_JOBS, "entry_education": ""}, {"jobs": KNOWN_JOBS}, False),
        ({"jobs": EVERYWHERE_JOBS, "entry_education": ""}, {"jobs": EVERYWHERE_JOBS, "category": "food"}, True),
        ({"jobs": EVERYWHERE_JOBS, "pay": 100_001}, {"jobs": EVERYWHERE_JOBS}, False),
        ({"jobs": KNOWN_JOBS, "title": "Engineer, all other"}, {"jobs": KNOWN_JOBS}, False),
    ],
)
def test_two_that_many_know_are_alternatives_if_schooling_and_pay_are_alike(one, other, are):
    sides = facts(**{"title": "Nurse", "code": "29-1141"} | one), facts("Cook", "35-2014", **other)
    assert are_alternatives(*sides) == are_alternatives(*sides[::-1]) == are
    assert verdict(*sides).is_indexed == are


def test_what_statistics_do_not_separate_is_shut_out_whatever_speaks_for_it():
    records = {"onet-soc-2019:29-1141.03": "exact", "oews-2018:29-1141": "shared"}
    other = facts("Critical care nurse", "29-1141", records=records, related=["onet-soc-2019:29-1141.00"])
    found = verdict(NURSE, other, featured=True, popular="asked")
    assert (found.score, found.is_indexed) == (13, False)
    assert found.barred == "official statistics do not separate the two"


def test_stale_pay_is_shut_out_and_pay_without_a_date_is_not():
    stale = facts("Midwife", "29-1161", pay_period_end=datetime.date(2022, 5, 31))
    undated = facts("Midwife", "29-1161", pay_period_end=None)
    found = verdict(NURSE, stale, featured=True)
    assert (found.is_indexed, found.barred) == (
        False,
        "the pay of Midwife was more than three years old when it was published",
    )
    assert verdict(NURSE, undated, featured=True).is_indexed
    assert ENOUGH == 2


def test_what_would_lift_a_pair_is_what_does_not_count_yet():
    cook = facts("Cook", "35-2014", groups={"pay": "Cooks, all"})

    lifted = would_lift(NURSE, cook, featured=True, popular="")

    assert [(reason.points, reason.text) for reason in lifted] == [
        (POPULAR, "it is added to the list of pairs that people search for"),
        (-OF_GROUP, "figures for the pay of Cook alone"),
    ]
    assert not {reason.text for reason in lifted} & {reason.text for reason in verdict(NURSE, cook).reasons}


def test_a_pair_that_statistics_do_not_separate_is_lifted_by_nothing_else():
    lifted = would_lift(COOK, COOK._replace(title="Chef"), featured=False, popular="")

    assert [reason.text for reason in lifted] == ["statistics that separate the two"]
