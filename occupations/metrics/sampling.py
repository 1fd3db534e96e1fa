"""Sampling error: how far a survey's figure may be from the true value because not everybody was surveyed.

If a survey publishes no errors, they are approximated here from the size of the group that a figure is for. All
constants and the evidence for them are in this module and on the page about the method. Pure; shares are fractions from
0 to 1.
"""

import math
from collections.abc import Sequence

import msgspec

CONFIDENCE = 90  # percent
Z = 1.645  # half-width of the confidence interval in standard errors


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """A survey whose records begin with `system`. `fraction`: the share of people that one round reaches; `rounds`: the
    number of rounds with different people that a figure averages; `design_effect`: how many people of this sample are
    worth one from a simple random sample; `smallest_base`: used if the number of people is unknown."""

    system: str
    name: str
    fraction: float
    rounds: float
    design_effect: float
    smallest_base: int
    because: str

    def effective_size(self, people: int | None) -> float:
        """The size of an equally accurate simple random sample. `people`: the number of people in the whole group."""
        return (people or self.smallest_base) * self.fraction * self.rounds / self.design_effect


ACS = Survey(
    system="acs",
    name="American Community Survey",
    fraction=1 / 100,
    rounds=2,
    design_effect=2.0,
    smallest_base=10_000,
    because="The public use microdata cover about 1% of the population each year, and the table pools two years. "
    "The Census Bureau's design factors for characteristics of people are about 1.4; the square of that is the "
    "design effect. The number of people is the number of jobs in table 1.2, added up over all occupations that "
    "share a survey row.",
)
CPS = Survey(
    system="cps",
    name="Current Population Survey",
    fraction=1 / 3300,
    rounds=3,
    design_effect=1.5,
    smallest_base=50_000,
    because="About 40,000 of 132 million households respond each month. Most of them respond again in other months, so "
    "the 12 months of a year, or the 11 of 2025, are worth about three. The source publishes no shares of fewer than "
    "50,000 people.",
)
SURVEYS = {survey.system: survey for survey in (ACS, CPS)}

MEDIAN_AGE_SPREAD = 22.0
"""Years from which the error of a median age is calculated: 1 ÷ (2 × share of workers per year of age at the median).
Of all workers in 2025, each year of age from 35 to 44 has 2.27%."""

ANSWERS_DESIGN_EFFECT = 1.6
"""For workers who answer O*NET's questions about education and experience: the median ratio, over 5,707 shares in O*NET
30.1, of the published squared standard error to that of a simple random sample."""
LONGEST = 15.0  # years, used as the end of an open category such as "over 10 years"


def effective_size(record: str, base: int | None, sample_size: int | None) -> float | None:
    """The effective sample size of a figure; None if it is unknown. A base without a known survey counts as from the
    survey that reaches the fewest people."""
    survey = SURVEYS.get(record.partition("-")[0])
    if survey is None and base is not None:
        survey = CPS
    return survey.effective_size(base) if survey else sample_size


def wilson(share: float, size: float) -> tuple[float, float]:
    """The Wilson interval of a share."""
    squared = Z * Z / size
    middle = (share + squared / 2) / (1 + squared)
    reach = Z / (1 + squared) * math.sqrt(share * (1 - share) / size + squared / (4 * size))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def lead_error(first: float, second: float, size: float) -> float:
    """By how much one of two shares of the same people has to be larger to be clearly larger."""
    return Z * math.sqrt(max(0.0, first + second - (first - second) ** 2) / size)


def median_age_error(size: float) -> float:
    """Standard error of a median age, in years."""
    return MEDIAN_AGE_SPREAD / math.sqrt(size)


def median_category(shares: Sequence[float]) -> int:
    """The position of the category with the median answer. Shares need not add up to 1.

    Raises ValueError if there are no answers.
    """
    half = sum(shares) / 2
    if not half:
        raise ValueError("no category has a share")
    reached = 0.0
    for position, share in enumerate(shares):
        reached += share
        if reached >= half - 1e-9:
            return position
    raise AssertionError("unreachable: all shares are at least half of all")


def median_error(spans: Sequence[tuple[float, float | None]], shares: Sequence[float], answers: int) -> float:
    """Standard error of the median of answers in categories, in years, from Woodruff's interval, with answers spread
    evenly within each category."""
    reach = min(0.5, Z * 0.5 / math.sqrt(answers / ANSWERS_DESIGN_EFFECT))
    return (_quantile(spans, shares, 0.5 + reach) - _quantile(spans, shares, 0.5 - reach)) / (2 * Z)


def _quantile(spans: Sequence[tuple[float, float | None]], shares: Sequence[float], part: float) -> float:
    wanted = part * sum(shares)
    reached = 0.0
    for (low, high), share in zip(spans, shares, strict=True):
        if share and reached + share >= wanted - 1e-9:
            return low + ((LONGEST if high is None else high) - low) * (wanted - reached) / share
        reached += share
    return LONGEST
