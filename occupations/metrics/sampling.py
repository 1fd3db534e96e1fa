"""How far a survey's figure may lie from the truth because not everybody was asked.

Surveys that publish no errors are given one here, from the size of the group that a figure is of. It is an
approximation: its constants, and what each is taken from, stand in this module alone, and on the page about the method.
Pure; shares are fractions from 0 to 1.
"""

import math
from collections.abc import Sequence

import msgspec

CONFIDENCE = 90  # percent
Z = 1.645  # standard errors on either side of an estimate that hold it with that confidence


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """A survey whose records begin with `system`. `fraction`: which part of the people one round of it reaches;
    `rounds`: of how many rounds with other people a figure is the average; `design_effect`: how many people of this
    sample are worth one of a simple random sample; `smallest_base`: taken where the number of people is not known."""

    system: str
    name: str
    fraction: float
    rounds: float
    design_effect: float
    smallest_base: int
    because: str

    def effective_size(self, people: int | None) -> float:
        """Of how many people a simple random sample would be as accurate. `people`: in the whole group."""
        return (people or self.smallest_base) * self.fraction * self.rounds / self.design_effect


ACS = Survey(
    system="acs",
    name="American Community Survey",
    fraction=1 / 100,
    rounds=2,
    design_effect=2.0,
    smallest_base=10_000,
    because="The public use microdata hold about 1% of the population each year, and the table pools two years. Census "
    "Bureau design factors for characteristics of people are around 1.4, whose square is the design effect. People "
    "are the jobs of table 1.2, added up over all occupations that share one row of the survey.",
)
CPS = Survey(
    system="cps",
    name="Current Population Survey",
    fraction=1 / 3300,
    rounds=3,
    design_effect=1.5,
    smallest_base=50_000,
    because="About 40,000 households out of 132 million answer each month. Most of them answer again in other months, "
    "so the twelve months of a year, or the eleven of 2025, are worth about three. The source publishes no share of "
    "fewer than 50,000 people.",
)
SURVEYS = {survey.system: survey for survey in (ACS, CPS)}

MEDIAN_AGE_SPREAD = 22.0
"""Years by which the error of a median age is worked out: 1 ÷ (2 × share of workers per year of age at the median). Of
all workers in 2025, 2.27% are of each year of age from 35 to 44."""

ANSWERS_DESIGN_EFFECT = 1.6
"""Of workers who answer O*NET's questions about education and experience: the median, over 5,707 shares in O*NET 30.1,
of the published squared standard error against that of a simple random sample."""
LONGEST = 15.0  # years, taken as the end of an open category such as "over 10 years"


def effective_size(record: str, base: int | None, sample_size: int | None) -> float | None:
    """As of how many people of a simple random sample a figure is; None where nothing says so. A base without a known
    survey counts as one of the survey that reaches the fewest."""
    survey = SURVEYS.get(record.partition("-")[0])
    if survey is None and base is not None:
        survey = CPS
    return survey.effective_size(base) if survey else sample_size


def wilson(share: float, size: float) -> tuple[float, float]:
    """Both ends of the Wilson interval of a share."""
    squared = Z * Z / size
    middle = (share + squared / 2) / (1 + squared)
    reach = Z / (1 + squared) * math.sqrt(share * (1 - share) / size + squared / (4 * size))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def lead_error(first: float, second: float, size: float) -> float:
    """How far one of two shares of the same people must be ahead of the other to be clearly ahead."""
    return Z * math.sqrt(max(0.0, first + second - (first - second) ** 2) / size)


def median_age_error(size: float) -> float:
    """Standard error of a median age, in years."""
    return MEDIAN_AGE_SPREAD / math.sqrt(size)


def median_category(shares: Sequence[float]) -> int:
    """The position of the first category with which half of all have answered. Shares need not add up to 1.

    Raises ValueError where nobody has answered."""
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
    """Standard error of the median of answers in categories, in years, by Woodruff's interval: the answers as spread
    evenly within each span."""
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
