"""Numbers, ranges and periods as readers see them."""

import datetime
import re
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations.metrics import AGE, DURATION, IMPACT, JOBS, JOBS_YEAR, METRICS, PERCENT, SCORE, USD_HOUR, USD_YEAR
from occupations.profiles import formatting
from occupations.profiles.document import Figure, ReleaseRef

UNITS = [metric.unit for metric in METRICS.values()]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (7_400_900, USD_YEAR, "$74,009"),
        (7_400_949, USD_YEAR, "$74,009"),
        (7_400_950, USD_YEAR, "$74,010"),
        (0, USD_YEAR, "$0"),
        (23_920_000, USD_YEAR, "$239,200"),
        (3558, USD_HOUR, "$35.58"),
        (3500, USD_HOUR, "$35.00"),
        (5, USD_HOUR, "$0.05"),
        (123_456_789, USD_HOUR, "$1,234,567.89"),
        (341_785, JOBS, "341,785"),
        (0, JOBS, "0"),
        (1_200, JOBS_YEAR, "1,200"),
        (600, PERCENT, "6.0%"),
        (-600, PERCENT, "−6.0%"),
        (-1, PERCENT, "0.0%"),
        (-4, PERCENT, "0.0%"),
        (-5, PERCENT, "−0.1%"),
        (0, PERCENT, "0.0%"),
        (2890, PERCENT, "28.9%"),
        (10_000, PERCENT, "100.0%"),
        (5, PERCENT, "0.1%"),
        (4, PERCENT, "0.0%"),
        (9_995, PERCENT, "100.0%"),
        (460, SCORE, "4.6 out of 5"),
        (400, SCORE, "4.0 out of 5"),
        (457, SCORE, "4.6 out of 5"),
        (251, IMPACT, "+2.5"),
        (-42, IMPACT, "−0.4"),
        (-4, IMPACT, "0.0"),
        (4_400, AGE, "44.0 years"),
        (4_470, AGE, "44.7 years"),
        (100, AGE, "1.0 years"),
        (18, DURATION, "18 months"),
        (12, DURATION, "1 year"),
    ],
)
def test_number(value, unit, text):
    assert formatting.number(value, unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (465_900, USD_YEAR, "$4,659"),
        (224, USD_HOUR, "$2.24"),
        (100, PERCENT, "1.0 points"),
        (250, PERCENT, "2.5 points"),
        (0, PERCENT, "0.0 points"),
        (20, SCORE, "0.2 points"),
        (50, IMPACT, "0.5 points"),
        (100, AGE, "1.0 years"),
        (150, AGE, "1.5 years"),
        (91_929, JOBS, "91,929"),
        (24, DURATION, "2 years"),
        (6, DURATION, "6 months"),
    ],
)
def test_gap(value, unit, text):
    assert formatting.gap(value, unit) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(100, formatting.WHOLE, "1 point"), (200, formatting.WHOLE, "2 points"), (100, formatting.TENTHS, "1.0 points")],
)
def test_gap_in_whole_points(value, places, text):
    assert formatting.gap(value, PERCENT, places) == text


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.key)
def test_one_precision_for_all_values_of_a_metric(metric):
    if metric.unit in (PERCENT, SCORE, IMPACT, AGE):
        texts = [formatting.value(Figure(metric=metric.key, value=value), metric.unit) for value in (300, 310, 400)]
        assert len({len(re.search(r"\.?\d*(?=$|%| )", text)[0]) for text in texts}) == 1, texts


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (48, 72, "4 to 6 years"),
        (6, 12, "6 months to 1 year"),
        (12, 24, "1 to 2 years"),
        (18, 24, "18 to 24 months"),
        (6, 24, "6 months to 2 years"),
        (3, 6, "3 to 6 months"),
        (1, 2, "1 to 2 months"),
        (72, 72, "6 years"),
        (12, 12, "1 year"),
        (1, 1, "1 month"),
        (6, 6, "6 months"),
        (120, None, "more than 10 years"),
        (12, None, "more than 1 year"),
        (6, None, "more than 6 months"),
        (0, None, "any length of time"),
        (None, 24, "up to 2 years"),
        (0, 24, "up to 2 years"),
        (0, 1, "up to 1 month"),
        (0, 0, "none"),
        (None, 0, "none"),
    ],
)
def test_duration(low, high, text):
    assert formatting.duration(low, high) == text


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-01-01", "2034-12-31", "2024–2034"),
        ("2024-05-01", "2024-05-31", "May 2024"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2023-02-01", "2023-02-28", "February 2023"),
        ("2024-12-01", "2024-12-31", "December 2024"),
        ("2024-01-01", "2024-01-31", "January 2024"),
        ("2024-11-01", "2025-05-31", "November 2024 – May 2025"),
        ("2025-01-01", "2025-03-31", "January–March 2025"),
        ("2024-05-31", "2024-05-31", "May 31, 2024"),
        ("2024-05-01", "2024-05-01", "May 1, 2024"),
        ("2024-05-03", "2024-06-07", "May 3, 2024 – June 7, 2024"),
        ("2024-05-01", "2024-05-30", "May 1, 2024 – May 30, 2024"),
        ("9999-12-31", "9999-12-31", "December 31, 9999"),
        (None, None, "period unknown"),
        ("2024-01-01", None, "period unknown"),
    ],
)
def test_period(start, end, text):
    assert formatting.period(day(start), day(end)) == text


@pytest.mark.parametrize(
    ("facts", "unit", "text"),
    [
        ({"value": 7_400_900}, USD_YEAR, "$74,009"),
        ({"at_least": 23_920_000}, USD_YEAR, "$239,200 or more"),
        ({"at_most": 2_400_000}, USD_YEAR, "$24,000 or less"),
        ({"low": 48, "high": 72}, DURATION, "4 to 6 years"),
        ({"low": 120}, DURATION, "more than 10 years"),
        ({"low": 100, "high": 200}, PERCENT, "1% to 2%"),
        ({"low": 100}, PERCENT, "1% or more"),
        ({"high": 100}, PERCENT, "up to 1%"),
        ({"value": 0}, JOBS, "0"),
        ({"at_least": 0}, JOBS, "0 or more"),
        ({"label": "MIT"}, JOBS, ""),
        ({"missing": "suppressed"}, JOBS, ""),
    ],
)
def test_value(facts, unit, text):
    assert formatting.value(Figure(metric="jobs", **facts), unit) == text


def share(label: str, value: int | None = None, **facts) -> Figure:
    return Figure(metric="x", label=label, value=value, **facts)


@pytest.mark.parametrize(
    ("metric", "figures", "text"),
    [
        ("growth", [share("", 600)], "6.0%"),
        ("growth", [share("", missing="suppressed")], "not published"),
        ("degree", [share("Bachelor's degree", 5200)], "Bachelor's degree, 52.0%"),
        ("degree", [share("Bachelor's degree")], "Bachelor's degree"),
        ("education", [share("A", 3000), share("B", 4000), share("C", 3000)], "B, 40.0%"),
        ("education", [share("A", 3000), share("B", 3199)], "B or A, 32.0% and 30.0%"),
        ("education", [share("A", 3000), share("B", 3200)], "B, 32.0%"),
        ("education", [share("A", 3000), share("B", 3000)], "A or B, 30.0% and 30.0%"),
        ("education", [share("A"), share("B", 3000)], "B, 30.0%"),
        (
            "education",
            [share("Bachelor's degree", 3110), share("High school diploma", 2950)],
            "Bachelor's degree or high school diploma, 31.1% and 29.5%",
        ),
        ("education", [share("A", missing="suppressed"), share("B", 3000)], "B, 30.0%"),
        ("gender", [share("Women", 2890), share("Men", 7110)], "Women 28.9%, Men 71.1%"),
        ("gender", [share("Women", 2890), share("Men", missing="base_too_small")], "Women 28.9%, Men sample too small"),
        ("skill_share", [share("POS", 1200), share("Python")], "POS 12%; Python"),
        ("skill_importance", [share("A", 300), share("B", 412), share("C", 299)], "B 4.1; A 3.0"),
        ("skill_importance", [share("A", 299)], "none rated 3 or higher"),
        ("work_style", [share("A", 200), share("B", 267), share("C", 199)], "B +2.7; A +2.0"),
        ("work_style", [share("A", -42)], "none rated +2 or higher"),
        ("technology", [share("Excel"), share("C++")], "Excel; C++"),
        ("top_metro", [share("Napa, CA", 20_133_000)], "Napa, CA, $201,330"),
        ("top_metro", [share("Napa, CA")], "Napa, CA"),
        ("top_metro", [share("", at_least=23_920_000)], "$239,200 or more"),
        ("college", [share("MIT")], "MIT"),
        ("time_to_become", [share("", low=48, high=72)], "4 to 6 years"),
        ("time_to_become", [share("", value=0)], "No training time"),
        ("experience_required", [share("", low=0, high=0)], "No experience needed"),
        ("entry_experience", [share("None")], "No experience needed"),
        ("entry_training", [share("None")], "No on-the-job training"),
        ("college", [share("None")], "None"),
        ("gender", [], ""),
    ],
)
def test_cell(metric, figures, text):
    of_metric = tuple([msgspec.structs.replace(figure, metric=metric) for figure in figures])
    assert formatting.cell(METRICS[metric], of_metric) == text


@pytest.mark.parametrize(
    ("percentiles", "text"),
    [
        ({"p10": 4_700_000, "p90": 11_600_000}, "$47,000 to $116,000"),
        ({"p10": 4_700_000, "median": 5_000_000, "p90": 11_600_000}, "$47,000 to $116,000"),
        ({"p10": 4_700_000}, "10th percentile wage $47,000"),
        ({"median": 4_700_000, "p90": 5_000_000}, "median annual wage $47,000, 90th percentile wage $50,000"),
    ],
)
def test_cell_of_percentiles(percentiles, text):
    figures = tuple(Figure(metric=f"wage_annual_{name}", value=value) for name, value in percentiles.items())
    assert formatting.cell(METRICS["wage_range"], figures) == text


def test_cell_of_percentiles_that_end_in_a_bound():
    low = Figure(metric="wage_annual_p10", value=4_700_000)
    high = Figure(metric="wage_annual_p90", at_least=23_920_000)
    assert formatting.cell(METRICS["wage_range"], (low, high)) == "$47,000 to $239,200 or more"


@given(st.sampled_from(UNITS), st.integers(-(10**9), 10**9))
def test_number_of_anything_is_short_and_never_a_minus_nought(unit, value):
    text = formatting.number(value, unit) if unit is not DURATION else formatting.number(abs(value), unit)
    assert text
    assert "-" not in text
    assert text.startswith(formatting.MINUS) == (
        value < 0 and unit is not DURATION and any(digit in text for digit in "123456789")
    )


@given(st.integers(0, 1200) | st.none(), st.integers(0, 1200) | st.none())
def test_duration_of_anything_has_words(low, high):
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    text = formatting.duration(low, high)
    assert text == text.strip() != ""
    assert "None" not in text
    assert not text.startswith(("0 ", "more than 0"))
    assert not re.search(r"(?<!\d)1 (years|months)$", text)


@given(st.dates(), st.dates())
def test_period_of_anything_has_words(one, other):
    text = formatting.period(min(one, other), max(one, other))
    assert str(one.year) in text
    assert str(other.year) in text


def test_release_is_named_by_who_what_which():
    ref = ReleaseRef(key="k", dataset="d", source="Survey", title="May 2024", method="measured", publisher="Agency")
    assert formatting.release(ref) == "Agency, Survey, May 2024"
    assert (
        formatting.release(ReleaseRef(key="k", dataset="d", source="Survey", title="", method="measured")) == "Survey"
    )


@pytest.mark.parametrize(("amount", "text"), [(0, "$0"), (74_009, "$74,009"), (Decimal("1234567.5"), "$1,234,568")])
def test_money_in_whole_dollars(amount, text):
    assert formatting.usd(amount) == text


@pytest.mark.parametrize(
    ("end", "month", "year"),
    [
        (datetime.date(2024, 12, 31), "December 2024", "2024"),
        (datetime.date(2024, 5, 31), "May 2024", "May 2024"),
    ],
)
def test_the_end_of_a_period(end, month, year):
    assert (formatting.month(end), formatting.year(end)) == (month, year)
    assert formatting.month(None) == "period unknown"
