"""The rule for every difference, step by step: what two figures are to each other, and why not more."""

import datetime
from typing import Any

import msgspec
import pytest

from comparisons.prose.difference_phrases import phrase
from comparisons.rules.compare import compare
from comparisons.rules.decide import decide
from comparisons.rules.difference import Caution, Difference, Outcome, Part, Reason, mirror
from comparisons.rules.tolerance import tolerance
from occupations.metrics import METRICS, SLOTS
from occupations.profiles.document import Figure, Profile, RecordRef, ReleaseRef
from tests.comparisons.builders import figure, importance, mean, median, months, path, profile, release, years

Figures = Figure | list[Figure]
EDITORS_OWN = -1


def dated(start: str, end: str, dataset: str = "survey") -> ReleaseRef:
    first, last = (datetime.date.fromisoformat(day) for day in (start, end))
    return ReleaseRef(
        key=f"{dataset}@{end}#1",
        dataset=dataset,
        source=dataset.capitalize(),
        title=end,
        method="measured",
        period_start=first,
        period_end=last,
    )


def difference_of(
    slot: str,
    left: Figures,
    right: Figures,
    *,
    before: ReleaseRef | None = None,
    after: ReleaseRef | None = None,
) -> Difference:
    """The difference of one row between two profiles, of the releases `before` and `after`."""
    sides = [
        profile("One", *_flat(left), releases=[before or release()]),
        profile("Two", *_flat(right), releases=[after or before or release()]),
    ]
    return compare(sides).row(slot).differences[0, 1]


def _flat(figures: Figures) -> list[Figure]:
    return [figures] if isinstance(figures, Figure) else figures


def verdict(difference: Difference) -> tuple[Outcome, Reason, tuple[Caution, ...]]:
    return difference.outcome, difference.reason, difference.cautions


# Step 1: the same thing on both sides


def test_figures_of_two_metrics_are_not_comparable():
    difference = difference_of("pay", mean(70_000), median(60_000))
    assert verdict(difference) == (Outcome.NOT_COMPARABLE, Reason.METRIC, ())
    assert (difference.gap, difference.percent, difference.better) == (None, None, None)


def test_jobs_of_people_and_openings_advertised_are_not_comparable():
    difference = difference_of("jobs", figure("jobs", 300_000), figure("openings_advertised", 250_000))
    assert verdict(difference) == (Outcome.NOT_COMPARABLE, Reason.METRIC, ())


def test_race_groups_that_exclude_each_other_are_not_comparable_with_overlapping_ones():
    difference = difference_of(
        "race", shares("race_exclusive", White=60, Asian=40), shares("race_overlapping", White=60, Asian=10)
    )
    assert verdict(difference) == (Outcome.NOT_COMPARABLE, Reason.METRIC, ())


def test_a_common_metric_is_preferred_to_each_sides_first():
    difference = difference_of("pay", [mean(70_000), median(60_000)], median(50_000))
    assert (difference.metric, difference.outcome, difference.gap) == ("wage_annual_median", Outcome.LOWER, 1_000_000)


def test_figures_of_two_populations_are_not_comparable():
    difference = difference_of("pay", mean(70_000, population="full-time employees"), mean(60_000))
    assert verdict(difference) == (Outcome.NOT_COMPARABLE, Reason.POPULATION, ())


def test_hourly_pay_worked_out_of_two_populations_is_not_comparable_either():
    difference = difference_of("hourly", mean(70_000, population="full-time employees"), mean(60_000))
    assert verdict(difference) == (Outcome.NOT_COMPARABLE, Reason.POPULATION, ())


def test_a_figure_of_a_wider_group_shows_the_gap_and_decides_nothing():
    difference = difference_of(
        "age", figure("age_median", 40), figure("age_median", 45, level="broad", group="Managers")
    )
    assert verdict(difference) == (Outcome.NO_VERDICT, Reason.WIDER_GROUP, ())
    assert (difference.gap, difference.better) == (500, None)


# Step 2: the same record behind both


def test_one_record_behind_both_separates_nothing():
    difference = difference_of(
        "pay", mean(70_000, record="oews-2018:11-1021"), mean(70_000, record="oews-2018:11-1021")
    )
    assert difference == Difference(outcome=Outcome.NOT_SEPARATED, metric="wage_annual_mean")


def test_one_record_in_two_releases_separates_nothing_though_the_figures_differ():
    difference = difference_of(
        "pay",
        mean(70_000, record="oews-2018:11-1021"),
        mean(90_000, record="oews-2018:11-1021"),
        before=release(2023),
        after=release(2024),
    )
    assert difference == Difference(outcome=Outcome.NOT_SEPARATED, metric="wage_annual_mean")


def test_two_records_are_compared():
    difference = difference_of(
        "pay", mean(70_000, record="oews-2018:11-1021"), mean(90_000, record="oews-2018:11-2021")
    )
    assert difference.outcome is Outcome.HIGHER


def test_the_same_group_figure_behind_two_records_separates_nothing():
    figures = [
        figure("age_median", 45, level="broad", group="Surgeons", record=f"cps-2018:{code}")
        for code in ("orthopedic", "pediatric")
    ]
    assert difference_of("age", *figures) == Difference(outcome=Outcome.NOT_SEPARATED, metric="age_median")


def test_two_wider_groups_decide_nothing_about_two_occupations():
    figures = [
        figure("age_median", age, level="broad", group=group, record=f"cps-2018:{group}")
        for age, group in ((40, "Surgeons"), (50, "Pilots"))
    ]
    assert verdict(difference_of("age", *figures)) == (Outcome.NO_VERDICT, Reason.WIDER_GROUP, ())


def record(system: str, code: str, title: str, quality: str) -> RecordRef:
    return RecordRef(key=f"{system.lower()}:{code}", system=system, code=code, title=title, quality=quality)


ALL_NURSES = record("OEWS", "29-1141", "Registered Nurses", "shared")
NURSES = [record("O*NET-SOC", "29-1141.00", "Registered Nurses", "exact"), ALL_NURSES]
PSYCHIATRIC = [record("O*NET-SOC", "29-1141.02", "Advanced Practice Psychiatric Nurses", "exact"), ALL_NURSES]


def nurses(title: str, records: list[RecordRef], *figures: Figure) -> Profile:
    return profile(title, *(figures or [mean(100_000, record=ALL_NURSES.key)]), records=records)


def against_cooks(side: Profile) -> Difference:
    return compare([side, profile("Cook", mean(50_000, record="oews:35-2011"))]).row("pay").differences[0, 1]


@pytest.mark.parametrize("title", ["Registered nurse", "RN"])
def test_an_occupation_titled_like_its_record_is_the_group_whatever_an_editor_calls_it(title):
    assert against_cooks(nurses(title, NURSES)).outcome is Outcome.LOWER


@pytest.mark.parametrize("quality", ["narrower", "shared", "broader", "approximate"])
def test_a_record_that_fits_in_any_other_way_than_exactly_decides_nothing(quality):
    wider = msgspec.structs.replace(ALL_NURSES, quality=quality)
    difference = against_cooks(nurses("Advanced practice psychiatric nurse", [PSYCHIATRIC[0], wider]))
    assert verdict(difference) == (Outcome.NO_VERDICT, Reason.WIDER_GROUP, ())
    assert (difference.gap, difference.percent) == (5_000_000, 1000)


@pytest.mark.parametrize(
    ("slot", "ours", "theirs"),
    [
        ("growth", figure("growth", 50), figure("growth", 20)),
        ("entry_education", figure("entry_education", label="Master's"), figure("entry_education", label="None")),
        ("education", figure("education", 50, label="Master's"), figure("education", 60, label="High school")),
        ("knowledge", figure("knowledge_importance", 4, label="Law"), figure("knowledge_importance", 4, label="Food")),
    ],
)
def test_every_kind_of_figure_of_a_wider_group_decides_nothing(slot, ours, theirs):
    ours = msgspec.structs.replace(ours, record=ALL_NURSES.key)
    sides = [nurses("Advanced practice psychiatric nurse", PSYCHIATRIC, ours), profile("Cook", theirs)]
    row = compare(sides).row(slot)
    assert verdict(row.differences[0, 1]) == (Outcome.NO_VERDICT, Reason.WIDER_GROUP, ())
    assert (row.same, row.highest) == (False, None)


def test_an_occupation_and_its_part_are_not_separated():
    sides = [nurses("Registered nurse", NURSES), nurses("Advanced practice psychiatric nurse", PSYCHIATRIC)]
    assert compare(sides).row("pay").differences[0, 1].outcome is Outcome.NOT_SEPARATED


# Step 3: bounds


@pytest.mark.parametrize(
    ("left", "right", "outcome", "reason"),
    [
        ({"at_least": 239_200}, {"value": 150_000}, Outcome.LOWER, Reason.NONE),
        ({"value": 150_000}, {"at_least": 239_200}, Outcome.HIGHER, Reason.NONE),
        ({"value": 239_200}, {"at_least": 239_200}, Outcome.NO_VERDICT, Reason.BOUNDS),
        ({"value": 300_000}, {"at_least": 239_200}, Outcome.NO_VERDICT, Reason.BOUNDS),
        ({"at_least": 239_200}, {"at_least": 239_200}, Outcome.NO_VERDICT, Reason.BOUNDS),
        ({"at_least": 239_200}, {"at_least": 208_000}, Outcome.NO_VERDICT, Reason.BOUNDS),
        ({"at_most": 20_000}, {"at_least": 239_200}, Outcome.HIGHER, Reason.NONE),
        ({"at_most": 20_000}, {"value": 30_000}, Outcome.HIGHER, Reason.NONE),
        ({"at_most": 20_000}, {"value": 15_000}, Outcome.NO_VERDICT, Reason.BOUNDS),
        ({"at_most": 20_000}, {"at_most": 30_000}, Outcome.NO_VERDICT, Reason.BOUNDS),
    ],
)
def test_a_bound_decides_only_where_the_other_side_lies_beyond_it(left, right, outcome, reason):
    difference = difference_of("pay", figure("wage_annual_mean", **left), figure("wage_annual_mean", **right))
    assert verdict(difference) == (outcome, reason, ())
    assert (difference.gap, difference.percent) == (None, None)


def test_a_bound_beyond_the_other_side_is_better_without_an_amount():
    difference = difference_of("pay", mean(150_000), mean(at_least=239_200))
    assert difference.better is True
    assert phrase(difference, *cells("pay", mean(150_000), mean(at_least=239_200))) == ("higher", "")


def test_a_bound_of_another_year_decides_nothing():
    difference = difference_of("pay", mean(150_000), mean(at_least=239_200), before=release(2023), after=release(2024))
    assert verdict(difference) == (Outcome.NO_VERDICT, Reason.PERIODS, ())


# Step 4: periods

YEAR = {year: release(year) for year in range(2017, 2027)}
MAY_2024, MAY_2025 = dated("2024-05-01", "2024-05-31"), dated("2025-05-01", "2025-05-31")
NO_CAUTION: tuple[Caution, ...] = ()


@pytest.mark.parametrize(
    ("slot", "metric", "before", "after", "expected"),
    [
        ("pay", "wage_annual_mean", YEAR[2024], YEAR[2024], (Outcome.HIGHER, Reason.NONE, NO_CAUTION)),
        ("pay", "wage_annual_mean", YEAR[2024], YEAR[2025], (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION)),
        ("pay", "wage_annual_mean", MAY_2024, MAY_2025, (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION)),
        ("pay", "wage_annual_mean", MAY_2024, YEAR[2024], (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION)),
        ("hourly", "wage_hourly_mean", YEAR[2024], YEAR[2025], (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION)),
        ("growth", "growth", YEAR[2024], YEAR[2025], (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION)),
        (
            "growth",
            "growth",
            dated("2023-01-01", "2033-12-31"),
            dated("2024-01-01", "2033-12-31"),
            (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION),
        ),
        ("jobs", "jobs", YEAR[2024], YEAR[2025], (Outcome.HIGHER, Reason.NONE, NO_CAUTION)),
        ("jobs", "jobs", YEAR[2025], YEAR[2024], (Outcome.HIGHER, Reason.NONE, NO_CAUTION)),
        ("jobs", "jobs", MAY_2024, MAY_2025, (Outcome.HIGHER, Reason.NONE, NO_CAUTION)),
        ("jobs", "jobs", YEAR[2024], YEAR[2026], (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION)),
        ("jobs", "jobs", MAY_2024, YEAR[2025], (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION)),
        ("age", "age_median", YEAR[2024], YEAR[2025], (Outcome.HIGHER, Reason.NONE, NO_CAUTION)),
        ("age", "age_median", YEAR[2024], YEAR[2026], (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION)),
        ("satisfaction", "satisfaction", YEAR[2024], YEAR[2026], (Outcome.NO_VERDICT, Reason.PERIODS, NO_CAUTION)),
    ],
)
def test_periods_too_far_apart_give_both_values_and_the_gap_without_verdict(slot, metric, before, after, expected):
    numbers = {"satisfaction": (3, 4), "jobs": (4_000, 8_000)}.get(metric, (40, 80))
    difference = difference_of(slot, figure(metric, numbers[0]), figure(metric, numbers[1]), before=before, after=after)
    assert verdict(difference) == expected
    assert difference.gap == (numbers[1] - numbers[0]) * METRICS[metric].unit.scale
    assert (difference.better is None) == (expected[0] is Outcome.NO_VERDICT or not METRICS[metric].higher_is_better)


@pytest.mark.parametrize(("year", "cautions"), [(2020, ()), (2019, (Caution.DATES,))])
def test_ratings_of_more_than_five_years_apart_are_compared_with_their_dates(year, cautions):
    sides = importance(Speaking=4.5), importance(Writing=4.5)
    difference = difference_of("skills", *sides, before=release(year), after=release(2025))
    assert verdict(difference) == (Outcome.DIFFERENT, Reason.NONE, cautions)
    assert (difference.only_left, difference.only_right) == (("Speaking",), ("Writing",))
    if cautions:
        shown = [
            compare([profile("One", *_flat(side), releases=[release(of)])] * 2).row("skills").cells[0]
            for side, of in zip(sides, (year, 2025), strict=True)
        ]
        assert phrase(difference, *shown).note == "2019 vs. 2025"


WORKERS, EXPERTS = "people working in the occupation", "experts on the occupation"


def test_interests_by_one_model_and_by_another_are_compared_with_a_caution():
    sides = [
        Figure(metric="interest", release=0, label=label, population=population)
        for label, population in (("Social", "a model"), ("Artistic", "a model, checked by experts"))
    ]
    assert verdict(difference_of("interests", *sides)) == (Outcome.DIFFERENT, Reason.NONE, (Caution.RATERS,))


WIDER = RecordRef(key="nem:1", system="NEM", code="1", title="Registered nurses", quality="shared")


@pytest.mark.parametrize(
    ("masters", "other", "outcome"),
    [
        (90, "Bachelor's degree", Outcome.LOWER),
        (90, "Doctoral or professional degree", Outcome.HIGHER),
        (60, "Doctoral or professional degree", Outcome.HIGHER),
        (10, "Bachelor's degree", Outcome.SAME),
        (10, "Associate's degree", Outcome.LOWER),
        (40, "Master's degree", Outcome.TOO_UNCERTAIN),
    ],
)
def test_an_entry_education_by_answers_is_compared_beyond_their_error(masters, other, outcome):
    """Of the group it is a bachelor's degree, and what people in the occupation say decides about the occupation."""
    requested = {"sample_size": 23, "population": WORKERS}
    answers = [
        figure("education_required", share, label=label, **requested)
        for label, share in (("Bachelor's degree", 100 - masters), ("Master's degree", masters))
    ]
    group = figure("entry_education", label="Bachelor's degree", record="nem:1")
    nurse = profile("Psychiatric nurse", group, answers, records=[WIDER])
    cook = profile(
        "Cook", figure("entry_education", label=other, population="what is typical of someone who enters it")
    )
    row = compare([nurse, cook]).row("entry_education")
    if masters == 60:  # too few to contradict the group: its level stays, and decides nothing
        assert verdict(row.difference(0, 1)) == (Outcome.NO_VERDICT, Reason.WIDER_GROUP, ())
    else:
        assert verdict(row.difference(0, 1)) == (outcome, Reason.NONE, (Caution.RATERS,))
        assert phrase(row.difference(0, 1), *row.cells).note.endswith(
            f"the first rated by {WORKERS}, the second by the publisher"
        )


def test_workers_against_experts_is_a_caution_and_no_refusal():
    difference = difference_of(
        "experience",
        figure("experience_required", low=12, high=24, population=WORKERS),
        figure("experience_required", low=48, high=72, population=EXPERTS),
    )
    assert verdict(difference) == (Outcome.HIGHER, Reason.NONE, (Caution.RATERS,))


def test_a_figures_own_period_stands_before_that_of_its_release():
    own = {"period_start": datetime.date(2023, 1, 1), "period_end": datetime.date(2023, 12, 31)}
    difference = difference_of("pay", mean(70_000, **own), mean(80_000), before=release(2024))
    assert verdict(difference) == (Outcome.NO_VERDICT, Reason.PERIODS, ())


def test_one_unknown_period_gives_no_verdict():
    difference = difference_of("pay", mean(70_000), mean(80_000), before=release(2024), after=release(None))
    assert verdict(difference) == (Outcome.NO_VERDICT, Reason.PERIOD_UNKNOWN, ())
    assert (difference.gap, difference.percent) == (1_000_000, 143)


def test_both_from_one_undated_source_give_a_verdict_with_a_caution():
    difference = difference_of("pay", mean(70_000), mean(80_000), before=release(None), after=release(None))
    assert verdict(difference) == (Outcome.HIGHER, Reason.NONE, (Caution.PERIOD_UNKNOWN,))
    assert difference.better is True


def test_about_the_same_from_one_undated_source_carries_the_caution_too():
    difference = difference_of("pay", mean(70_000), mean(70_001), before=release(None))
    assert verdict(difference) == (Outcome.SAME, Reason.NONE, (Caution.PERIOD_UNKNOWN,))


def test_two_undated_sources_give_no_verdict():
    difference = difference_of(
        "pay", mean(70_000), mean(80_000), before=release(None, "one"), after=release(None, "another")
    )
    assert verdict(difference) == (Outcome.NO_VERDICT, Reason.PERIOD_UNKNOWN, ())


def test_two_undated_figures_of_editors_are_not_of_one_source():
    figures = [mean(amount, release=EDITORS_OWN, reason="A letter") for amount in (70_000, 80_000)]
    assert verdict(difference_of("pay", *figures)) == (Outcome.NO_VERDICT, Reason.PERIOD_UNKNOWN, ())


@pytest.mark.parametrize("same", [True, False])
def test_no_verdict_is_reached_across_unknown_periods_even_where_figures_are_equal(same):
    difference = difference_of(
        "pay", mean(70_000), mean(70_000 if same else 80_000), before=release(2024), after=release(None)
    )
    assert difference.outcome is Outcome.NO_VERDICT


def test_names_are_compared_whatever_their_periods():
    labels = [Figure(metric="entry_education", release=0, label="Bachelor's degree") for _ in range(2)]
    difference = difference_of("entry_education", *labels, before=release(2017), after=release(2024))
    assert verdict(difference) == (Outcome.SAME, Reason.NONE, ())


# Step 5: tolerance


@pytest.mark.parametrize(
    ("slot", "metric", "left", "right", "outcome"),
    [
        # Pay: 2 percent of the lower side.
        ("pay", "wage_annual_mean", 74_009, 74_066, Outcome.SAME),  # "$57 higher"
        ("pay", "wage_annual_mean", 50_000, 51_000, Outcome.SAME),
        ("pay", "wage_annual_mean", 50_000, 51_001, Outcome.HIGHER),
        ("pay", "wage_annual_mean", 51_001, 50_000, Outcome.LOWER),
        ("pay", "wage_annual_mean", 50_000, 50_000, Outcome.SAME),
        ("hourly", "wage_hourly_mean", 50, 51, Outcome.SAME),
        ("hourly", "wage_hourly_mean", 50, 52, Outcome.HIGHER),
        # Growth: one point.
        ("growth", "growth", -6, -5, Outcome.SAME),
        ("growth", "growth", -6, -4, Outcome.HIGHER),
        ("growth", "growth", 1, -1, Outcome.LOWER),
        # Jobs: 5 percent.
        ("jobs", "jobs", 100_000, 105_000, Outcome.SAME),
        ("jobs", "jobs", 100_000, 105_001, Outcome.HIGHER),
        ("jobs", "employees", 100_000, 95_239, Outcome.SAME),
        ("jobs", "employees", 100_000, 95_238, Outcome.LOWER),
        ("jobs", "openings_advertised", 1_000, 1_051, Outcome.HIGHER),
        ("openings", "openings_annual", 10_000, 10_500, Outcome.SAME),
        ("openings", "openings_annual", 10_000, 10_501, Outcome.HIGHER),
        # Rounding: 0.1 thousand and 0.0 thousand may both be 50 jobs.
        ("jobs", "jobs", 0, 100, Outcome.SAME),
        ("jobs", "jobs", 0, 101, Outcome.HIGHER),
        # LGBT: two points.
        ("lgbt", "lgbt", 8, 10, Outcome.SAME),
        ("lgbt", "lgbt", 8, 11, Outcome.HIGHER),
    ],
)
def test_a_gap_counts_only_beyond_the_tolerance_of_its_metric(slot, metric, left, right, outcome):
    difference = difference_of(slot, figure(metric, left), figure(metric, right))
    assert verdict(difference) == (outcome, Reason.NONE, ())
    assert difference.gap == abs(left - right) * METRICS[metric].unit.scale


@pytest.mark.parametrize(("gap", "outcome"), [(20, Outcome.SAME), (21, Outcome.HIGHER)])
def test_job_satisfaction_counts_from_more_than_a_fifth_of_a_point(gap, outcome):
    figures = [Figure(metric="satisfaction", release=0, value=value) for value in (400, 400 + gap)]
    assert difference_of("satisfaction", *figures).outcome is outcome


@pytest.mark.parametrize(
    ("errors", "gap", "outcome"),
    [
        ((3_000, 4_000), 8_225, Outcome.TOO_UNCERTAIN),  # 1.645 x 5,000
        ((3_000, 4_000), 8_226, Outcome.HIGHER),
        ((5_000, None), 8_225, Outcome.TOO_UNCERTAIN),
        ((None, 5_000), 8_226, Outcome.HIGHER),
        ((0, 0), 2_001, Outcome.HIGHER),
        ((100, 100), 2_000, Outcome.SAME),  # the two percent are more than sampling explains
    ],
)
def test_what_sampling_explains_is_too_uncertain_and_not_about_the_same(errors, gap, outcome):
    one, other = (
        mean(amount, standard_error=None if error is None else error * 100)
        for amount, error in zip((100_000, 100_000 + gap), errors, strict=True)
    )
    assert difference_of("pay", one, other).outcome is outcome


@pytest.mark.parametrize(
    ("bases", "gap", "outcome"),
    [
        # 22 years ÷ √(500,000 ÷ 1,650) = 1.264 years; of two, 1.645 × √2 × 1.264 = 2.94.
        ((500_000, 500_000), 1, Outcome.SAME),
        ((500_000, 500_000), 2.9, Outcome.TOO_UNCERTAIN),
        ((500_000, 500_000), 3, Outcome.HIGHER),
        ((50_000, 50_000), 9.2, Outcome.TOO_UNCERTAIN),
        ((50_000, 50_000), 9.4, Outcome.HIGHER),
        ((None, None), 9.2, Outcome.TOO_UNCERTAIN),  # as of the smallest group the source publishes
        ((10_000_000, 10_000_000), 1.1, Outcome.HIGHER),
    ],
)
def test_ages_are_decided_by_the_error_of_their_base(bases, gap, outcome):
    left, right = (
        Figure(metric="age_median", release=0, record=f"cps-2018:{name}", value=4000 + round(100 * extra), base=base)
        for name, extra, base in zip("ab", (0, gap), bases, strict=True)
    )
    assert difference_of("age", left, right).outcome is outcome


@pytest.mark.parametrize(
    ("base", "gap", "outcome"),
    [
        (500_000, 2, Outcome.SAME),
        (500_000, 6, Outcome.TOO_UNCERTAIN),
        (500_000, 7, Outcome.DIFFERENT),
        (5_000_000, 3, Outcome.DIFFERENT),
        (50_000, 20, Outcome.TOO_UNCERTAIN),
        (None, 20, Outcome.TOO_UNCERTAIN),
    ],
)
@pytest.mark.parametrize("metric", ["gender", "race_overlapping"])
def test_shares_are_decided_by_the_error_of_their_base(metric, base, gap, outcome):
    left = shares(metric, base, record="cps-2018:a", Women=30, Men=70)
    right = shares(metric, base, record="cps-2018:b", Women=30 + gap, Men=70 - gap)
    assert difference_of("gender" if metric == "gender" else "race", left, right).outcome is outcome


def test_a_share_without_any_base_has_its_tolerance_alone():
    left, right = shares("gender", None, Women=30, Men=70), shares("gender", None, Women=33, Men=67)
    assert difference_of("gender", left, right).outcome is Outcome.DIFFERENT


def attained(record: str, base: int | None = 1_000_000, **levels: float) -> list[Figure]:
    """Of 1,000,000 people 10,000 are worth asking: 1.645 × √(0.3 × 0.7 ÷ 10,000) is 0.75 points."""
    names = {"high_school": "High school diploma or equivalent", "bachelors": "Bachelor's degree"}
    return [
        Figure(
            metric="education",
            release=0,
            record=f"acs-2018:{record}",
            label=names[key],
            value=round(share * 100),
            base=base,
        )
        for key, share in levels.items()
    ]


@pytest.mark.parametrize(
    ("left", "right", "base", "outcome"),
    [
        ({"high_school": 40, "bachelors": 30}, {"high_school": 30, "bachelors": 40}, 1_000_000, Outcome.HIGHER),
        ({"high_school": 30, "bachelors": 40}, {"high_school": 40, "bachelors": 30}, 1_000_000, Outcome.LOWER),
        # Of 20,000 people 200 are worth asking: a lead of 10 points may be nothing, one of 20 points is not.
        ({"high_school": 40, "bachelors": 30}, {"high_school": 20, "bachelors": 60}, 10_000, Outcome.TOO_UNCERTAIN),
        ({"high_school": 60, "bachelors": 20}, {"high_school": 20, "bachelors": 60}, 10_000, Outcome.HIGHER),
        ({"high_school": 60, "bachelors": 20}, {"high_school": 20, "bachelors": 60}, None, Outcome.HIGHER),
        # The same level: by its share.
        ({"high_school": 50}, {"high_school": 52}, 1_000_000, Outcome.SAME),
        ({"high_school": 50}, {"high_school": 53}, 1_000_000, Outcome.HIGHER),
        ({"high_school": 50}, {"high_school": 53}, 10_000, Outcome.TOO_UNCERTAIN),
    ],
)
def test_education_is_decided_by_the_error_of_its_base(left, right, base, outcome):
    sides = attained("a", base, **left), attained("b", base, **right)
    assert difference_of("education", *sides).outcome is outcome


@pytest.mark.parametrize(
    ("slot", "metric", "left", "right", "outcome"),
    [
        ("entry_education", "entry_education", "Bachelor's degree", "Master's degree", Outcome.HIGHER),
        ("entry_education", "entry_education", "Associate's degree", "Some college, no degree", Outcome.LOWER),
        ("entry_education", "entry_education", "Bachelor's degree", "Apprenticeship", Outcome.DIFFERENT),
        ("entry_training", "entry_training", "Apprenticeship", "None", Outcome.DIFFERENT),
        ("job_zone", "job_zone", "Job zone 2", "Job zone 4", Outcome.HIGHER),
        ("job_zone", "job_zone_merged", "Job zone 3", "Job zone 1–2", Outcome.LOWER),
    ],
)
def test_levels_in_an_order_are_higher_or_lower_and_not_better(slot, metric, left, right, outcome):
    difference = difference_of(slot, *(Figure(metric=metric, release=0, label=label) for label in (left, right)))
    assert (difference.outcome, difference.better, difference.gap) == (outcome, None, None)


@pytest.mark.parametrize(("errors", "outcome"), [((12, 12), Outcome.HIGHER), ((24, 24), Outcome.TOO_UNCERTAIN)])
def test_middle_answers_within_their_error_are_too_uncertain(errors, outcome):
    """Middles of 18 and 60 months: 1.645 × √2 × 12 are 28 months, of 24 they are 56."""
    left, right = (
        figure("experience_required", low=low, high=high, standard_error=error)
        for (low, high), error in zip(((12, 24), (48, 72)), errors, strict=True)
    )
    assert difference_of("experience", left, right).outcome is outcome


@pytest.mark.parametrize("metric", [metric for metric in METRICS.values() if metric.rounding > 1])
def test_rounding_alone_is_never_a_difference(metric):
    one, other = (Figure(metric=metric.key, value=value) for value in (0, metric.rounding))
    assert tolerance(metric, one, other) >= metric.rounding


# Step 6: higher or lower, by how much


@pytest.mark.parametrize(
    ("left", "right", "percent"),
    [
        (74_009, 78_439, 60),  # 5.99 percent
        (78_439, 74_009, 60),  # of the lower side, whichever that is
        (100_000, 200_000, 1000),
        (200, 400, 1000),
        (100, 400, None),  # ten rounding units and no more
        (101, 400, 2960),
        (0, 400, None),
    ],
)
def test_the_percentage_is_of_the_lower_side_where_that_is_clear_of_rounding(left, right, percent):
    assert difference_of("pay", mean(left), mean(right)).percent == percent


def test_percentages_differ_in_points_without_a_percentage_of_their_own():
    left, right = figure("growth", 5), figure("growth", 8)
    difference = difference_of("growth", left, right)
    assert (difference.gap, difference.percent) == (300, None)
    assert phrase(difference, *cells("growth", left, right)).text == "3.0 points higher"


@pytest.mark.parametrize(
    ("slot", "metric", "better"),
    [
        ("pay", "wage_annual_mean", True),
        ("hourly", "wage_hourly_mean", True),
        ("growth", "growth", True),
        ("jobs", "jobs", None),
        ("openings", "openings_annual", None),
        ("age", "age_median", None),
        ("lgbt", "lgbt", None),
    ],
)
def test_better_is_said_only_where_more_is_better(slot, metric, better):
    few, many = (2_000, 6_000) if slot in ("jobs", "openings") else (20, 60)
    higher = difference_of(slot, figure(metric, few), figure(metric, many))
    lower = difference_of(slot, figure(metric, many), figure(metric, few))
    assert (higher.outcome, higher.better) == (Outcome.HIGHER, better)
    assert (lower.outcome, lower.better) == (Outcome.LOWER, None if better is None else False)


@pytest.mark.parametrize(
    ("medians", "cautions"),
    [
        ((60_000, 50_000), (Caution.MEDIAN_DISAGREES,)),
        ((50_000, 60_000), ()),
        ((60_000, 59_500), (Caution.MEDIAN_SAME,)),
    ],
)
def test_a_verdict_on_means_says_where_the_medians_do_not_share_it(medians, cautions):
    difference = difference_of("pay_mean", [mean(70_000), median(medians[0])], [mean(80_000), median(medians[1])])
    assert (difference.metric, difference.outcome) == ("wage_annual_mean", Outcome.HIGHER)
    assert difference.cautions == cautions


def test_a_verdict_on_means_says_where_the_medians_are_too_uncertain():
    sides = ([mean(70_000), median(60_000, standard_error=500_000)], [mean(80_000), median(64_000, standard_error=1)])
    assert difference_of("pay_mean", *sides).cautions == (Caution.MEDIAN_UNCERTAIN,)


@pytest.mark.parametrize(
    ("means", "cautions"),
    [((80_000, 70_000), (Caution.MEAN_DISAGREES,)), ((70_000, 80_000), ()), ((70_000, 70_500), ())],
)
@pytest.mark.parametrize("slot", ["pay", "pay_median"])
def test_a_verdict_on_medians_says_only_that_the_means_point_the_other_way(slot, means, cautions):
    difference = difference_of(slot, [mean(means[0]), median(50_000)], [mean(means[1]), median(60_000)])
    assert (difference.metric, difference.outcome) == ("wage_annual_median", Outcome.HIGHER)
    assert difference.cautions == cautions


def test_an_average_of_unstated_kind_is_compared_with_its_like_alone():
    average = [figure("wage_annual_average", amount) for amount in (70_000, 80_000)]
    assert difference_of("pay", *average).outcome is Outcome.HIGHER
    for other in (mean(80_000), median(80_000)):
        assert verdict(difference_of("pay", average[0], other)) == (Outcome.NOT_COMPARABLE, Reason.METRIC, ())


def test_medians_of_another_year_do_not_disagree():
    own = {"period_start": datetime.date(2023, 1, 1), "period_end": datetime.date(2023, 12, 31)}
    difference = difference_of("pay_mean", [mean(70_000), median(60_000, **own)], [mean(80_000), median(50_000)])
    assert difference.cautions == ()


# Missing


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (mean(70_000), mean(missing="suppressed"), Reason.RIGHT_MISSING),
        (mean(missing="suppressed"), mean(70_000), Reason.LEFT_MISSING),
        (mean(missing="suppressed"), mean(missing="hourly_only"), Reason.BOTH_MISSING),
        (mean(70_000), [], Reason.RIGHT_MISSING),
        ([], [], Reason.BOTH_MISSING),
    ],
)
def test_a_missing_figure_is_shown_as_missing(left, right, reason):
    assert verdict(difference_of("pay", left, right)) == (Outcome.MISSING, reason, ())


# Ranges, labels, modes, shares, percentiles, sets


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        (years(4, 6), years(4, 6), Outcome.SAME),
        (years(4, 6), years(4, 7), Outcome.NO_VERDICT),
        (years(4, 6), years(6, 8), Outcome.HIGHER),  # they only meet
        (years(4, 4), years(4, 6), Outcome.NO_VERDICT),  # the first is one of the lengths of the second
        (years(6, 8), years(1, 2), Outcome.LOWER),
        (years(10, None), years(10, None), Outcome.SAME),
        (years(10, None), years(10, 12), Outcome.NO_VERDICT),
        (months(6, 12), months(6, 12), Outcome.SAME),
        (months(6, 12), years(6, 12), Outcome.HIGHER),
        (months(0, 24), months(None, 24), Outcome.SAME),  # both are "up to 2 years"
        (months(48, 48), Figure(metric="time_to_become", release=0, value=48), Outcome.SAME),
        (
            Figure(metric="time_to_become", release=0, at_least=12),
            Figure(metric="time_to_become", release=0, at_least=24),
            Outcome.NO_VERDICT,
        ),
    ],
)
def test_ranges_that_overlap_have_no_verdict_unless_both_ends_are_the_same(left, right, outcome):
    difference = difference_of("time", left, right)
    assert (difference.outcome, difference.gap) == (outcome, None)


OF_UNKNOWN_LENGTH = "Internship/residency"


def test_a_length_of_time_is_not_comparable_with_a_way_in():
    difference = difference_of("time", years(4, 6), path("Bachelor's degree", training=OF_UNKNOWN_LENGTH))
    assert verdict(difference) == (Outcome.NOT_COMPARABLE, Reason.METRIC, ())


DIPLOMA, BACHELOR, MASTER = "High school diploma or equivalent", "Bachelor's degree", "Master's degree"


@pytest.mark.parametrize(
    ("left", "right", "outcome", "gap", "cautions"),
    [
        (path(BACHELOR), path(BACHELOR), Outcome.SAME, None, ()),
        (path(BACHELOR), path(MASTER), Outcome.HIGHER, 24, ()),
        (path(MASTER), path("Associate's degree"), Outcome.LOWER, 48, ()),
        (path(BACHELOR), path(BACHELOR, "5 years or more"), Outcome.HIGHER, None, ()),
        # A bachelor's degree alone is one of the lengths of a degree with up to five years of experience.
        (path(BACHELOR), path(BACHELOR, "Less than 5 years"), Outcome.NO_VERDICT, None, ()),
        (path(MASTER), path(BACHELOR, "Less than 5 years"), Outcome.NO_VERDICT, None, ()),
        # Training after hiring: the same before it, turning the verdict around, and making no difference.
        (path(DIPLOMA), path(DIPLOMA, training="Apprenticeship"), Outcome.HIGHER, None, (Caution.TRAINING_COUNTED,)),
        (path(DIPLOMA, training="Apprenticeship"), path(BACHELOR), Outcome.NO_VERDICT, None, ()),
        (
            path(DIPLOMA, training="Short-term on-the-job training"),
            path(BACHELOR),
            Outcome.HIGHER,
            48,
            (Caution.TRAINING_APART,),
        ),
    ],
)
def test_sums_of_steps_take_longer_only_if_no_program_leaves_it_open(left, right, outcome, gap, cautions):
    difference = difference_of("time", left, right)
    assert (difference.outcome, difference.gap, difference.cautions) == (outcome, gap, cautions)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (path(BACHELOR), path(BACHELOR, "Less than 5 years"), Reason.RANGES),
        (path(DIPLOMA, training="Apprenticeship"), path(BACHELOR), Reason.TRAINING),
    ],
)
def test_a_missing_verdict_on_sums_says_why(left, right, reason):
    assert verdict(difference_of("time", left, right)) == (Outcome.NO_VERDICT, reason, ())


def test_ways_in_are_the_same_where_every_step_is():
    way, another = (
        path("Bachelor's degree", experience, OF_UNKNOWN_LENGTH) for experience in ("None", "5 years or more")
    )
    same, other = (difference_of("time", way, right) for right in (way, another))
    assert (same.outcome, other.outcome) == (Outcome.SAME, Outcome.DIFFERENT)


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [("Business", "business", Outcome.SAME), ("Business", "Nursing", Outcome.DIFFERENT)],
)
def test_names_are_the_same_whatever_their_capitals(left, right, outcome):
    figures = [Figure(metric="major", release=0, label=label) for label in (left, right)]
    assert difference_of("major", *figures).outcome is outcome


@pytest.mark.parametrize(
    ("left", "right", "outcome", "gap"),
    [
        ({"Bachelor's": 52}, {"Bachelor's": 54}, Outcome.SAME, 200),
        ({"Bachelor's": 52}, {"Bachelor's": 55}, Outcome.HIGHER, 300),
        ({"Bachelor's": 52}, {"bachelor's": 52}, Outcome.SAME, 0),
        ({"Bachelor's": 52}, {"Master's": 52}, Outcome.DIFFERENT, None),
        # Under two points apart is a tie: "A or B" is not the same as A alone.
        ({"Bachelor's": 40, "Master's": 39}, {"Bachelor's": 40, "Master's": 30}, Outcome.DIFFERENT, None),
        ({"Bachelor's": 40, "Master's": 39}, {"Master's": 41, "Bachelor's": 40}, Outcome.SAME, 200),
        ({"Bachelor's": 40, "Master's": 38}, {"Bachelor's": 40}, Outcome.SAME, 0),
        ({"Bachelor's": None}, {"Bachelor's": None}, Outcome.SAME, None),
    ],
)
@pytest.mark.parametrize("metric", ["education", "degree", "education_required"])
def test_the_most_common_level_is_the_same_with_its_label_and_within_two_points(metric, left, right, outcome, gap):
    sides = [
        [Figure(metric=metric, release=0, label=name, value=share and share * 100) for name, share in side.items()]
        for side in (left, right)
    ]
    difference = difference_of("education_required" if metric == "education_required" else "education", *sides)
    assert (difference.outcome, difference.gap, difference.better) == (outcome, gap, None)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"Women": 30, "Men": 70}, {"Female": 30, "Male": 70}),
        ({"White": 60, "Asian": 40}, {"White": 60, "Asian": 30, "Unknown": 10}),
    ],
)
def test_shares_of_other_groups_are_not_comparable(left, right):
    difference = difference_of("race", shares("race_exclusive", **left), shares("race_exclusive", **right))
    assert verdict(difference) == (Outcome.NOT_COMPARABLE, Reason.GROUPS, ())


def test_shares_show_the_gap_of_every_group():
    left, right = shares("gender", 10**6, Women=30, Men=70), shares("gender", 10**6, Men=60, Women=40)
    difference = difference_of("gender", left, right)
    assert difference.parts == (
        Part("Men", 7000, 6000, -1000, Outcome.LOWER),
        Part("Women", 3000, 4000, 1000, Outcome.HIGHER),
    )
    assert phrase(difference, *cells("gender", left, right)).text == "Men 10.0 points lower"


def test_shares_of_groups_in_another_order_are_mirrored_when_the_sides_are_swapped():
    left, right = shares("gender", 10**6, Women=30, Men=70), shares("gender", 10**6, Men=60, Women=40)
    assert difference_of("gender", right, left) == mirror(difference_of("gender", left, right))


def test_shares_of_which_one_is_not_published_on_one_side_leave_it_open():
    left = shares("race_overlapping", 10**6, White=60, Asian=5)
    right = [*shares("race_overlapping", 10**6, White=60), group("race_overlapping", "Asian", missing="base_too_small")]
    assert difference_of("race", left, right).outcome is Outcome.NO_VERDICT


def wages(p10: Any = 40_000, median: Any = 60_000, p90: Any = 90_000) -> list[Figure]:
    """Percentiles in dollars; a dict for a bound or a missing one, None for one that is not there."""
    names = {"wage_annual_p10": p10, "wage_annual_median": median, "wage_annual_p90": p90}
    return [
        figure(name, **given) if isinstance(given, dict) else figure(name, given)
        for name, given in names.items()
        if given is not None
    ]


TOP = {"at_least": 239_200}


@pytest.mark.parametrize(
    ("left", "right", "outcome", "reason"),
    [
        (wages(), wages(), Outcome.SAME, Reason.NONE),
        (wages(), wages(p10=40_800), Outcome.SAME, Reason.NONE),
        (wages(), wages(p10=40_801), Outcome.DIFFERENT, Reason.NONE),
        (wages(), wages(median=65_000), Outcome.DIFFERENT, Reason.NONE),
        (wages(), wages(p90=99_000), Outcome.DIFFERENT, Reason.NONE),
        (wages(median=None), wages(median=None), Outcome.SAME, Reason.NONE),
        # What is not known says nothing ...
        (wages(p90=TOP), wages(p90=TOP), Outcome.NO_VERDICT, Reason.BOUNDS),
        (wages(p90=TOP), wages(p90=240_000), Outcome.NO_VERDICT, Reason.BOUNDS),
        (wages(median=None), wages(), Outcome.NO_VERDICT, Reason.LEFT_MISSING),
        (wages(), wages(p90={"missing": "suppressed"}), Outcome.NO_VERDICT, Reason.RIGHT_MISSING),
        (wages(p10=None), wages(p90=None), Outcome.NO_VERDICT, Reason.BOTH_MISSING),
        # ... and takes nothing from what is.
        (wages(p90=TOP), wages(), Outcome.DIFFERENT, Reason.NONE),
        (wages(p10=20_000, p90=TOP), wages(p90=TOP), Outcome.DIFFERENT, Reason.NONE),
        (wages(p10=20_000), wages(p90={"missing": "suppressed"}), Outcome.DIFFERENT, Reason.NONE),
    ],
)
def test_ranges_of_pay_are_the_same_where_both_ends_and_the_median_are(left, right, outcome, reason):
    assert verdict(difference_of("range", left, right)) == (outcome, reason, ())


def test_ranges_of_pay_show_which_ends_differ():
    left, right = wages(), wages(p10=30_000, p90=120_000)
    difference = difference_of("range", left, right)
    words = phrase(difference, *cells("range", left, right)).text
    assert words == "10th percentile $10,000 lower, 90th percentile $30,000 higher"


def test_skills_that_are_named_are_shared_or_of_one_side():
    sides = [
        profile("One", skills={"POS": 12, "Cash Handling": 8}),
        profile("Two", skills={"cash handling": 3, "Payroll": 7}),
    ]
    difference = compare(sides).row("skills").differences[0, 1]
    assert difference.outcome is Outcome.DIFFERENT
    assert (difference.shared, difference.only_left, difference.only_right) == (
        ("Cash Handling",),
        ("POS",),
        ("Payroll",),
    )


@pytest.mark.parametrize(
    ("left", "right", "shared", "only_left", "only_right"),
    [
        ({"Speaking": 3.0}, {"Speaking": 4.9}, ("Speaking",), (), ()),  # both hold it
        ({"Speaking": 3.4}, {"Speaking": 2.9}, ("Speaking",), (), ()),  # near: the gap is half a point
        ({"Speaking": 3.4}, {"Speaking": 2.89}, (), ("Speaking",), ()),
        ({"Speaking": 2.89}, {"Speaking": 3.4}, (), (), ("Speaking",)),
        ({"Speaking": 2.99}, {"Speaking": 2.99}, (), (), ()),  # neither holds it
        ({"Speaking": 3.0}, {}, (), ("Speaking",), ()),
    ],
)
def test_rated_skills_are_of_one_side_only_beyond_a_clear_gap(left, right, shared, only_left, only_right):
    listening = {"Active_Listening": 4.0}
    difference = difference_of("skills", importance(**left, **listening), importance(**right, **listening))
    assert difference.shared == ("Active Listening", *shared)
    assert (difference.only_left, difference.only_right) == (only_left, only_right)


def test_sampling_errors_widen_what_counts_as_rated_alike():
    one, other = (
        Figure(metric="skill_importance", release=0, label="Speaking", value=value, standard_error=40)
        for value in (340, 250)
    )
    assert difference_of("skills", one, other).shared == ("Speaking",)


def test_a_skill_that_only_one_side_holds_but_both_have_rated_alike_mirrors():
    left = [Figure(metric="skill_importance", release=0, label="speaking", value=320)]
    right = [Figure(metric="skill_importance", release=0, label="Speaking", value=290)]
    assert difference_of("skills", right, left) == mirror(difference_of("skills", left, right))


def test_shares_and_ratings_of_skills_are_never_mixed():
    sides = [profile("One", skills={"Speaking": 12}), profile("Two", importance(Speaking=4.0))]
    difference = compare(sides).row("skills").differences[0, 1]
    assert verdict(difference) == (Outcome.NOT_COMPARABLE, Reason.METRIC, ())


# The mirror


def test_mirror_twice_is_the_same_difference():
    differences = [
        difference_of("pay", mean(70_000), mean(80_000)),
        difference_of("pay", mean(70_000), []),
        difference_of("skills", importance(Speaking=4.0), importance(Writing=4.0)),
        difference_of("gender", shares("gender", Women=20, Men=80), shares("gender", Women=60, Men=40)),
    ]
    assert [mirror(mirror(difference)) for difference in differences] == differences
    assert [mirror(difference) for difference in differences] != differences


def test_decide_agrees_with_the_row():
    left, right = cells("pay", mean(70_000), mean(80_000))
    assert decide(left, right) == difference_of("pay", mean(70_000), mean(80_000))


def cells(slot: str, left: Figures, right: Figures):
    return compare([profile("One", *_flat(left)), profile("Two", *_flat(right))]).row(slot).cells


def group(metric: str, label: str, share: int | None = None, **facts: Any) -> Figure:
    value = None if share is None else share * 100
    return Figure(metric=metric, release=0, label=label, value=value, **facts)


def shares(metric: str, base: int | None = None, record: str = "", **percent: int) -> list[Figure]:
    return [group(metric, label, share, base=base, record=record) for label, share in percent.items()]


def test_every_slot_of_the_registry_can_be_decided():
    assert {metric for slot in SLOTS.values() for metric in slot.metrics} <= set(METRICS)
