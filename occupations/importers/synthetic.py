"""A random synthetic catalog that is valid in every way, for tests of scale. Pure: the same seed always gives the same
catalog."""

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import polars as pl

from occupations.importers.batch import Batch, SourceEntry, shaped

RANKS = (
    "",
    "Junior ",
    "Senior ",
    "Lead ",
    "Assistant ",
    "Associate ",
    "Chief ",
    "Night ",
    "Regional ",
    "Mobile ",
    "Rural ",
)
FIELDS = tuple(
    """
    harbor bridge forest quarry orchard cellar archive theater museum airport railway canal clinic bakery brewery dairy
    foundry laundry library market mill nursery observatory paper pottery printing radio refinery river road roofing
    sawmill school shipyard stable stadium textile tunnel vineyard warehouse
    """.split()  # noqa: SIM905 - easier to read and to extend
)
ROLES = tuple(
    """
    operator planner inspector technician engineer analyst coordinator supervisor mechanic designer clerk driver cook
    teacher nurse surveyor auditor buyer writer guard installer painter trainer scheduler estimator dispatcher
    """.split()  # noqa: SIM905
)
GROUPS = ("Work with people", "Work with machines", "Work with numbers", "Work with words", "Work outdoors")
EDUCATION = ("High school diploma", "Some college", "Associate's degree", "Bachelor's degree", "Master's degree")
SKILLS = ("Listening", "Planning", "Measuring", "Repairing", "Writing", "Calculating", "Negotiating", "Teaching")
TOOLS = ("Spreadsheet", "Drawing board", "Radio", "Crane", "Database", "Scanner", "Lathe", "Route planner")
MOST = len(RANKS) * len(FIELDS) * len(ROLES)
SYSTEM = "onet-soc-synthetic"
PERIOD = (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))


def titles(count: int, seed: int, taken: frozenset[str] = frozenset()) -> list[str]:
    """That many different titles, none of them in `taken` (case-folded). Raises ValueError if there are not enough."""
    every = (f"{rank}{field} {role}".capitalize() for rank, field, role in product(RANKS, FIELDS, ROLES))
    possible = [title for title in every if title.casefold() not in taken]
    if count > len(possible):
        raise ValueError(f"no more than {len(possible):,} synthetic occupations have different titles")
    return random.Random(seed).sample(possible, count)  # noqa: S311 (no secret)


def key(number: int) -> str:
    return f"{SYSTEM}:{number:06}"


def batch(names: list[str], seed: int) -> Batch:
    """One release with a record for each title, and figures, wages and texts for each record."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    figures, wages, texts = [], [], []
    for number, name in enumerate(names):
        record = key(number)
        figures += [{"record": record, **figure} for figure in _figures(chance)]
        wages.append({"record": record, **_wages(chance)})
        texts += [
            {"record": record, "kind": "description", "position": 1, "text": f"Made-up work of a {name.lower()}."},
            *(
                {
                    "record": record,
                    "kind": "responsibility",
                    "position": place,
                    "text": f"Does step {place} of the work.",
                }
                for place in range(1, chance.randint(3, 8))
            ),
        ]
    return Batch(
        source=SourceEntry("Synthetic catalogue", "make_catalogue"),
        table="everything",
        geography="nowhere",
        title=f"{len(names):,} occupations, seed {seed}",
        period=PERIOD,
        method="modelled",
        population="nobody",
        files=((f"synthetic {len(names)} {seed}", f"{seed:032x}{len(names):032x}"),),
        records=shaped(pl.DataFrame({"key": [key(n) for n in range(len(names))], "title": names}), "records"),
        figures=_frame(figures, "figures"),
        wages=_frame(wages, "wages"),
        texts=_frame(texts, "texts"),
        rows_read=len(figures) + len(wages) + len(texts),
    )


def _frame(rows: list[dict], table: str) -> pl.DataFrame:
    return shaped(pl.from_dicts(rows, infer_schema_length=None), table)


def _figures(chance: random.Random) -> Iterator[dict]:
    def plain(metric: str, value: float) -> dict:
        return {"metric": metric, "value": Decimal(f"{value:.1f}")}

    yield plain("growth", chance.uniform(-30, 30))
    if chance.random() < 0.9:
        yield plain("jobs", 100 * chance.randint(1, 30_000))
    else:
        yield {"metric": "jobs", "missing": "suppressed"}
    yield plain("openings_annual", 10 * chance.randint(1, 30_000))
    yield plain("age_median", chance.uniform(25, 60))
    women = round(chance.uniform(0, 100), 1)
    yield {"label": "Women", "sample_size": 1000 * chance.randint(50, 3_000), **plain("gender", women)}
    yield {"label": "Men", "sample_size": 1000 * chance.randint(50, 3_000), **plain("gender", 100 - women)}
    yield {"metric": "entry_education", "label": chance.choice(EDUCATION)}
    left = 100.0
    for label in EDUCATION:
        share = round(chance.uniform(0, left), 1)
        left -= share
        yield {"label": label, **plain("education", share)}
    for label in SKILLS:
        yield {"label": label, "sample_size": 8, **plain("skill_importance", chance.uniform(1, 5))}
    for label in chance.sample(TOOLS, 4):
        yield {"metric": "technology", "label": label}


def _wages(chance: random.Random) -> dict:
    mean = chance.randint(2_500, 25_000) * 10
    rising = {name: Decimal(int(mean * part)) for name, part in _PARTS.items()}
    annual = {f"annual_{name}": amount for name, amount in rising.items()}
    return {
        "annual_mean": Decimal(mean),
        "mean_rse": Decimal("1.5"),
        "employment": chance.randint(50, 2_000_000),
        **annual,
    }


_PARTS = {"p10": 0.5, "p25": 0.7, "median": 0.95, "p75": 1.2, "p90": 1.6}
