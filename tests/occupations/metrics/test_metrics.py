"""The registry against the table it was made from, and its integers against the numbers they stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations import metrics
from occupations.metrics import (
    DURATION,
    FIGURE_METRICS,
    METHOD_NAMES,
    METRICS,
    MISSING_SENTENCES,
    MISSING_SHORT,
    NAMED_METRICS,
    NO_RELEASE,
    NOT_GIVEN,
    NOT_IN_RELEASE,
    OVERVIEW,
    PERCENT,
    SECTION_KEYS,
    SECTIONS,
    SENSITIVE,
    SHARE_METRICS,
    SLOTS,
    USD_HOUR,
    WAGE_METRICS,
    Method,
    Missing,
    Shape,
    from_scale,
    slots,
    to_scale,
)

UNITS = sorted({metric.unit.key: metric.unit for metric in METRICS.values()}.values(), key=lambda unit: unit.key)

# Every row of the page: its slot, and what may fill it, best first.
ROWS = {
    "pay_median": ("wage_annual_median",),
    "pay_mean": ("wage_annual_mean",),
    "pay_average": ("wage_annual_average",),
    "hourly_median": ("wage_hourly_median",),
    "hourly_mean": ("wage_hourly_mean",),
    "hourly_average": ("wage_hourly_average",),
    "range": ("wage_range",),
    "top_metro": ("top_metro",),
    "top_state": ("top_state",),
    "top_industry": ("top_industry",),
    "top_employer": ("top_employer",),
    "top_filing": ("top_filed_wage",),
    "growth": ("growth",),
    "jobs": ("jobs", "employees", "openings_advertised", "jobs_unstated"),
    "openings": ("openings_annual",),
    "time": ("time_to_become", "entry_path"),
    "entry_education": ("entry_education",),
    "entry_experience": ("entry_experience",),
    "entry_training": ("entry_training",),
    "experience": ("experience_required", "experience"),
    "job_zone": ("job_zone_merged", "job_zone"),
    "education_required": ("education_required",),
    "education": ("education", "degree"),
    "major": ("major", "major_fields"),
    "college": ("college",),
    "age": ("age_mean", "age_median"),
    "gender": ("gender",),
    "race": ("race_overlapping", "race_exclusive"),
    "lgbt": ("lgbt",),
    "satisfaction": ("satisfaction",),
    "skills": (
        "skill_share",
        "skills_edited",
        "skill_importance",
        "essential_skill_importance",
        "transferable_skill_importance",
    ),
    "knowledge": ("knowledge_importance",),
    "technology": ("technology",),
    "interests": ("interest",),
    "work_styles": ("work_style",),
}

WAGE = ("usd_year", {"percent": 2}, 0, True)
SHARE = ("percent", {"scaled": 200}, 1, False)
NONE: tuple[str, dict[str, int], None, bool] = ("name", {}, None, False)
# metric: (unit, about the same within, years that two periods may lie apart, more is better)
RULES = {
    **{f"wage_annual_{name}": WAGE for name in ("mean", "median", "average", "p10", "p25", "p75", "p90")},
    "wage_range": ("usd_year", {"percent": 2}, 0, False),
    **{f"wage_hourly_{name}": ("usd_hour", {"percent": 2}, 0, True) for name in ("mean", "median", "average")},
    "growth": ("percent", {"scaled": 100}, 0, True),
    "jobs": ("jobs", {"percent": 5}, 1, False),
    "employees": ("jobs", {"percent": 5}, 1, False),
    "openings_advertised": ("jobs", {"percent": 5}, 1, False),
    "jobs_unstated": ("jobs", {"percent": 5}, 1, False),
    "openings_annual": ("jobs_year", {"percent": 5}, 0, False),
    "satisfaction": ("score", {"scaled": 20}, 1, True),
    "education": SHARE,
    "education_required": ("percent", {"scaled": 200}, 5, False),
    "degree": SHARE,
    "age_mean": ("age", {"scaled": 100}, 1, False),
    "age_median": ("age", {"scaled": 100}, 1, False),
    "experience_required": ("duration", {}, 5, False),
    "experience": ("duration", {}, 5, False),
    "time_to_become": ("duration", {}, 5, False),
    "entry_path": NONE,
    **{
        f"top_{place}": ("usd_year", {}, None, False)
        for place in ("metro", "state", "employer", "filed_wage", "industry")
    },
    "major": SHARE,
    "major_fields": NONE,
    "college": NONE,
    "entry_education": NONE,
    "entry_experience": NONE,
    "entry_training": NONE,
    "job_zone": NONE,
    "job_zone_merged": NONE,
    "gender": ("percent", {"scaled": 200}, 1, False),
    "race_exclusive": ("percent", {"scaled": 200}, 1, False),
    "race_overlapping": ("percent", {"scaled": 200}, 1, False),
    "lgbt": SHARE,
    "skill_share": SHARE,
    "skills_edited": ("score", {"scaled": 50}, 5, False),
    **{f"{part}skill_importance": ("score", {"scaled": 50}, 5, False) for part in ("", "essential_", "transferable_")},
    "technology": NONE,
    "knowledge_importance": ("score", {"scaled": 50}, 5, False),
    "interest": NONE,
    "work_style": ("impact", {"scaled": 50}, 5, False),
}


def test_slots_are_the_rows_of_the_page():
    assert {key: slot.metrics for key, slot in SLOTS.items()} == ROWS
    assert [section.key for section in SECTIONS] == ["pay", "outlook", "entry", "people", "skills"]


def test_rules_of_each_metric():
    found = {}
    for key, metric in METRICS.items():
        named = {
            "percent": metric.tolerance_percent,
            "scaled": metric.tolerance,
        }
        tolerance = {name: limit for name, limit in named.items() if limit}
        found[key] = (metric.unit.key, tolerance, metric.period_limit, metric.higher_is_better)
    assert found == RULES


def test_slot_keys_are_unique_and_slots_come_in_the_order_of_the_page():
    keys = [slot.key for _, slot in slots()]
    assert keys == list(SLOTS) == list(ROWS)
    assert len(keys) == len(set(keys)) == sum(len(section.slots) for section in SECTIONS)


@pytest.mark.parametrize("slot", SLOTS.values(), ids=lambda slot: slot.key)
def test_candidates_of_a_slot_exist(slot):
    assert slot.label
    assert set(slot.metrics) <= set(METRICS)
    if slot.restates:
        assert SLOTS[slot.restates].restates == ""


def test_every_metric_is_of_one_row():
    metrics = [metric for slot in SLOTS.values() for metric in slot.metrics]
    assert len(metrics) == len(set(metrics))


def test_the_overview_shows_rows_of_the_sections():
    assert all(SLOTS[slot.key] is slot for slot in OVERVIEW.slots)
    assert "overview" not in SECTION_KEYS


def test_every_metric_can_be_shown_somewhere():
    inside = {part for metric in METRICS.values() for part in metric.parts}
    assert {metric for slot in SLOTS.values() for metric in slot.metrics} | inside == set(METRICS)


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.key)
def test_metric_is_explained_to_readers(metric):
    assert metric.name[0].islower() or metric.name.startswith(("LGBT", "10th", "25th", "75th", "90th"))
    assert metric.definition[0].isupper()
    assert metric.definition.endswith(".")
    assert metric.unit.name
    assert METRICS[metric.key] is metric
    assert set(metric.parts) <= set(METRICS)
    assert bool(metric.parts) == (metric.shape is Shape.PERCENTILES)


def test_sensitive_metrics_are_those_about_people_as_groups():
    assert SENSITIVE == ("gender", "race_exclusive", "race_overlapping", "lgbt")


def test_metrics_are_stored_in_one_place_each():
    assert set(FIGURE_METRICS) | set(WAGE_METRICS) | {
        "entry_path",
        "skill_share",
        "skills_edited",
        "top_filed_wage",
    } == set(METRICS)
    assert not set(FIGURE_METRICS) & set(WAGE_METRICS)
    assert set(NAMED_METRICS) <= set(FIGURE_METRICS)
    assert all(METRICS[key].unit is PERCENT for key in SHARE_METRICS)
    assert "growth" not in SHARE_METRICS


def test_metric_keys_fit_their_columns():
    assert max(map(len, METRICS)) <= 40


def test_every_reason_and_method_has_words_for_readers():
    assert set(MISSING_SENTENCES) == set(MISSING_SHORT) == {*Missing, NO_RELEASE, NOT_IN_RELEASE, NOT_GIVEN}
    assert set(METHOD_NAMES) == set(Method)
    assert all(sentence.endswith(".") for sentence in MISSING_SENTENCES.values())
    assert all(text and text[0].islower() for text in MISSING_SHORT.values())
    assert len(set(MISSING_SENTENCES.values())) == len(set(MISSING_SHORT.values())) == len(Missing) + 3 == 16


# Scale


@given(st.sampled_from(UNITS), st.integers(-(10**12), 10**12))
def test_scale_there_and_back(unit, value):
    assert to_scale(from_scale(value, unit), unit) == value


@given(st.sampled_from(UNITS), st.integers(-(10**9), 10**9))
def test_scale_there_and_back_by_way_of_the_database(unit, value):
    stored = round(from_scale(value, unit), 4)  # what a figure's column keeps
    assert to_scale(stored, unit) == value


@pytest.mark.parametrize(
    ("number", "unit", "scaled"),
    [
        ("33.34", USD_HOUR, 3334),
        ("33.345", USD_HOUR, 3334),
        ("33.355", USD_HOUR, 3336),
        ("-6.25", PERCENT, -625),
        ("0.5", DURATION, 6),
        ("0.4167", DURATION, 5),
        ("0", DURATION, 0),
    ],
)
def test_to_scale(number, unit, scaled):
    assert to_scale(Decimal(number), unit) == scaled


def test_to_scale_of_a_whole_number():
    assert to_scale(7, PERCENT) == 700


def test_from_scale():
    assert from_scale(3334, USD_HOUR) == Decimal("33.34")
    assert from_scale(6, DURATION) == Decimal("0.5")


def test_registry_does_not_know_django():
    import subprocess
    import sys

    code = "import sys, occupations.metrics, occupations.profiles.document; print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
    assert metrics.REGISTRY_VERSION
