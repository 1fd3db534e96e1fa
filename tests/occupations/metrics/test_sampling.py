"""What sampling explains, on values worked out by hand."""

import pytest

from occupations.metrics import sampling
from occupations.metrics.sampling import ACS, CPS


@pytest.mark.parametrize(
    ("share", "size", "low", "high"),
    [
        # (0.5 ± 1.645 / (2 √(100 + 2.706)))
        (0.5, 100, 0.4188, 0.5812),
        # (0.3 + 0.013530) / 1.027060 = 0.305269; reach 1.645 / 1.027060 × √(0.0021 + 0.00006765) = 0.074571
        (0.3, 100, 0.2307, 0.3798),
        # Of none: 2.706 / (100 + 2.706).
        (0.0, 100, 0.0, 0.0263),
        (1.0, 100, 0.9737, 1.0),
    ],
)
def test_wilson_interval(share, size, low, high):
    assert sampling.wilson(share, size) == pytest.approx((low, high), abs=0.0001)


def test_effective_size_of_each_survey():
    assert ACS.effective_size(1_000_000) == pytest.approx(10_000)  # 1% of two years, halved
    assert CPS.effective_size(1_650_000) == pytest.approx(1_000)  # one in 3,300, three times, ÷ 1.5


@pytest.mark.parametrize(
    ("record", "base", "sample_size", "size"),
    [
        ("acs-2018:11-1011", 1_000_000, None, 10_000),
        ("acs-2018:11-1011", None, None, 100),  # as of 10,000 people
        ("cps-2018:nurses", 1_650_000, None, 1_000),
        ("cps-2018:nurses", None, None, 50_000 / 1650),
        ("", 1_650_000, None, 1_000),  # people of a survey that is not known: as of the smallest sample
        ("", None, 320, 320),
        ("onet-soc-2019:11-1011.00", None, 23, 23),
        ("", None, None, None),
    ],
)
def test_effective_size_of_a_figure(record, base, sample_size, size):
    assert sampling.effective_size(record, base, sample_size) == (None if size is None else pytest.approx(size))


def test_lead_of_one_share_over_another_of_the_same_people():
    # 1.645 × √((0.4 + 0.3 − 0.01) / 100)
    assert sampling.lead_error(0.4, 0.3, 100) == pytest.approx(0.13664, abs=0.0001)


def test_error_of_a_median_age():
    assert sampling.median_age_error(484) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("shares", "position"), [([60, 40], 0), ([50, 50], 0), ([49, 51], 1), ([0, 0, 100], 2), ([20, 20, 20, 20, 20], 2)]
)
def test_median_category_is_the_first_with_half_of_all(shares, position):
    assert sampling.median_category(shares) == position


def test_no_answers_have_no_middle():
    with pytest.raises(ValueError, match="no category"):
        sampling.median_category([0, 0])


def test_error_of_the_middle_of_answers_in_categories():
    # 40 answers are worth 25: 1.645 × 0.5 ÷ 5 = 0.1645. Spread evenly over 10 years, the middle is between the years
    # 3.355 and 6.645, which is twice 1.645 standard errors.
    assert sampling.median_error([(0.0, 5.0), (5.0, 10.0)], [50, 50], 40) == pytest.approx(1.0, abs=0.001)


def test_an_open_category_ends_at_fifteen_years():
    assert sampling.median_error([(10.0, None)], [100], 40) == pytest.approx(0.5, abs=0.001)
