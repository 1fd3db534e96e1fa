"""What of each dataset the package has: facts, numbers and names, and no sentence of a publisher."""

from collections.abc import Iterable
from typing import NamedTuple

ALL = frozenset[str]()
"""No restriction."""

# What pages show of a metropolitan area, and what its errors are.
METROPOLITAN = frozenset(
    {"record", "area", "employment", "annual_mean", "annual_median", "mean_rse", "employment_rse"}
    | {"annual_only", "hourly_only", "top_coded", "suppressed", "top_code_annual", "population", "note"}
)
TITLES = frozenset({"alternate_title", "reported_title", "direct_match_title"})


class Part(NamedTuple):
    """What the package has of the releases of one dataset. `every`: of each of them, not of the current one alone;
    `wages`: the columns of wages, or ALL; `listed`: instead of its texts, the titles of the records that they
    describe."""

    every: bool = False
    wages: frozenset[str] = ALL
    listed: bool = False

    @property
    def whole(self) -> bool:
        """Whether a release is all there, so that importing its files adds nothing."""
        return not self.wages and not self.listed


PARTS: dict[tuple[str, str], Part] = {
    ("Standard Occupational Classification", "structure"): Part(),
    ("Standard Occupational Classification", "direct match titles"): Part(),
    ("O*NET Database", "O*NET-SOC 2010 to 2019"): Part(),
    ("O*NET Database", "occupation data"): Part(listed=True),
    ("O*NET Database", "alternate and reported titles"): Part(),
    ("O*NET Database", "education, training, and experience"): Part(),
    ("O*NET Database", "interests"): Part(),
    ("O*NET Database", "job zones"): Part(),
    ("O*NET Database", "job zones, 1 and 2 as one"): Part(),
    ("O*NET Database", "knowledge"): Part(),
    ("O*NET Database", "related occupations"): Part(),
    ("O*NET Database", "skills"): Part(),
    ("O*NET Database", "technology skills"): Part(),
    ("O*NET Database", "work styles"): Part(),
    ("Employment Projections", "O*NET-SOC to National Employment Matrix"): Part(),
    ("Employment Projections", "table 1.2"): Part(),
    ("Employment Projections", "table 5.3"): Part(),
    ("Employment Projections", "table 5.4"): Part(),
    ("Occupational Employment and Wage Statistics", "national"): Part(every=True),
    ("Occupational Employment and Wage Statistics", "states"): Part(),
    ("Occupational Employment and Wage Statistics", "sectors"): Part(),
    ("Occupational Employment and Wage Statistics", "metropolitan"): Part(wages=METROPOLITAN),
    ("Current Population Survey", "table 11"): Part(),
    ("Current Population Survey", "table 11b"): Part(),
    ("Classification of Instructional Programs", "codes"): Part(),
    ("CIP SOC Crosswalk", "CIP-SOC"): Part(),
}
"""By title of the source and name of the table, in the order of import. What is not here (tasks, definitions, filings
of employers) is not in the package."""


def in_order(datasets: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of these (source, table) that the package has, in the order of import."""
    places = {name: place for place, name in enumerate(PARTS)}
    return sorted((name for name in datasets if name in PARTS), key=places.__getitem__)
